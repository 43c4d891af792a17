import {fork} from "node:child_process";
import {fileURLToPath} from "node:url";
import {CHILD_TIMEOUT_MS} from "./benchmark/limits.js";
import {PRODUCT_FLOPS} from "./benchmark/productCall.js";
import type {EngineName} from "./engine.js";
import {ENGINE_NAMES, loadEngine} from "./engines.js";
import {engineSettings} from "./settings.js";

/** What a measuring process sends. */
export interface BenchAnswer {
  readonly version: string;
  readonly threads: number;
  /** From the process's start until the engine computes. */
  readonly startMs: number;
  readonly productMs: readonly number[];
  readonly stepMs: readonly number[];
}

/** One line of the table: a tier's figures, or why there are none. */
export type BenchRow = {readonly engine: EngineName} & (
  | {
      readonly version: string;
      readonly threads: number;
      readonly startMs: number;
      /** Thousand million floating-point operations a second in a matrix product, the best of some. */
      readonly gigaflops: number;
      /** Training steps a second of LeNet with 64 images, by the median step. */
      readonly steps: number;
    }
  | {readonly reason: string}
);

export interface BenchOptions {
  /** Tiers to measure; all unless told. */
  readonly engines?: readonly EngineName[];
  /** Threads for each tier; the processors this process may run on unless told. */
  readonly threads?: number;
  /** Gets the tier that is about to be measured. */
  readonly onStart?: (engine: EngineName) => void;
}

/**
 * Measures each tier that works here for some ten seconds, one after the other, each in a process of its own so that neither
 * threads nor memory of one disturb the next.
 *
 * @returns One row for each tier.
 */
export async function benchEngines(options: BenchOptions = {}): Promise<BenchRow[]> {
  const {engines = ENGINE_NAMES, threads, onStart} = options;
  const settings = engineSettings(threads === undefined ? {} : {threads});
  const rows: BenchRow[] = [];
  for (const engine of engines) {
    const probe = await (await loadEngine(engine)).probe();
    if (!probe.ok) {
      rows.push({engine, reason: probe.reason});
      continue;
    }
    onStart?.(engine);
    const answer = await ask(engine, settings.threads);
    rows.push({engine, ...("error" in answer ? {reason: answer.error} : figures(answer))});
  }
  return rows;
}

/** The rows as aligned text, a line each. */
export function benchTable(rows: readonly BenchRow[]): string {
  const header = ["engine", "threads", "start", "matrix product", "LeNet, 64 images"];
  const lines = rows.map(row => {
    if ("reason" in row) return [row.engine, row.reason];
    const {engine, version, threads, startMs, gigaflops, steps} = row;
    return [
      `${engine} ${version}`,
      String(threads),
      `${(startMs / 1000).toFixed(1)} s`,
      `${brief(gigaflops)} GFLOP/s`,
      `${brief(steps)} steps/s`,
    ];
  });
  const full = [header, ...lines.filter(line => line.length === header.length)];
  const widths = header.map((_, column) => Math.max(...full.map(line => line[column].length)));
  const print = (line: readonly string[]) =>
    line.length === header.length
      ? line
          .map((text, column) => text.padEnd(widths[column]))
          .join("  ")
          .trimEnd()
      : `${line[0].padEnd(widths[0])}  ${line.slice(1).join(" ")}`;
  return [header, ...lines].map(print).join("\n");
}

function figures({version, threads, startMs, productMs, stepMs}: BenchAnswer) {
  const sorted = [...stepMs].sort((a, b) => a - b);
  return {
    version,
    threads,
    startMs,
    gigaflops: PRODUCT_FLOPS / Math.min(...productMs) / 1e6,
    steps: 1000 / sorted[sorted.length >> 1],
  };
}

/** Runs one measuring process and waits for its answer. */
async function ask(engine: EngineName, threads: number): Promise<BenchAnswer | {readonly error: string}> {
  const file = fileURLToPath(new URL("./benchmark/benchProcess.js", import.meta.url));
  return await new Promise(resolve => {
    const child = fork(file, [engine, String(threads)], {stdio: ["ignore", "ignore", "ignore", "ipc"]});
    const timer = setTimeout(() => child.kill("SIGKILL"), CHILD_TIMEOUT_MS);
    let answer: BenchAnswer | {readonly error: string} | undefined;
    child.on("message", message => {
      answer = message as BenchAnswer | {readonly error: string};
    });
    child.on("error", error => resolve({error: error.message}));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve(
        answer ?? {error: `the measuring process ended by ${signal ?? `code ${code}`} without an answer`},
      );
    });
  });
}

/** Two digits are what a busy machine repeats. */
function brief(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0);
}
