import {types} from "node:util";
import {VALUE_COUNT, VALUE_DEPTH, VALUE_TEXT} from "../../exercise/limits.js";
import {RESULT_TEXT} from "./limits.js";

// Everything used here is taken before an answer runs: it may put its own in place of any of these.
const {isArray} = Array;
const {isView} = ArrayBuffer;
const {is, getPrototypeOf, keys} = Object;
const {get, apply, getOwnPropertyDescriptor} = Reflect;
const {stringify} = JSON;
const {isInteger, isFinite: isFiniteNumber} = Number;
const {isTypedArray} = types;
const text = String;
const typedPrototype: unknown = getPrototypeOf(Uint8Array.prototype);
const typedLength = getOwnPropertyDescriptor(typedPrototype as object, "length")?.get as () => number;
const testName = RegExp.prototype.exec;

/** What one result may still hold. */
interface Room {
  values: number;
  characters: number;
}

/**
 * A result as the JSON text of a `WireValue`, read once and by internal type: no `toJSON`, `valueOf` or `instanceof` of the
 * learner's is asked. The text is put together here, since `JSON.stringify` would ask objects for `toJSON`. Never throws.
 * Mirrors `toValue`, so that a notebook and the grader see the same.
 *
 * @param plain  `Object.prototype` of every realm whose records count as plain data.
 */
export function encodeResult(value: unknown, plain: readonly unknown[]): string {
  return encode(value, plain, 0, {values: VALUE_COUNT, characters: RESULT_TEXT});
}

function encode(value: unknown, plain: readonly unknown[], depth: number, room: Room): string {
  if (--room.values < 0) return opaque(`more than ${VALUE_COUNT} values`);
  switch (typeof value) {
    case "undefined":
      return '["u"]';
    case "boolean":
      return value ? "true" : "false";
    case "number":
      return encodeNumber(value);
    case "bigint":
      return encodeBigint(value, room);
    case "string":
      return encodeText(value, room);
    case "symbol":
      return opaque("a symbol");
    case "function":
      return opaque("a function");
    default:
      if (value === null) return "null";
      if (depth >= VALUE_DEPTH) return opaque(`data nested more than ${VALUE_DEPTH} deep`);
      try {
        return encodeObject(value as object, plain, depth, room);
      } catch {
        return opaque("an object that cannot be read"); // a getter or a proxy that throws
      }
  }
}

function encodeNumber(value: number): string {
  if (is(value, -0)) return '["n","-0"]';
  return isFiniteNumber(value) ? text(value) : `["n","${text(value)}"]`;
}

function encodeBigint(value: bigint, room: Room): string {
  const limit = 1n << 300_000n; // about 90,000 digits; writing out larger ones takes seconds
  if (value > limit || value < -limit) return opaque("an integer of too many digits");
  const digits = text(value);
  room.characters -= digits.length;
  return room.characters < 0 ? tooMuchText() : `["i","${digits}"]`;
}

function encodeText(value: string, room: Room): string {
  if (value.length > VALUE_TEXT) return opaque(`a text of more than ${VALUE_TEXT} characters`);
  room.characters -= value.length;
  return room.characters < 0 ? tooMuchText() : stringify(value);
}

function encodeObject(object: object, plain: readonly unknown[], depth: number, room: Room): string {
  if (isArray(object)) return encodeItems(object, object.length, plain, depth, room);
  if (isView(object)) {
    if (!isTypedArray(object)) return opaque("a DataView");
    return encodeItems(object, apply(typedLength, object, []), plain, depth, room);
  }
  const prototype: unknown = getPrototypeOf(object);
  if (prototype === null) return encodeRecord(object, plain, depth, room);
  for (let i = 0; i < plain.length; i++) {
    if (prototype === plain[i]) return encodeRecord(object, plain, depth, room);
  }
  return encodeShaped(object, room) ?? opaque(`a ${nameOf(prototype as object)}`);
}

function encodeItems(
  items: object,
  length: number,
  plain: readonly unknown[],
  depth: number,
  room: Room,
): string {
  if (!(length <= room.values)) return opaque(`more than ${VALUE_COUNT} values`);
  let json = '["l"';
  for (let i = 0; i < length; i++) json += `,${encode(get(items, i), plain, depth + 1, room)}`;
  return `${json}]`;
}

function encodeRecord(object: object, plain: readonly unknown[], depth: number, room: Room): string {
  const names = keys(object);
  if (!(names.length <= room.values)) return opaque(`more than ${VALUE_COUNT} values`);
  let json = '["o"';
  for (let i = 0; i < names.length; i++) {
    room.characters -= names[i].length;
    if (room.characters < 0) return tooMuchText();
    json += `,[${stringify(names[i])},${encode(get(object, names[i]), plain, depth + 1, room)}]`;
  }
  return `${json}]`;
}

/** The numbers of an `NdArray`, whichever copy of the library made it, as nested lists. */
function encodeShaped(object: object, room: Room): string | undefined {
  const shape: unknown = get(object, "shape");
  const data: unknown = get(object, "data");
  if (!isArray(shape) || shape.length > VALUE_DEPTH || !isTypedArray(data)) return undefined;
  const length = apply(typedLength, data, []) as number;
  if (!(length <= room.values)) return opaque(`more than ${VALUE_COUNT} values`);
  const axes: number[] = [];
  let size = 1;
  for (let i = 0; i < shape.length; i++) {
    const axis: unknown = get(shape, i);
    if (!isInteger(axis) || (axis as number) < 0) return undefined;
    axes[i] = axis as number;
    size *= axes[i];
  }
  if (size !== length) return undefined;
  room.values -= length;
  const next = {at: 0};
  return nest(data, axes, 0, next);
}

function nest(data: object, axes: readonly number[], axis: number, next: {at: number}): string {
  if (axis === axes.length) {
    const item: unknown = get(data, next.at++);
    return typeof item === "bigint" ? `["i","${text(item)}"]` : encodeNumber(item as number);
  }
  let json = '["l"';
  for (let i = 0; i < axes[axis]; i++) json += `,${nest(data, axes, axis + 1, next)}`;
  return `${json}]`;
}

function nameOf(prototype: object): string {
  const maker: unknown = get(prototype, "constructor");
  const name: unknown = typeof maker === "function" ? get(maker, "name") : undefined;
  const isName = typeof name === "string" && apply(testName, /^\w{1,40}$/, [name]) !== null;
  return isName ? (name as string) : "class instance";
}

function tooMuchText(): string {
  return opaque(`more than ${RESULT_TEXT} characters of text`);
}

function opaque(what: string): string {
  return `["x",${stringify(what)}]`;
}
