import {isList, type Value} from "./value.js";
import {kindText} from "./valueText.js";
import {WrongAnswer} from "./wrongAnswer.js";

// Each reads what an answer must be before a check computes with it, and throws `WrongAnswer` with what it is instead.

/** A finite number. */
export function readNumber(value: Value, what: string): number {
  if (isFiniteNumber(value)) return value;
  throw new WrongAnswer(`${what} must be a finite number, but it is ${kindText(value)}.`);
}

function isFiniteNumber(value: Value): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** A list of finite numbers. */
export function readNumbers(value: Value, what: string): number[] {
  if (!isList(value) || value.length === 0) {
    throw new WrongAnswer(`${what} must be a list of numbers, but it is ${kindText(value)}.`);
  }
  for (const [i, item] of value.entries()) {
    if (!isFiniteNumber(item)) readNumber(item, `${what}[${i}]`); // the name is put together for the message only
  }
  return value as number[];
}

/** Rows of finite numbers, equally long. */
export function readGrid(value: Value, what: string): number[][] {
  if (!isList(value) || value.length === 0) {
    throw new WrongAnswer(`${what} must be rows of numbers, but it is ${kindText(value)}.`);
  }
  const rows = value.map((row, i) => readNumbers(row, `${what}[${i}]`));
  if (rows.some(row => row.length !== rows[0].length)) {
    throw new WrongAnswer(`${what} must have rows of one length, but it is ${kindText(value)}.`);
  }
  return rows;
}
