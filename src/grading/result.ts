import type {ExerciseKind} from "../exercise/exercise.js";
import type {CheckResult, Counterexample, OutcomeKind} from "../exercise/outcome.js";

/** How the grader found a cell to be the answer of an exercise. */
export type MatchedBy = "id" | "marker" | "similarity";

/** One exercise of one submission after grading. Data only, and the same bytes for the same input, version, seed and layers. */
export interface QuestionResult {
  readonly exercise: string;
  readonly title: string;
  readonly kind: ExerciseKind;
  readonly points: number;
  /** 0 to `points`. For `manual` 0 until a person has marked it; for `grader-fault` nothing is decided. */
  readonly earned: number;
  readonly verdict: OutcomeKind;
  /** For the student: one or two plain sentences. Holds nothing that a hidden case's worker returned. */
  readonly message: string;
  /** Name of the first check that did not pass. */
  readonly check?: string;
  /** What the idea expects, from that check. */
  readonly expects?: string;
  /** Of a visible case only. */
  readonly counterexample?: Counterexample;
  /** Every check in the exercise's order, the visible cases' result and the hidden ones'. `not run` where a phase has no such check. */
  readonly checks: readonly {
    readonly name: string;
    readonly visible: CheckResult["result"];
    readonly hidden: CheckResult["result"];
  }[];
  /** For student and teacher: how the cell was found, duplicates, magics that were not run, helpers that failed, an answer that is not deterministic. */
  readonly notes: readonly string[];
  /** For the teacher alone: forbidden names, attempts to reach network or programs. Advice, not proof. */
  readonly advice: readonly string[];
  /** Missing where no cell was found. */
  readonly answer?: AnswerText;
  /** Who gave the points, where a person did. */
  readonly marked?: {readonly by: string; readonly comment: string};
}

/** What the student handed in for one exercise. */
export interface AnswerText {
  readonly source: string;
  /** Index of its cell in the notebook, from 0. */
  readonly cell: number;
  readonly matchedBy: MatchedBy;
  /** Equal for answers that differ in comments, blanks and line breaks alone: SHA-256 in hex. */
  readonly group: string;
}

/** One submission after grading: what `OUT/results/KEY.json` holds. No times, hosts or dates of the grading stand in it. */
export interface SubmissionResult {
  readonly version: 1;
  /** The id from the roster or the folder, made safe for files and reports; a keyed pseudonym with `--anonymous`. */
  readonly student: string;
  readonly assignment: string;
  readonly lesson: number;
  /** SHA-256 over the inputs' names and hashes. */
  readonly inputHash: string;
  /** Of the grader and the exercises: changes whenever a verdict could. */
  readonly graderVersion: string;
  /** SHA-256 of the seed: equal for equal seeds, and says nothing about them. */
  readonly seedHash: string;
  /** What stood between the answers and the machine: `["bubblewrap", "network namespace", ...]`; empty means unsandboxed. */
  readonly layers: readonly string[];
  /** About the whole submission, for student and teacher: unreadable files, a mangled notebook and how it was read. */
  readonly notes: readonly string[];
  readonly questions: readonly QuestionResult[];
  /** Sum over the questions, before any penalty. */
  readonly earned: number;
  readonly points: number;
}

/** Verdicts that a question may still change: nothing is released while one stands. */
export function isOpen({verdict}: Pick<QuestionResult, "verdict">): boolean {
  return verdict === "grader-fault" || verdict === "manual";
}
