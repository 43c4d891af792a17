import type {Argument} from "../../exercise/answer.js";
import {VALUE_COUNT, VALUE_DEPTH, VALUE_TEXT} from "../../exercise/limits.js";
import {Opaque, type Value} from "../../exercise/value.js";
import {OPAQUE_TEXT} from "./limits.js";

/**
 * A value on its way between judge and worker: JSON, with what JSON lacks as a list that starts with a tag. Plain lists are
 * tagged too, so no value can be taken for a tag.
 *
 * `["l", ...items]` list, `["o", [key, value], ...]` plain object, `["u"]` undefined, `["n", "NaN" | "Infinity" | "-Infinity" | "-0"]`,
 * `["i", digits]` bigint, `["x", what]` anything that is no plain data, `["t", kind, ...items]` typed array (to the worker only).
 */
export type WireValue = null | boolean | number | string | readonly [string, ...unknown[]];

/** A worker's bytes that are no value. */
export class WireError extends Error {
  override readonly name = "WireError";
}

/** Numbers that JSON has no way to write. */
const NUMBERS: ReadonlyMap<unknown, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["-0", -0],
]);

/** What a check passes to an answer, as the worker reads it. */
export function encodeArgument(argument: Argument): WireValue {
  if (typeof argument === "number") return encodeNumber(argument);
  if (typeof argument === "bigint") return ["i", String(argument)];
  if (argument === undefined) return ["u"];
  if (argument === null || typeof argument !== "object") return argument;
  if (argument instanceof Opaque) return ["x", argument.what];
  if (ArrayBuffer.isView(argument)) {
    return ["t", argument.constructor.name, ...Array.from(argument, encodeNumber)];
  }
  if (Array.isArray(argument)) return ["l", ...argument.map(encodeArgument)];
  return ["o", ...Object.entries(argument).map(([key, value]) => [key, encodeArgument(value)])];
}

function encodeNumber(value: number): WireValue {
  if (Object.is(value, -0)) return ["n", "-0"];
  return Number.isFinite(value) ? value : ["n", String(value)];
}

/**
 * What a worker sent, as plain data of this process: records have no prototype, so no key of theirs means anything here.
 *
 * @throws {WireError} When it is not what a worker sends: an unknown tag, too many values, too deep.
 */
export function decodeValue(wire: unknown): Value {
  // A list that is cut off counts once more than its items, and the worker stops at the same numbers.
  return decode(wire, 0, {left: VALUE_COUNT + VALUE_DEPTH});
}

function decode(wire: unknown, depth: number, budget: {left: number}): Value {
  if (--budget.left < 0) throw new WireError(`a result must have at most ${VALUE_COUNT} values`);
  if (wire === null || typeof wire === "boolean" || typeof wire === "number") return wire;
  if (typeof wire === "string") return decodeText(wire, VALUE_TEXT);
  if (!Array.isArray(wire)) throw new WireError("a result must be made of tagged lists");
  if (depth > VALUE_DEPTH) throw new WireError(`a result must be nested at most ${VALUE_DEPTH} deep`);
  const [tag, first] = wire as unknown[];
  switch (tag) {
    case "l":
      return wire.slice(1).map(item => decode(item, depth + 1, budget));
    case "o":
      return decodeRecord(wire.slice(1), depth, budget);
    case "u":
      return undefined;
    case "n":
      return NUMBERS.get(first) ?? fail("a number by name");
    case "i":
      return typeof first === "string" && /^-?\d{1,100000}$/.test(first) ? BigInt(first) : fail("digits");
    case "x":
      return typeof first === "string" ? new Opaque(decodeText(first, OPAQUE_TEXT)) : fail("a description");
    default:
      return fail("a known tag");
  }
}

function decodeRecord(entries: readonly unknown[], depth: number, budget: {left: number}): Value {
  const record: Record<string, Value> = Object.create(null);
  for (const entry of entries) {
    if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== "string") return fail("an entry");
    record[entry[0]] = decode(entry[1], depth + 1, budget);
  }
  return record;
}

function decodeText(text: string, most: number): string {
  if (text.length > most)
    throw new WireError(`a text must have at most ${most} characters, got ${text.length}`);
  return text;
}

function fail(what: string): never {
  throw new WireError(`a result must hold ${what} where it does not`);
}

/** A value that a check may show again as an argument; typed arrays as lists. */
export function argumentValue(argument: Argument): Value {
  if (ArrayBuffer.isView(argument)) return [...argument];
  if (Array.isArray(argument)) return argument.map(argumentValue);
  return argument as Value;
}
