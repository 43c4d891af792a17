import type {MatchedBy} from "../result.js";

/** A submission after reading, matching, transpiling and type-checking: the answer of the preparing child to the judge. */
export interface PreparedSubmission {
  /** About the whole submission. */
  readonly notes: readonly string[];
  /** Why nothing in it can be graded. */
  readonly ungradable?: string;
  /** One for each exercise of the job, in its order. */
  readonly answers: readonly PreparedAnswer[];
}

export interface PreparedAnswer {
  readonly exercise: string;
  /**
   * `missing`: no cell; `unchanged`: the stub as it was handed out; `broken`: does not parse, `problem` says where;
   * `ready`: `code` can run; `text`: free text for a person; `stopped`: reading it or judging its type took too much.
   */
  readonly state: "missing" | "unchanged" | "broken" | "ready" | "text" | "stopped";
  /** What a `stopped` answer ran out of; `problem` says so in words. */
  readonly stoppedBy?: "timeout" | "memory";
  readonly cell?: number;
  readonly matchedBy?: MatchedBy;
  /** The learner's text as it stands in the cell. */
  readonly source?: string;
  /** Equal for answers that differ in comments, blanks and line breaks alone. */
  readonly group?: string;
  /** What a worker runs: the body of an async function with `require` that returns the answer (`buildCode.ts`). Uses indirect eval. */
  readonly code?: string;
  /** Whether it loads TensorFlow.js. */
  readonly needsEngine?: boolean;
  /** Why it is `broken`, with line and column in the cell. */
  readonly problem?: string;
  /** Why the answer has not the type that its exercise asks for. */
  readonly typeProblem?: string;
  readonly notes: readonly string[];
  readonly advice: readonly string[];
}

/** What the judge asks of the preparing child. */
export interface PrepareRequest {
  readonly id: number;
  /** Where each file lies, read-only. */
  readonly files: readonly {readonly name: string; readonly path: string}[];
  readonly lesson: number;
  readonly assignment: string;
  readonly exercises: readonly string[];
  /** The variants' values as they stand in the release's stubs: exercise id to seed. */
  readonly variantSeeds: Readonly<Record<string, number>>;
  /** Prepares this exercise alone, all of them being matched: the child was stopped over the submission as a whole. */
  readonly only?: string;
  /** `false`: no types are judged. */
  readonly types?: boolean;
}
