import path from "node:path";
import {atomicWrite} from "../notebook/atomicWrite.js";
import {buildLesson} from "../notebook/buildLesson.js";
import {checkLesson} from "../notebook/checkLesson.js";
import {failureText} from "../notebook/failureText.js";
import {notebookToLesson} from "../notebook/lessonNotebook.js";
import type {Notebook} from "../notebook/nbformat.js";
import {prepareWork} from "../notebook/prepareWork.js";
import {Progress, seconds} from "../notebook/progress.js";
import {type LessonPlace, lessonPlaces, projectRoot} from "../notebook/project.js";
import {readNotebookFile} from "../notebook/readNotebook.js";
import type {KernelName} from "../notebook/runner.js";
import {readSource, runnableCells} from "../notebook/source.js";
import {writeLesson} from "../notebook/writeLesson.js";
import {UsageError} from "./command.js";
import {parseOptions} from "./parseOptions.js";

const HELP = `Usage: kernelbook notebooks COMMAND [LESSON...] [OPTIONS]

  build    run each lesson's source (notebooks/NN-name.md) and write its notebook
           --fresh   new outputs for volatile cells, too
  check    sources and notebooks agree, nothing is stale, both kernels give the same outputs
           --quick   without running anything
  source   write the source back from a notebook that was edited in JupyterLab
  work     make the learner's copies under work/ and print their paths

A lesson is named 04-convolution-2d, 04 or 4; without names, all of them. --root DIR takes the lessons of another
project. Exit code: 0 all well, 1 if not, 2 for bad usage, 130 after Ctrl-C.
`;

interface Settings {
  readonly root: string;
  readonly lessons: readonly string[];
  readonly fresh: boolean;
  readonly quick: boolean;
}

/** Runs one subcommand over its lessons; gives whether all is well. */
type Task = (settings: Settings, signal: AbortSignal) => Promise<boolean>;

const TASKS: Readonly<Record<string, Task>> = {build, check, source, work};

export async function run(args: readonly string[]): Promise<number> {
  const {values, positionals} = parsed(args);
  const [name = "", ...lessons] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (!task)
    throw new UsageError(
      `notebooks: a command must be one of ${Object.keys(TASKS).join(", ")}, got "${name}"`,
    );
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    const root = path.resolve(values.root ?? projectRoot());
    const ok = await task({root, lessons, fresh: values.fresh, quick: values.quick}, stop.signal);
    if (stop.signal.aborted) return 130;
    return ok ? 0 : 1;
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

async function build({root, lessons, fresh}: Settings, signal: AbortSignal): Promise<boolean> {
  let ok = true;
  for (const place of places(root, lessons)) {
    process.stdout.write(`${place.name}\n`);
    try {
      const progress = progressFor("ours", readSource(place.source).notebook);
      const built = await buildLesson(place, {root, signal, fresh, ...progress, onNotice: say});
      for (const report of built.run.reports)
        if (report.outcome === "failed")
          say(failureText(report, place.source, built.source.lines[report.cell.index]));
      ok &&= built.run.ok;
      const what = built.run.ok ? (built.changed ? "written" : "unchanged") : "NOT written";
      process.stdout.write(`${relative(place.notebook)}: ${what}, ${seconds(built.run.seconds)}\n`);
    } catch (error) {
      say((error as Error).message);
      ok = false;
    }
    if (signal.aborted) break;
  }
  return ok;
}

async function check({root, lessons, quick}: Settings, signal: AbortSignal): Promise<boolean> {
  let failed = 0;
  const all = places(root, lessons);
  for (const place of all) {
    const onRun = (kernel: KernelName, notebook: Notebook) => {
      process.stdout.write(`${place.name} (${kernel})\n`);
      return progressFor(kernel, notebook);
    };
    const {problems, facts} = await checkLesson(place, {root, quick, signal, onRun});
    for (const problem of problems) say(`${place.name}: ${problem}`);
    process.stdout.write(`${place.name}: ${problems.length === 0 ? "ok" : "FAILED"}, ${facts.join(", ")}\n`);
    if (problems.length > 0) failed++;
    if (signal.aborted) break;
  }
  process.stdout.write(
    `${all.length - failed} of ${all.length} lessons ok${quick ? " (nothing was run)" : ""}\n`,
  );
  if (failed > 0) say("A lesson's notebook is made by: kernelbook notebooks build");
  return failed === 0;
}

async function source({root, lessons}: Settings): Promise<boolean> {
  for (const {source: file, notebook} of places(root, lessons)) {
    atomicWrite(file, writeLesson(notebookToLesson(readNotebookFile(notebook), notebook)));
    process.stdout.write(`${relative(file)}: written\n`);
  }
  return true;
}

async function work({root, lessons}: Settings): Promise<boolean> {
  for (const {file, message} of asked(() => prepareWork({root, lessons}))) {
    if (message) say(message);
    process.stdout.write(`${relative(file)}\n`);
  }
  return true;
}

function progressFor(kernel: KernelName, notebook: Notebook): {onCell: Progress["onCell"]} {
  const cells = runnableCells(notebook, kernel).filter(cell => cell.skip === undefined);
  return {onCell: new Progress(process.stdout, cells.length).onCell};
}

function places(root: string, lessons: readonly string[]): LessonPlace[] {
  return asked(() => lessonPlaces(root, lessons));
}

/** A lesson that does not exist is the caller's mistake. */
function asked<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

function relative(file: string): string {
  return path.relative(process.cwd(), file) || file;
}

function parsed(args: readonly string[]) {
  return parseOptions("notebooks", args, {
    help: {type: "boolean", short: "h", default: false},
    fresh: {type: "boolean", default: false},
    quick: {type: "boolean", default: false},
    root: {type: "string"},
  });
}
