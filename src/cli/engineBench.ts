import {benchEngines, benchTable} from "../engine/bench.js";
import type {EngineName} from "../engine/engine.js";
import {ENGINE_NAMES, isEngineName} from "../engine/engines.js";
import {UsageError} from "./command.js";
import {parseOptions} from "./parseOptions.js";

/** `kernelbook engine bench`: exit code 1 when nothing could be measured. */
export async function run(args: readonly string[]): Promise<number> {
  const {values, positionals} = parseOptions("engine bench", args, {threads: {type: "string"}});
  const engines = positionals.map(engineNamed);
  const rows = await benchEngines({
    ...(engines.length > 0 && {engines}),
    ...(values.threads !== undefined && {threads: threadsOf(values.threads)}),
    onStart: engine => process.stderr.write(`measuring ${engine} ...\n`),
  });
  process.stdout.write(`${benchTable(rows)}\n`);
  return rows.some(row => !("reason" in row)) ? 0 : 1;
}

function engineNamed(name: string): EngineName {
  if (isEngineName(name)) return name;
  throw new UsageError(`engine bench: names must be among ${ENGINE_NAMES.join(", ")}, got ${name}`);
}

function threadsOf(text: string): number {
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1) return threads;
  throw new UsageError(`engine bench: --threads must be an integer >= 1, got ${text}`);
}
