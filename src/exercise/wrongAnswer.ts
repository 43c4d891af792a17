import type {Counterexample} from "./outcome.js";

/** Thrown by a check that finds an answer wrong; the message is for the learner. Anything else a check throws is our own fault. */
export class WrongAnswer extends Error {
  override readonly name = "WrongAnswer";
  readonly counterexample: Counterexample | undefined;

  constructor(message: string, counterexample?: Counterexample) {
    super(message);
    this.counterexample = counterexample;
  }
}
