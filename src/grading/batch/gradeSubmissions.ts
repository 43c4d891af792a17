import {createHash} from "node:crypto";
import fs from "node:fs";
import type {Exercise} from "../../exercise/exercise.js";
import {atomicWrite} from "../../notebook/atomicWrite.js";
import type {GradingJob} from "../job.js";
import type {SubmissionResult} from "../result.js";
import {faultResult} from "./faultResult.js";
import {fingerprint} from "./fingerprint.js";
import type {JobRunner} from "./jobRunner.js";
import {type Journal, readJournal} from "./journal.js";
import {JudgeRefused} from "./judgeClient.js";
import {FILE_MODE} from "./limits.js";
import type {RunFolder} from "./runFolder.js";

/** A submission on its way to a judge: its files are copied when its turn comes. */
export interface PendingJob {
  /** Names its files: `results/KEY.json`. */
  readonly key: string;
  collect(): GradingJob;
}

/** What a submission came to, for whoever watches. */
export interface JobReport {
  readonly key: string;
  readonly student: string;
  /** `kept`: nothing has changed since it was graded. */
  readonly how: "graded" | "kept" | "fault";
  readonly earned: number;
  readonly points: number;
  readonly ms?: number;
}

export interface GradeSubmissionsOptions {
  readonly run: RunFolder;
  readonly runner: JobRunner;
  readonly journal: Journal;
  /** Of the lesson, in order. */
  readonly exercises: readonly Exercise[];
  readonly signal: AbortSignal;
  readonly onJob: (report: JobReport) => void;
}

/**
 * Grades what has changed: as many submissions at once as the runner is wide, each in memory only while its turn lasts. Whatever
 * goes wrong with one is its own result; the others go on.
 *
 * @throws {JudgeRefused} When a new judge finds no sandbox.
 */
export async function gradeSubmissions(
  jobs: readonly PendingJob[],
  options: GradeSubmissionsOptions,
): Promise<void> {
  const graded = await gradedBefore(options.run);
  const queue = jobs.values();
  let refusal: JudgeRefused | undefined;
  const work = async () => {
    for (const pending of queue) {
      if (options.signal.aborted || refusal !== undefined) return;
      try {
        const report = await gradeOne(pending, graded.get(pending.key), options);
        if (report !== undefined) options.onJob(report);
      } catch (error) {
        if (!(error instanceof JudgeRefused)) throw error;
        refusal = error;
      }
    }
  };
  await Promise.all(Array.from({length: options.runner.width}, work));
  if (refusal !== undefined) throw refusal;
}

interface Graded {
  readonly fingerprint: string;
  readonly sha256: string;
}

/** By key, what the journal says of results that are there. */
async function gradedBefore(run: RunFolder): Promise<Map<string, Graded>> {
  const graded = new Map<string, Graded>();
  for await (const entry of readJournal(run.journal)) {
    if (entry.type === "done") graded.set(entry.key, {fingerprint: entry.fingerprint, sha256: entry.sha256});
  }
  return graded;
}

async function gradeOne(
  {key, collect}: PendingJob,
  before: Graded | undefined,
  {run, runner, journal, exercises, signal}: GradeSubmissionsOptions,
): Promise<JobReport | undefined> {
  const job = collect();
  const print = fingerprint(job, runner);
  const resultFile = run.resultFile(key);
  const kept = before?.fingerprint === print ? keptResult(resultFile, before.sha256) : undefined;
  if (kept !== undefined) return reportOf(key, kept, "kept");
  journal.write({type: "start", key});
  try {
    const timing = await runner.run(job, {resultFile, transcriptFile: run.transcriptFile(key)});
    const text = fs.readFileSync(resultFile, "utf8");
    journal.write({type: "done", key, fingerprint: print, sha256: sha256(text), timing});
    return {...reportOf(key, JSON.parse(text) as SubmissionResult, "graded"), ms: timing.ms};
  } catch (error) {
    // The run is being given up: the submission is graded when it is resumed.
    if (signal.aborted) return undefined;
    if (error instanceof JudgeRefused) throw error;
    journal.write({type: "fault", key, reason: (error as Error).message});
    const result = faultResult(job, exercises, runner);
    atomicWrite(resultFile, `${JSON.stringify(result, null, 2)}\n`, FILE_MODE);
    return reportOf(key, result, "fault");
  }
}

/** A result that is there as it was written, and that decides every question a grader can decide. */
function keptResult(file: string, hash: string): SubmissionResult | undefined {
  if (!fs.existsSync(file)) return undefined;
  const text = fs.readFileSync(file, "utf8");
  if (sha256(text) !== hash) return undefined;
  const result = JSON.parse(text) as SubmissionResult;
  return hasFault(result) ? undefined : result;
}

function reportOf(key: string, result: SubmissionResult, how: JobReport["how"]): JobReport {
  const {student, earned, points} = result;
  return {key, student, how: hasFault(result) ? "fault" : how, earned, points};
}

function hasFault({questions}: SubmissionResult): boolean {
  return questions.some(({verdict}) => verdict === "grader-fault");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
