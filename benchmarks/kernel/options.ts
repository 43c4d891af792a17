import {parseArgs} from "node:util";

/** The command line of `npm run bench:kernel`. */
export interface Options {
  /** Install missing peers into `.cache/peers` first. */
  readonly peers: boolean;
  /** Row ids or their first parts: `cells`, `stop.regex`; all when empty. */
  readonly only: readonly string[];
  /** Kernels to measure; all that are present when empty. */
  readonly kernels: readonly string[];
  readonly repeat: number;
  /** A Python that has ipykernel; the test environment's when undefined. */
  readonly python: string | undefined;
  /** Also write the tables to this file. */
  readonly save: string | undefined;
}

export const USAGE = `npm run bench:kernel -- [--peers] [--only ROW]... [--kernel NAME]... [--repeat N] [--python FILE] [--save FILE]
  --peers        install the peers that are missing (npm package deno) into .cache/peers first
  --only ROW     a row such as cells.changed, or a group: start, cells, tfjs, vega, flood, stop, memory
  --kernel NAME  kernelbook, tslab, deno or ipykernel; all that are there when not given
  --repeat N     sessions per group, an integer >= 1 (default 1)
  --python FILE  a Python that has ipykernel (default: the one of .venv-test)
  --save FILE    write the tables to FILE too`;

/**
 * Reads the command line.
 *
 * @throws {TypeError} For an unknown option or a missing value, with Node's own words.
 * @throws {RangeError} When `--repeat` is not an integer >= 1.
 */
export function parseOptions(args: readonly string[]): Options {
  const {values} = parseArgs({
    args: [...args],
    options: {
      peers: {type: "boolean", default: false},
      only: {type: "string", multiple: true, default: []},
      kernel: {type: "string", multiple: true, default: []},
      repeat: {type: "string", default: "1"},
      python: {type: "string"},
      save: {type: "string"},
    },
  });
  const repeat = Number(values.repeat);
  if (!Number.isInteger(repeat) || repeat < 1) {
    throw new RangeError(`bench:kernel: --repeat must be an integer >= 1, got ${values.repeat}`);
  }
  return {
    peers: values.peers,
    only: values.only,
    kernels: values.kernel,
    repeat,
    python: values.python,
    save: values.save,
  };
}

/** Whether `--only` asks for a row: it names the row, or a part of its id up to a dot. */
export function asksFor(only: readonly string[], row: string): boolean {
  return only.length === 0 || only.some(name => row === name || row.startsWith(`${name}.`));
}
