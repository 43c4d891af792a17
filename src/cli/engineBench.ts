import {benchEngines, benchTable} from "../engine/bench.js";
import {UsageError} from "./command.js";
import {parseOptions} from "./parseOptions.js";

/** `kernelbook engine bench`: exit code 1 when nothing could be measured. */
export async function run(args: readonly string[]): Promise<number> {
  const {values} = parseOptions("engine bench", args, {threads: {type: "string"}}, {allowPositionals: false});
  const rows = await benchEngines({
    ...(values.threads !== undefined && {threads: threadsOf(values.threads)}),
    onStart: engine => process.stderr.write(`measuring ${engine} ...\n`),
  });
  process.stdout.write(`${benchTable(rows)}\n`);
  return rows.some(row => !("reason" in row)) ? 0 : 1;
}

function threadsOf(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1) return threads;
  throw new UsageError(`engine bench: --threads must be an integer >= 1, got ${text}`);
}
