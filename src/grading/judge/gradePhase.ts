import {setTimeout} from "node:timers/promises";
import {type Budget, budgetOf, type Exercise, type Given} from "../../exercise/exercise.js";
import {gradeAnswer} from "../../exercise/grade.js";
import type {Outcome} from "../../exercise/outcome.js";
import type {WorkerLimits} from "../sandbox/sandbox.js";
import type {AnswerWorker} from "../worker/answerWorker.js";
import {type CallLog, type FirstCall, givesAnother, isNotDeterministic, loggedAnswer} from "./callLog.js";
import {FAULT_PAUSE_MS, FAULT_TRIES, SHARED_SECONDS, WORKER_CPU_SECONDS, WORKER_MEMORY_MB} from "./limits.js";
import {keptNotes, keptText, type Phase, type TranscriptRun} from "./transcript.js";

/** An answer that can run, with what it is asked. */
export interface Question {
  readonly exercise: Exercise;
  readonly code: string;
  readonly given: Given;
  readonly needsEngine: boolean;
}

export interface PhaseSettings {
  readonly phase: Phase;
  /** Of a question's random inputs. */
  readonly seedOf: (exercise: Exercise) => number;
  readonly startWorker: (limits: WorkerLimits) => Promise<AnswerWorker>;
  /** What an answer was asked in the phase before: it is asked once more when it passes, to see whether it depends on chance. */
  readonly repeat?: (exercise: Exercise) => FirstCall | undefined;
}

/** What one phase found for one question. */
export interface PhaseResult {
  readonly outcome: Outcome;
  /** From the run that counts. */
  readonly notes: readonly string[];
  readonly isNotDeterministic: boolean;
  readonly firstCall: FirstCall | undefined;
  readonly ms: number;
  readonly cpuMs: number;
  readonly runs: readonly TranscriptRun[];
}

interface Run {
  readonly outcome: Outcome;
  readonly log: CallLog;
  /** It gave another result to a call of the phase before. */
  readonly hasChanged: boolean;
  readonly notes: readonly string[];
  readonly ms: number;
  readonly cpuMs: number;
  readonly transcript: TranscriptRun;
}

/**
 * Runs one phase of all questions of a submission. They share a worker first, which is quick; a pass there counts, since
 * the judge has compared the values. Whatever else comes out is graded again alone, and that counts: one answer may have
 * broken the process that the others ran in. A timeout or too much memory stands after it came out twice.
 */
export async function gradePhase(
  questions: readonly Question[],
  settings: PhaseSettings,
): Promise<ReadonlyMap<string, PhaseResult>> {
  const shared = await runShared(
    questions.filter(({needsEngine}) => !needsEngine),
    settings,
  );
  const results = new Map<string, PhaseResult>();
  for (const question of questions) {
    const {id} = question.exercise;
    const runs = [...(shared.get(id) ?? [])];
    while (!isSettled(runs)) {
      const last = runs.at(-1);
      if (last !== undefined && isFault(last)) await setTimeout(FAULT_PAUSE_MS);
      runs.push(await runAlone(question, settings));
    }
    results.set(id, resultOf(runs));
  }
  return results;
}

/** Whether the last run counts. */
function isSettled(runs: readonly Run[]): boolean {
  const last = runs.at(-1);
  if (last === undefined) return false;
  if (!last.transcript.alone) return last.outcome.kind === "pass";
  // A worker that could not be started, on a machine that is short of something: that may pass.
  if (last.outcome.kind === "grader-fault") return runs.filter(isFault).length >= FAULT_TRIES;
  if (!isExhausted(last)) return true;
  return runs.filter(isExhausted).length > 1;
}

function isFault({outcome}: Run): boolean {
  return outcome.kind === "grader-fault";
}

function isExhausted({outcome: {kind}}: Run): boolean {
  return kind === "timeout" || kind === "memory";
}

function resultOf(runs: readonly Run[]): PhaseResult {
  const last = runs[runs.length - 1];
  const sum = (part: "ms" | "cpuMs") => runs.reduce((total, run) => total + run[part], 0);
  return {
    outcome: last.outcome,
    notes: last.notes,
    isNotDeterministic:
      last.hasChanged || runs.some((run, i) => i > 0 && isNotDeterministic(runs[i - 1].log, run.log)),
    firstCall: last.log.first,
    ms: sum("ms"),
    cpuMs: sum("cpuMs"),
    runs: runs.map(run => run.transcript),
  };
}

