import {isClose, type Tolerance} from "../core/expectClose.js";
import type {Slip} from "./agree.js";
import {valueText} from "./valueText.js";
import {WrongAnswer} from "./wrongAnswer.js";

export interface NumberOptions {
  /** What the number is, as the start of a sentence: `The weights of one neuron`. */
  readonly what: string;
  readonly slips?: readonly Slip[];
  /** None unless given: counts are exact. */
  readonly tolerance?: Tolerance;
}

/**
 * Returns when one number of a plain-value question is right. The message names the slip, and never the right number: who
 * reads it would have the answer.
 *
 * @throws {WrongAnswer} With the slip's message when one gives this number.
 */
export function requireNumber(got: number, expected: number, options: NumberOptions): void {
  const {what, slips = [], tolerance = {atol: 0, rtol: 0}} = options;
  if (isClose(got, expected, tolerance)) return;
  const slip = slips.find(({gives}) => {
    const wrong = gives();
    // On some numbers a wrong way gives the right result: then it is not what went wrong.
    return typeof wrong === "number" && isClose(got, wrong, tolerance);
  });
  throw new WrongAnswer(slip?.says ?? `${what}: ${valueText(got)} is not right.`);
}
