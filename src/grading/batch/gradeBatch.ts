import {findLesson} from "../../exercise/catalog.js";
import type {ReportSummary} from "../report/reportInput.js";
import type {BatchSettings} from "./batchSettings.js";
import {jobOf, listClass} from "./classList.js";
import {type RecordFiles, readRecords} from "./classRecords.js";
import {gradeSubmissions, type JobReport} from "./gradeSubmissions.js";
import {Journal} from "./journal.js";
import {JudgePool} from "./judgePool.js";
import {privateCasesOf} from "./privateFolder.js";
import {reportRun} from "./reportRun.js";
import {runFacts} from "./runFacts.js";
import type {RunFolder} from "./runFolder.js";

export interface GradeBatchOptions {
  /** Files to take in place of those kept from an earlier run. */
  readonly records: RecordFiles;
  readonly signal: AbortSignal;
  /** What the batch knows before the first submission. */
  readonly onStart: (facts: BatchFacts) => void;
  readonly onJob: (report: JobReport) => void;
  /** A sentence for the teacher. */
  readonly onProblem: (text: string) => void;
}

export interface BatchFacts {
  readonly submissions: number;
  readonly jobs: number;
  readonly layers: readonly string[];
}

/** What a batch came to; `interrupted` before everything was graded. */
export type BatchOutcome =
  | {readonly kind: "interrupted"; readonly graded: number}
  | ({readonly kind: "complete"} & ReportSummary);

/**
 * Grades the submissions of a lesson and writes the reports. What was graded before and has not changed is kept, so a run that
 * was killed goes on where it stood.
 *
 * @throws {RangeError | SyntaxError} When a setting, a class list, marks or private cases cannot be used; nothing is graded then.
 * @throws {JudgeRefused} When no sandbox works here.
 */
export async function gradeBatch(
  run: RunFolder,
  settings: BatchSettings,
  {records: files, signal, onStart, onJob, onProblem}: GradeBatchOptions,
): Promise<BatchOutcome> {
  const lesson = await findLesson(settings.assignment);
  const records = readRecords(run, settings, files, lesson);
  const members = listClass(run, settings, records, onProblem);
  const privateCases = await privateCasesOf(settings);
  const started = new Date().toISOString();
  run.writeRun({settings, started});
  const journal = new Journal(run.journal);
  let pool: JudgePool | undefined;
  const close = () => void pool?.close();
  signal.addEventListener("abort", close);
  let graded = 0;
  try {
    pool = await JudgePool.start({
      width: settings.jobs,
      inputsFolder: run.inputs,
      sandbox: settings.sandbox,
      ...(settings.image !== undefined && {image: settings.image}),
      onRetry(key, reason) {
        journal.write({type: "retry", key, reason});
        onProblem(`${key}: ${reason}; tried once more`);
      },
    });
    const {graderVersion, layers} = pool;
    const chosen = members.filter(({isChosen}) => isChosen);
    onStart({submissions: chosen.length, jobs: settings.jobs, layers});
    journal.write({type: "run", submissions: chosen.length, graderVersion});
    const jobs = chosen.map(member => ({
      key: member.key,
      collect: () => ({...jobOf(run, member, lesson, records), ...(privateCases && {privateCases})}),
    }));
    await gradeSubmissions(jobs, {
      run,
      runner: pool,
      journal,
      exercises: lesson.entries.map(({exercise}) => exercise),
      signal,
      onJob(report) {
        graded++;
        onJob(report);
      },
    });
    if (signal.aborted) {
      journal.write({type: "end", code: 130});
      return {kind: "interrupted", graded};
    }
    const summary = await reportRun(run, settings, {lesson, members, records});
    run.writeRun({settings, started, ...(await runFacts(run, {graderVersion, layers}))});
    journal.write({type: "end", code: summary.faults > 0 ? 3 : 0});
    run.finish();
    return {kind: "complete", ...summary};
  } finally {
    signal.removeEventListener("abort", close);
    await pool?.close();
    journal.close();
  }
}
