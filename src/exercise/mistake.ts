/** A wrong answer that learners are likely to give, with what grading it must find: `solutions/NN-slug/name.mistakes.ts`. */
export interface Mistake {
  /** Completes "catches an answer that ...". */
  readonly name: string;
  readonly answer: unknown;
  /** Name of the check it must fail. */
  readonly fails: string;
  /** What the message must say. */
  readonly says: RegExp;
}
