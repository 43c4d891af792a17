import {isClose, type Tolerance} from "../core/expectClose.js";
import {isList, Opaque, type Value} from "./value.js";
import {kindText, valueText} from "./valueText.js";
import {WrongAnswer} from "./wrongAnswer.js";

/** A wrong way that learners are known to take: if the answer gives its result, the message names it. */
export interface Slip {
  /** What went wrong and where to look, one or two sentences. */
  readonly says: string;
  /** What this wrong way gives for the same input. */
  readonly gives: () => Value;
}

export interface AgreeOptions {
  /** Text of what was asked, for the counter-example: a call that can be pasted. */
  readonly call: string;
  readonly slips?: readonly Slip[];
  readonly tolerance?: Tolerance;
  /** The expected value is the answer itself, as in a plain-value question: neither message nor counter-example tells it. */
  readonly isSecret?: boolean;
}

/** Float64 sums of a few hundred terms in any order agree far closer than this; wrong ones do not. */
const TOLERANCE: Tolerance = {atol: 1e-9, rtol: 1e-9};

/**
 * Returns when two values agree: same structure, numbers within the tolerance.
 *
 * @throws {WrongAnswer} With the slip's message when one gives this result, else with the first difference.
 */
export function requireAgreement(got: Value, expected: Value, options: AgreeOptions): void {
  const {call, slips = [], tolerance = TOLERANCE, isSecret = false} = options;
  const difference = firstDifference(got, expected, tolerance, "");
  if (difference === undefined) return;
  const slip = slips.find(({gives}) => firstDifference(got, gives(), tolerance, "") === undefined);
  if (isSecret)
    throw new WrongAnswer(slip?.says ?? `${difference.at} is not right: it is ${difference.got}.`);
  const {at, must, got: found} = difference;
  throw new WrongAnswer(slip?.says ?? `${at} must be ${must}, but it is ${found}.`, {
    call,
    expected: valueText(expected),
    got: valueText(got),
  });
}

/** Where two values differ, what must stand there and what does. */
interface Difference {
  /** The start of a sentence. */
  readonly at: string;
  readonly must: string;
  readonly got: string;
}

function firstDifference(
  got: Value,
  expected: Value,
  tolerance: Tolerance,
  place: string,
): Difference | undefined {
  const at = place === "" ? "The result" : `Entry ${place}`;
  if (typeof expected === "number") {
    if (typeof got !== "number") return {at, must: "a number", got: kindText(got)};
    if (isClose(got, expected, tolerance)) return undefined;
    return {at, must: valueText(expected), got: valueText(got)};
  }
  if (isList(expected)) {
    if (!isList(got) || got.length !== expected.length || kindText(got) !== kindText(expected)) {
      return {at, must: kindText(expected), got: kindText(got)};
    }
    for (const [i, item] of expected.entries()) {
      const found = firstDifference(got[i], item, tolerance, `${place}[${i}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof expected === "object" && expected !== null && !(expected instanceof Opaque)) {
    throw new TypeError(
      `requireAgreement: expected must be numbers, texts or lists of them, got ${kindText(expected)}`,
    );
  }
  if (Object.is(got, expected)) return undefined;
  return {at, must: valueText(expected), got: valueText(got)};
}
