import {isList, Opaque, type Value} from "./value.js";
import {kindText, valueText} from "./valueText.js";
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

/**
 * One of a few texts.
 *
 * @param choices  At least one; the learner is told all of them.
 */
export function readChoice<T extends string>(value: Value, what: string, choices: readonly T[]): T {
  const choice = choices.find(candidate => candidate === value);
  if (choice !== undefined) return choice;
  const found = typeof value === "string" ? valueText(value) : kindText(value);
  throw new WrongAnswer(`${what} must be ${choices.map(valueText).join(" or ")}, but it is ${found}.`);
}

/** The values of a record by name; names that were not asked for are left out. */
export function readFields<T extends string>(
  value: Value,
  what: string,
  names: readonly T[],
): Record<T, Value> {
  const isRecord =
    typeof value === "object" && value !== null && !isList(value) && !(value instanceof Opaque);
  if (!isRecord) {
    throw new WrongAnswer(`${what} must be an object {${names.join(", ")}}, but it is ${kindText(value)}.`);
  }
  const missing = names.find(name => !Object.hasOwn(value, name));
  if (missing !== undefined) throw new WrongAnswer(`${what} must have an entry "${missing}".`);
  return Object.fromEntries(names.map(name => [name, value[name]])) as Record<T, Value>;
}
