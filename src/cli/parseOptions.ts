import {type ParseArgsConfig, parseArgs} from "node:util";
import {UsageError} from "./command.js";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{allowPositionals: boolean; options: T}>>;

/**
 * What was typed behind a command, by Node's own rules.
 *
 * @param command  `kernel install`: how the message for a person begins.
 * @param allowPositionals  Whether words that are no option may stand there.
 * @throws {UsageError} When an option is unknown or lacks its value.
 */
export function parseOptions<const T extends Options>(
  command: string,
  args: readonly string[],
  options: T,
  {allowPositionals = true} = {},
): Parsed<T> {
  try {
    return parseArgs({args: [...args], allowPositionals, options});
  } catch (error) {
    throw new UsageError(`${command}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
