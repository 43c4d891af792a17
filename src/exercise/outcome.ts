/**
 * How an answer came out. The grader alone knows `timeout`, `memory`, `tampered` (it wrote on the channel to the judge),
 * `ungradable` (no answer can be read) and `manual` (free text that a person has yet to mark). `grader-fault` is our own
 * failure and never counts against the learner.
 */
export type OutcomeKind =
  | "pass"
  | "partial"
  | "fail"
  | "threw"
  | "not-attempted"
  | "timeout"
  | "memory"
  | "tampered"
  | "ungradable"
  | "manual"
  | "grader-fault";

/** One input on which an answer is wrong, as text that can be read aloud or pasted into a cell. */
export interface Counterexample {
  /** What was asked: `correlate2d([[1, 2]], [[1]])`. */
  readonly call: string;
  readonly expected: string;
  readonly got: string;
}

/** One check of an exercise after grading. */
export interface CheckResult {
  readonly name: string;
  readonly result: "passed" | "failed" | "not run";
}

/** What grading an answer found: data only, so it can be stored, sent and shown anywhere. */
export interface Outcome {
  readonly kind: OutcomeKind;
  /** Id of the exercise. */
  readonly exercise: string;
  /** Points the exercise is worth. */
  readonly points: number;
  /** Points this answer has earned, 0 to `points`. */
  readonly earned: number;
  /** Name of the first check that did not pass. */
  readonly check?: string;
  /** One or two plain sentences for the learner. */
  readonly message: string;
  /** What the idea expects, from that check. */
  readonly expects?: string;
  readonly counterexample?: Counterexample;
  /** Every check in order. */
  readonly checks: readonly CheckResult[];
}