/**
 * One worker for all; a new one where it has ended. An answer in whose time somebody forged replies casts doubt on those before
 * it. One that reached out of its realm (the worker tells of it before it happens) may have changed the process: nobody follows
 * it there. It may also have waited for the time of a later answer to do so, so that one is graded alone as well.
 */
async function runShared(
  questions: readonly Question[],
  settings: PhaseSettings,
): Promise<ReadonlyMap<string, readonly Run[]>> {
  const runs = new Map<string, readonly Run[]>();
  if (questions.length < 2) return runs; // alone anyway
  const limits = {
    cpuSeconds: SHARED_SECONDS * questions.length + WORKER_CPU_SECONDS,
    memoryMb: WORKER_MEMORY_MB + Math.max(...questions.map(({exercise}) => budgetOf(exercise).memoryMb)),
  };
  let worker: AnswerWorker | undefined;
  let inside: string[] = [];
  try {
    for (const question of questions) {
      if (worker === undefined || worker.isOver) {
        worker = await settings.startWorker(limits);
        inside = [];
      }
      const {id} = question.exercise;
      const {memoryMb, seconds} = budgetOf(question.exercise);
      const budget = {memoryMb, seconds: Math.min(seconds, SHARED_SECONDS)};
      const run = await runOn(worker, question, settings, {budget, alone: false});
      inside.push(id);
      runs.set(id, [run]);
      if (run.outcome.kind === "tampered") for (const other of inside) runs.delete(other);
      if (run.notes.length > 0) {
        if (inside.length > 1 && run.outcome.kind === "pass") runs.delete(id);
        await worker.stop();
      }
    }
  } finally {
    await worker?.stop();
  }
  return runs;
}

/** Seeds of an answer's own `Math.random`: what depends on it differs between the phases. */
const CHANCE: Readonly<Record<Phase, number>> = {visible: 1, hidden: 2};

async function runAlone(question: Question, settings: PhaseSettings): Promise<Run> {
  const budget = budgetOf(question.exercise);
  const worker = await settings.startWorker({
    cpuSeconds: budget.seconds + WORKER_CPU_SECONDS,
    memoryMb: WORKER_MEMORY_MB + budget.memoryMb,
  });
  try {
    return await runOn(worker, question, settings, {budget, alone: true});
  } finally {
    await worker.stop();
  }
}

async function runOn(
  worker: AnswerWorker,
  {exercise, code, given, needsEngine}: Question,
  {phase, seedOf, repeat}: PhaseSettings,
  {budget, alone}: {readonly budget: Budget; readonly alone: boolean},
): Promise<Run> {
  const started = performance.now();
  const cpuBefore = worker.cpuMs();
  const opened = worker.open(code, {
    realm: alone ? "main" : "context",
    seed: CHANCE[phase],
    budget,
    engine: needsEngine,
  });
  const {answer, log} = loggedAnswer(opened);
  const seed = seedOf(exercise);
  const outcome = await gradeAnswer(exercise, answer, {phase, seed, given, shuffle: phase === "hidden"});
  const before = outcome.kind === "pass" ? repeat?.(exercise) : undefined;
  const hasChanged = before !== undefined && (await givesAnother(opened, before));
  const {text, notes} = worker.takeRemarks();
  const {kind, check, message, checks} = outcome;
  return {
    outcome,
    log,
    hasChanged,
    notes: keptNotes(notes),
    ms: performance.now() - started,
    cpuMs: Math.max(0, worker.cpuMs() - cpuBefore), // a worker that has ended may leave an earlier count
    transcript: {
      exercise: exercise.id,
      phase,
      alone,
      seed,
      limits: {cpuSeconds: budget.seconds, memoryMb: budget.memoryMb},
      calls: log.calls,
      omitted: log.omitted,
      text: keptText(text),
      notes: keptNotes(notes),
      outcome: {kind, message, checks, ...(check !== undefined && {check})},
    },
  };
}
