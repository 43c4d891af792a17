import {createRequire} from "node:module";
import {checkFiles} from "./checkFiles.js";
import {compareOutputs, seenOutputs} from "./compareOutputs.js";
import {failureText} from "./failureText.js";
import {LESSON_MAX_SECONDS, LONG_LESSON_MAX_SECONDS, LONG_LESSONS_FROM} from "./limits.js";
import type {Notebook, NotebookOutput} from "./nbformat.js";
import type {LessonPlace} from "./project.js";
import type {RunCellsOptions} from "./runCells.js";
import {runLesson} from "./runLesson.js";
import type {NotebookRun} from "./runNotebook.js";
import type {KernelName} from "./runner.js";
import {fenceOf} from "./source.js";

export interface CheckOptions extends Pick<RunCellsOptions, "signal"> {
  readonly root: string;
  /** Do not run anything. */
  readonly quick: boolean;
  /** Before each run. */
  readonly onRun?: (kernel: KernelName, notebook: Notebook) => Pick<RunCellsOptions, "onCell">;
}

export interface LessonCheck {
  readonly problems: readonly string[];
  /** Facts for the summary: sizes, times and counts, each skip with its reason. */
  readonly facts: readonly string[];
}

/** Whether a lesson's files agree, and whether both kernels give what its notebook shows. */
export async function checkLesson(place: LessonPlace, options: CheckOptions): Promise<LessonCheck> {
  const {problems, fresh, kept, bytes} = checkFiles(place);
  const cells = fresh?.cells.filter(cell => cell.cell_type === "code").length ?? 0;
  const facts = [`${cells} code cells`, `${(bytes / 1e6).toFixed(2)} MB`];
  if (options.quick || !fresh || !kept || problems.length > 0) return {problems, facts};

  const ours = await runIn("ours", fresh, options);
  const found = runProblems(ours, place);
  facts.push(runFact("ours", ours) + overTime(ours, place));
  if (ours.ok)
    found.push(...differences("the notebook and a new run", fresh, keptOutputs(kept), outputsOf(ours)));
  if (!hasTslab()) {
    facts.push("stock tslab: skipped, the optional package tslab is not installed");
    return {problems: found, facts};
  }
  if (options.signal?.aborted) return {problems: found, facts};
  const stock = await runIn("tslab", fresh, options);
  found.push(...runProblems(stock, place, "in stock tslab: "));
  facts.push(runFact("stock tslab", stock));
  if (ours.ok && stock.ok)
    found.push(...differences("our kernel and stock tslab", fresh, outputsOf(ours), outputsOf(stock)));
  return {problems: found, facts};
}

function runIn(kernel: KernelName, notebook: Notebook, options: CheckOptions): Promise<NotebookRun> {
  return runLesson(notebook, {...options, kernel, ...options.onRun?.(kernel, notebook)});
}

function runProblems(run: NotebookRun, {source}: LessonPlace, where = ""): string[] {
  return run.reports
    .filter(({outcome}) => outcome === "failed" || outcome === "stopped")
    .map(report => where + failureText({...report, problem: report.problem ?? "was stopped"}, source));
}

/** Reported, not refused: other programs on the machine make a run slower, too. */
function overTime(run: NotebookRun, {name}: LessonPlace): string {
  const limit = Number(name.slice(0, 2)) >= LONG_LESSONS_FROM ? LONG_LESSON_MAX_SECONDS : LESSON_MAX_SECONDS;
  return run.seconds < limit ? "" : `, over the ${limit} s that a lesson may take on two cores`;
}

function runFact(kernel: string, run: NotebookRun): string {
  const done = run.reports.filter(({outcome}) => outcome === "ok").length;
  const skipped = run.reports
    .filter(({outcome}) => outcome === "skipped")
    .map(({cell}) => `${cell.id} (${cell.skip})`);
  const skips = skipped.length > 0 ? `, ${skipped.length} skipped: ${skipped.join("; ")}` : "";
  return `${kernel}: ${done} ran in ${run.seconds.toFixed(1)} s${skips}`;
}

type Outputs = ReadonlyMap<number, readonly NotebookOutput[]>;

function outputsOf(run: NotebookRun): Outputs {
  const ran = run.reports.filter(({outcome}) => outcome === "ok").map(({cell}) => cell.index);
  return new Map(ran.map(index => [index, run.outputs.get(index)?.outputs ?? []]));
}

function keptOutputs(notebook: Notebook): Outputs {
  return new Map(
    [...notebook.cells.entries()].flatMap(([index, cell]) =>
      cell.cell_type === "code" ? [[index, cell.outputs]] : [],
    ),
  );
}

/** Cells that both ran and whose outputs differ; volatile cells are compared by outcome alone. */
function differences(who: string, notebook: Notebook, left: Outputs, right: Outputs): string[] {
  return [...notebook.cells.entries()].flatMap(([index, cell]) => {
    const [a, b] = [left.get(index), right.get(index)];
    const fence = fenceOf(cell);
    if (!a || !b || fence.volatile) return [];
    const failed = fence.raises !== undefined;
    const difference = compareOutputs(seenOutputs(a, failed), seenOutputs(b, failed));
    return difference === undefined
      ? []
      : [`cell "${cell.id}": outputs of ${who} must be equal: ${difference}`];
  });
}

function hasTslab(): boolean {
  try {
    createRequire(import.meta.url).resolve("tslab/package.json");
    return true;
  } catch {
    return false;
  }
}
