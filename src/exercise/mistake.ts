/**
 * A wrong answer that learners are likely to give, with what grading it must find: `solutions/NN-slug/name.mistakes.ts`.
 * `answer` is the wrong function or value itself, `code` the text of an answer cell.
 */
export type Mistake = {
  /** Completes "catches an answer that ...". */
  readonly name: string;
  /** Name of the check it must fail. */
  readonly fails: string;
  /** What the message must say. */
  readonly says: RegExp;
} & (
  | {readonly answer: unknown; readonly code?: undefined}
  | {readonly code: string; readonly answer?: undefined}
);
