import path from "node:path";
import type {EngineName} from "../engine/engine.js";
import {ENGINE_NAMES} from "../engine/engines.js";
import type {TypeEngineName} from "../kernel/types/typeEngine.js";
import {atomicWrite} from "../notebook/atomicWrite.js";
import {withOutputs} from "../notebook/cellOutputs.js";
import {failureText} from "../notebook/failureText.js";
import {CELL_TIMEOUT_SECONDS} from "../notebook/limits.js";
import {Progress, seconds} from "../notebook/progress.js";
import type {CellReport} from "../notebook/runCells.js";
import {type NotebookRun, runNotebook} from "../notebook/runNotebook.js";
import type {KernelName} from "../notebook/runner.js";
import {readSource, runnableCells, type Source} from "../notebook/source.js";
import {spliceOutputs} from "../notebook/spliceOutputs.js";
import {writeNotebook} from "../notebook/writeNotebook.js";
import {UsageError} from "./command.js";
import {parseOptions} from "./parseOptions.js";

const HELP = `Usage: kernelbook run FILE... [OPTIONS]

Runs the cells of lessons (.md) and notebooks (.ipynb) from top to bottom, each file in a kernel of its own.

  --in-place      write outputs back into the notebook; nothing else in the file changes
  --out FILE      write the executed notebook to FILE
  --kernel NAME   ours (default) or tslab, the stock kernel without sockets
  --engine NAME   type engine of our kernel: auto (default), typescript7, typescript6 or tslab
  --compute NAME  what computes where the cells call useEngine() without a name: torch, tensorflow, wasm or cpu;
                  else KERNELBOOK_ENGINE, else the engine that the lesson names, else the fastest that is here
  --timeout S     seconds that one cell may take, default ${CELL_TIMEOUT_SECONDS}

Files are written only when every cell did what it should. Exit code: 0 if so, 1 if not, 2 for bad usage, 130 after
Ctrl-C.
`;

interface Settings {
  readonly files: readonly string[];
  readonly inPlace: boolean;
  readonly out: string | undefined;
  readonly kernel: KernelName;
  readonly engine: TypeEngineName | "auto";
  readonly compute: EngineName | undefined;
  readonly timeoutSeconds: number;
}

export async function run(args: readonly string[]): Promise<number> {
  const settings = readArguments(args);
  if (settings === "help") {
    process.stdout.write(HELP);
    return 0;
  }
  const sources = settings.files.map(file => readFile(file, settings));
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    const summary: string[] = [];
    let failed = 0;
    for (const source of sources) {
      const ran = await runFile(source, settings, stop.signal);
      if (!ran.ok) failed++;
      summary.push(`${source.file}: ${outcome(ran)}`);
      if (stop.signal.aborted) break;
    }
    process.stdout.write(`${summary.join("\n")}\n`);
    if (stop.signal.aborted) return 130;
    return failed > 0 ? 1 : 0;
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

async function runFile(source: Source, settings: Settings, signal: AbortSignal): Promise<NotebookRun> {
  const cells = runnableCells(source.notebook, settings.kernel);
  const progress = new Progress(process.stdout, cells.filter(cell => cell.skip === undefined).length);
  process.stdout.write(`${source.file} (${settings.kernel})\n`);
  let ran: NotebookRun;
  try {
    ran = await runNotebook(source.notebook, {
      ...settings,
      cwd: path.resolve(path.dirname(source.file)),
      // A lesson's source is run by its author: what an earlier run locked in must not change this one.
      env: {
        ...(source.kind === "lesson" && {KERNELBOOK_PROGRESS: "none"}),
        ...(settings.compute !== undefined && {KERNELBOOK_ENGINE: settings.compute}),
      },
      signal,
      onCell: progress.onCell,
      onNotice: text => process.stderr.write(`${text}\n`),
    });
  } finally {
    progress.close();
  }
  for (const report of ran.reports)
    if (report.outcome === "failed")
      process.stderr.write(`${failureText(report, source.file, source.lines[report.cell.index])}\n`);
  if (ran.ok) write(source, ran, settings);
  return ran;
}

function write(source: Source, ran: NotebookRun, {inPlace, out}: Settings): void {
  const target = inPlace ? source.file : out;
  if (target === undefined) return;
  const text =
    source.kind === "notebook"
      ? spliceOutputs(source.text, ran.outputs)
      : writeNotebook(withOutputs(source.notebook, ran.outputs));
  atomicWrite(target, text);
}

function outcome({reports, seconds: took, ok}: NotebookRun): string {
  const count = (kind: CellReport["outcome"]) => reports.filter(report => report.outcome === kind).length;
  const kinds = (["ok", "failed", "skipped", "stopped", "not-run"] as const)
    .filter(kind => count(kind) > 0 || kind === "ok")
    .map(kind => `${count(kind)} ${kind}`);
  return `${ok ? "done" : "FAILED"}, ${kinds.join(", ")}, ${seconds(took)}`;
}

function readFile(file: string, {inPlace}: Settings): Source {
  let source: Source;
  try {
    source = readSource(file);
  } catch (error) {
    throw new UsageError(`run: ${(error as Error).message}`);
  }
  if (inPlace && source.kind === "lesson")
    throw new UsageError(
      `run: --in-place needs a notebook, a lesson's source holds no outputs, got ${file}; use --out`,
    );
  return source;
}

function readArguments(args: readonly string[]): Settings | "help" {
  const {values, positionals} = parsed(args);
  if (values.help) return "help";
  if (positionals.length === 0) throw new UsageError("run: at least one file must be given, got none");
  if (values.out !== undefined && (values["in-place"] || positionals.length > 1))
    throw new UsageError("run: --out needs a single file without --in-place, got more");
  const timeoutSeconds = Number(values.timeout);
  if (!(timeoutSeconds > 0))
    throw new UsageError(`run: --timeout must be a number > 0, got ${values.timeout}`);
  return {
    files: positionals,
    inPlace: values["in-place"],
    out: values.out,
    kernel: oneOf("--kernel", values.kernel, ["ours", "tslab"] as const),
    engine: oneOf("--engine", values.engine, ["auto", "typescript7", "typescript6", "tslab"] as const),
    compute: values.compute === undefined ? undefined : oneOf("--compute", values.compute, ENGINE_NAMES),
    timeoutSeconds,
  };
}

function parsed(args: readonly string[]) {
  return parseOptions("run", args, {
    help: {type: "boolean", short: "h", default: false},
    "in-place": {type: "boolean", default: false},
    out: {type: "string"},
    kernel: {type: "string", default: "ours"},
    engine: {type: "string", default: "auto"},
    compute: {type: "string"},
    timeout: {type: "string", default: String(CELL_TIMEOUT_SECONDS)},
  });
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const choice = choices.find(name => name === value);
  if (choice === undefined)
    throw new UsageError(`run: ${option} must be one of ${choices.join(", ")}, got ${value}`);
  return choice;
}
