import {UsageError} from "./command.js";
import {parseOptions} from "./parseOptions.js";

/** What `kernelbook lab` and `kernelbook start` have in common. */
export interface ServeArguments {
  /** The one word that is no option: a file or a lesson. */
  readonly name?: string;
  readonly port?: number;
  readonly browser: boolean;
  readonly allowRoot: boolean;
  readonly help: boolean;
}

export const SERVE_OPTIONS = `  --port N      listen on this port of 127.0.0.1 (default: 8888 or the next free one)
  --no-browser  print the address, open nothing
  --allow-root  run as root; for a container of your own
`;

/** @throws {UsageError} When something typed is not understood. */
export function parseServeArguments(command: string, args: readonly string[]): ServeArguments {
  const {values, positionals} = parse(command, args);
  const {port: typed, help} = values;
  if (positionals.length > 1) {
    throw new UsageError(`${command}: one name at most, got ${positionals.join(" ")}`);
  }
  const port = typed === undefined ? undefined : Number(typed);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
    throw new UsageError(`${command}: --port must be an integer from 1 to 65535, got ${typed}`);
  }
  return {
    name: positionals[0],
    port,
    browser: !values["no-browser"],
    allowRoot: values["allow-root"],
    help,
  };
}

function parse(command: string, args: readonly string[]) {
  return parseOptions(command, args, {
    port: {type: "string"},
    "no-browser": {type: "boolean", default: false},
    "allow-root": {type: "boolean", default: false},
    help: {type: "boolean", short: "h", default: false},
  });
}
