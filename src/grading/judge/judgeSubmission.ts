import {findExercise} from "../../exercise/catalog.js";
import {type Check, COURSE_SEED, type Exercise, givenFor} from "../../exercise/exercise.js";
import type {GradingJob, JobTiming} from "../job.js";
import type {PreparedAnswer} from "../prepare/prepared.js";
import type {Preparer} from "../prepare/preparer.js";
import type {QuestionResult, SubmissionResult} from "../result.js";
import type {Sandbox} from "../sandbox/sandbox.js";
import {hiddenSeed, seedHash} from "../seeds.js";
import {startWorker} from "../worker/answerWorker.js";
import {decidedBefore} from "./decidedBefore.js";
import {gradePhase, type PhaseResult, type PhaseSettings, type Question} from "./gradePhase.js";
import {graderVersion} from "./graderVersion.js";
import {inputHash} from "./inputHash.js";
import type {PrivateCases} from "./privateCases.js";
import {questionResult, undecidedResult} from "./questionResult.js";
import {givenSeed, readSubmission} from "./readSubmission.js";
import type {Phase, Transcript} from "./transcript.js";

export interface JudgeOptions {
  /** Where every input lies under its hash. */
  readonly inputsFolder: string;
  readonly sandbox: Sandbox;
  readonly preparer: Preparer;
  readonly privateCases?: PrivateCases;
}

export interface Judged {
  readonly result: SubmissionResult;
  readonly timing: JobTiming;
  /** For the teacher alone. */
  readonly transcript: Transcript;
}

/** An answer on its way through both phases. */
interface Candidate {
  readonly exercise: Exercise;
  readonly answer: PreparedAnswer;
  readonly question: Question;
  readonly further: readonly Check[];
}

/**
 * Grades one submission: reads it in the preparing child, runs the visible cases in workers, then for what passed the hidden
 * ones in others. Everything that a submission can do ends in its result; what throws here is our own fault.
 */
export async function judgeSubmission(job: GradingJob, options: JudgeOptions): Promise<Judged> {
  const started = performance.now();
  const exercises = await Promise.all(job.exercises.map(exerciseOf));
  const read = await readSubmission(job, exercises, options);
  const decided = new Map<string, QuestionResult>();
  const candidates: Candidate[] = [];
  for (const exercise of exercises) {
    const answer = read.prepared?.answers.find(one => one.exercise === exercise.id);
    if (read.prepared === undefined)
      decided.set(exercise.id, undecidedResult(exercise, read.verdict, read.message));
    else if (answer === undefined) decided.set(exercise.id, undecidedResult(exercise, "grader-fault", LOST));
    else {
      const early = decidedBefore(exercise, answer);
      if (early === undefined) candidates.push(candidateOf(exercise, answer, job, options));
      else decided.set(exercise.id, early);
    }
  }
  const visible = await runPhase("visible", candidates, job, options);
  const hidden = await runPhase(
    "hidden",
    candidates.filter(one => goesOn(one, visible)),
    job,
    options,
    ({id}) => visible.get(id)?.firstCall,
  );
  for (const {exercise, answer, further} of candidates) {
    const {id} = exercise;
    const [shown, kept] = [visible.get(id), hidden.get(id)];
    if (shown === undefined) continue;
    const phases = {visible: shown.outcome, ...(kept !== undefined && {hidden: kept.outcome})};
    decided.set(id, withRemarks(questionResult(exercise, answer, phases, further), shown, kept));
  }
  const questions = exercises.flatMap(({id}) => decided.get(id) ?? []);
  const frame = {
    version: 1,
    student: job.student,
    assignment: job.assignment,
    inputHash: inputHash(job.inputs),
    graderVersion: graderVersion(),
    seedHash: seedHash(job.seed),
    layers: options.sandbox.layers,
  } as const;
  const total = (part: "earned" | "points") => questions.reduce((sum, question) => sum + question[part], 0);
  const all = [...visible.entries(), ...hidden.entries()];
  return {
    result: {
      ...frame,
      lesson: job.lesson,
      notes: [...job.notes, ...(read.prepared === undefined ? read.notes : read.prepared.notes)],
      questions,
      earned: total("earned"),
      points: total("points"),
    },
    timing: {
      ms: performance.now() - started,
      questions: exercises.map(({id}) => {
        const own = all.filter(([exercise]) => exercise === id).map(([, phase]) => phase);
        const sum = (part: "ms" | "cpuMs") => own.reduce((amount, phase) => amount + phase[part], 0);
        return {exercise: id, ms: sum("ms"), cpuMs: sum("cpuMs")};
      }),
    },
    transcript: {...frame, runs: all.flatMap(([, phase]) => phase.runs)},
  };
}

const LOST =
  "The grader lost this answer while it read the submission; this is not your fault and costs no points.";

async function exerciseOf(id: string): Promise<Exercise> {
  const {exercise} = await findExercise(id);
  if (exercise === undefined) throw new RangeError(`judgeSubmission: exercises must be known ids, got ${id}`);
  return exercise;
}

function candidateOf(
  exercise: Exercise,
  answer: PreparedAnswer,
  job: GradingJob,
  {privateCases}: JudgeOptions,
): Candidate {
  const own = privateCases?.checks.get(exercise.id);
  const {code = "", needsEngine = false} = answer;
  const given = givenFor(exercise, givenSeed(job, exercise.id));
  const further = own === undefined ? [] : [own];
  return {exercise, answer, further, question: {exercise, code, needsEngine, given}};
}

/** Whether an answer is asked the hidden cases: only one that has passed what it could be tried on, or a part of it that counts. */
function goesOn({exercise, further}: Candidate, visible: ReadonlyMap<string, PhaseResult>): boolean {
  const kind = visible.get(exercise.id)?.outcome.kind;
  const hasHidden = further.length > 0 || exercise.checks.some(({phase}) => phase !== "visible");
  return hasHidden && (kind === "pass" || kind === "partial");
}

async function runPhase(
  phase: Phase,
  candidates: readonly Candidate[],
  {seed}: GradingJob,
  {sandbox}: JudgeOptions,
  repeat: PhaseSettings["repeat"] = () => undefined,
): Promise<ReadonlyMap<string, PhaseResult>> {
  const questions = candidates.map(({question, further}) =>
    phase === "visible" || further.length === 0
      ? question
      : {...question, exercise: {...question.exercise, checks: [...question.exercise.checks, ...further]}},
  );
  return gradePhase(questions, {
    phase,
    seedOf: ({id}) => (phase === "visible" ? COURSE_SEED : hiddenSeed(seed, id)),
    startWorker: limits => startWorker(sandbox, limits),
    repeat,
  });
}

/** What workers saw, where a student or a teacher may know: nothing that the worker of the hidden cases said. */
function withRemarks(
  result: QuestionResult,
  visible: PhaseResult,
  hidden: PhaseResult | undefined,
): QuestionResult {
  const isFlaky = visible.isNotDeterministic || hidden?.isNotDeterministic === true;
  return {
    ...result,
    notes: [...result.notes, ...(isFlaky ? [FLAKY] : [])],
    advice: [...result.advice, ...visible.notes.filter(note => !result.advice.includes(note))],
  };
}

const FLAKY =
  "Not deterministic: asked the same again, it gave other results. An answer should depend on what it is given only.";
