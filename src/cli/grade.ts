import path from "node:path";
import type {BatchSettings} from "../grading/batch/batchSettings.js";
import type {RecordFiles} from "../grading/batch/classRecords.js";
import {type BatchFacts, type BatchOutcome, gradeBatch} from "../grading/batch/gradeBatch.js";
import {JudgeRefused} from "../grading/batch/judgeClient.js";
import {purgeRun, RunFolder} from "../grading/batch/runFolder.js";
import {UsageError} from "./command.js";
import {GradeProgress} from "./gradeProgress.js";
import {gradeSettings, parseGradeArguments, recordFiles} from "./gradeSettings.js";

const HELP = `Usage: kernelbook grade SUBMISSIONS --lesson N --out DIR [OPTIONS]
       kernelbook grade --resume --out DIR
       kernelbook grade purge DIR

Grades a class. SUBMISSIONS is submitted/STUDENT/ASSIGNMENT/*.ipynb, a folder of STUDENT.ipynb, or one zip for each
student. Answers run apart from this machine and decide nothing; reports go to DIR. Grading again into the same DIR does
only what has changed.

  --lesson N       04-convolution-2d, 04 or 4
  --out DIR        the run's folder, for your eyes only: results, reports, journal
  --jobs J         submissions at once; default: one for each processor, at most 4
  --seed S         where hidden cases come from: DIR/teacher/NN-name.json of "kernelbook assign", needed where its tasks
                   have numbers of their own; or a text; else the one of the run in DIR, else a random one
  --resume         goes on with an interrupted run; options left out are as they were
  --only STUDENT   grades this one; may be given again. The reports hold everybody
  --since T        grades what was handed in at T or later: 2026-12-01, 2026-12-01T18:00+01:00; without an offset UTC
  --format LIST    some of html,csv,json,junit,gradescope; default html,csv,json
  --anonymous      keyed pseudonyms in place of ids; DIR/private/students.csv says who is who
  --private DIR    further hidden cases, a file lNN-name.json for each exercise

  --roster FILE    class list, CSV: student_id, first_name, last_name, email
  --marks FILE     your own points and comments, CSV: student or group, exercise, points, comment, by
  --due T          when it was due; else as the release says
  --late POLICY    10%/day, or 10%/day,grace=2h,cap=50%: percent of the points earned for each day begun

  --sandbox KIND   bubblewrap, namespaces or container; default: the best that works here
  --image NAME     image for --sandbox container
  --unsandboxed    runs answers with all your rights, and every mark says so

purge deletes a run's folder with all that is in it.

Exit code: 0 every submission has its verdict, 3 the grader failed on some, 2 bad usage or no sandbox, 130 after Ctrl-C.
`;

export async function run(args: readonly string[]): Promise<number> {
  const typed = parseGradeArguments(args);
  if (typed.values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (typed.positionals[0] === "purge") return purge(typed.positionals.slice(1));
  const {out} = typed.values;
  if (out === undefined) throw new UsageError("grade: --out must be given, got none");
  const {settings: before} = RunFolder.peek(out) as {settings?: BatchSettings};
  if (typed.values.resume && before === undefined) {
    throw new UsageError(`grade: --resume must find an earlier run, got none in ${out}`);
  }
  const settings = await gradeSettings(typed, before);
  const records = recordFiles(typed);
  const folder = asked(() => RunFolder.open(out));
  try {
    return await gradeInto(folder, settings, records);
  } finally {
    folder.close();
  }
}

function purge(folders: readonly string[]): number {
  const [folder, ...rest] = folders;
  if (folder === undefined || rest.length > 0) {
    throw new UsageError(`grade purge: one folder must be given, got ${folders.join(" ") || "none"}`);
  }
  asked(() => purgeRun(folder));
  process.stdout.write(`Deleted ${folder}\n`);
  return 0;
}

async function gradeInto(folder: RunFolder, settings: BatchSettings, records: RecordFiles): Promise<number> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  let progress: GradeProgress | undefined;
  try {
    const outcome = await gradeBatch(folder, settings, {
      records,
      signal: stop.signal,
      onStart(facts) {
        process.stdout.write(`${startText(settings, facts)}\n`);
        progress = new GradeProgress(process.stdout, facts.submissions, facts.jobs);
      },
      onJob: report => progress?.onJob(report),
      onProblem(text) {
        if (progress) progress.problem(text);
        else process.stderr.write(`! ${text}\n`);
      },
    });
    progress?.close();
    return finish(outcome, folder);
  } catch (error) {
    progress?.close();
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof JudgeRefused) {
      throw new UsageError(`grade: ${error.message}`);
    }
    throw error;
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

function startText({assignment}: BatchSettings, {submissions, jobs, layers}: BatchFacts): string {
  const apart =
    layers.length > 0
      ? `Answers run behind: ${layers.join(", ")}.`
      : "UNSANDBOXED: answers run with all your rights.";
  return `${assignment}: ${submissions} ${submissions === 1 ? "submission" : "submissions"}, ${jobs} at once. ${apart}`;
}

function finish(outcome: BatchOutcome, folder: RunFolder): number {
  const shown = path.relative(process.cwd(), folder.path) || ".";
  if (outcome.kind === "interrupted") {
    process.stderr.write(
      `Interrupted. What is graded is kept; go on with: kernelbook grade --resume --out ${shown}\n`,
    );
    return 130;
  }
  const {files, held, faults, unusedMarks} = outcome;
  const lines = files.map(file => `  ${path.join(shown, file)}`);
  process.stdout.write(`Reports:\n${lines.join("\n")}\n`);
  for (const {exercise, student, group} of unusedMarks) {
    process.stderr.write(`! A mark fits nobody: ${exercise}, ${student ?? `group ${group}`}\n`);
  }
  if (held.length > 0) {
    process.stderr.write(
      `! Not final yet, ${held.length} to be marked or graded again: ${held.join(", ")}\n`,
    );
  }
  if (faults === 0) return 0;
  process.stderr.write(
    `! The grader failed on ${faults} questions; nobody loses points by it. Grade again, then report it.\n`,
  );
  return 3;
}

/** A folder that does not fit is the caller's mistake. */
function asked<T>(use: () => T): T {
  try {
    return use();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`grade: ${error.message}`);
    throw error;
  }
}
