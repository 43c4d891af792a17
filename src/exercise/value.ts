import {VALUE_COUNT, VALUE_DEPTH, VALUE_TEXT} from "./limits.js";

/**
 * What a check sees of an answer: plain data, read once from the learner's object and then out of its reach. Whatever
 * is no plain data is `Opaque`, which has a description and equals nothing.
 */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | Opaque
  | readonly Value[]
  | {readonly [key: string]: Value};

/** A value that is no plain data, by what it is: `a function`, `a Map`. */
export class Opaque {
  readonly what: string;

  constructor(what: string) {
    this.what = what;
  }
}

/**
 * Copies plain data out of any value. Typed arrays become arrays; an array with a shape (`{shape, data}`) becomes nested
 * arrays. Never throws; cycles, depth, size and unreadable objects end in `Opaque`.
 */
export function toValue(value: unknown): Value {
  const budget = {left: VALUE_COUNT};
  return read(value, 0, budget);
}

function read(value: unknown, depth: number, budget: {left: number}): Value {
  if (--budget.left < 0) return new Opaque(`more than ${VALUE_COUNT} values`);
  switch (typeof value) {
    case "undefined":
    case "boolean":
    case "number":
    case "bigint":
      return value;
    case "string":
      return value.length > VALUE_TEXT ? new Opaque(`a text of more than ${VALUE_TEXT} characters`) : value;
    case "symbol":
      return new Opaque("a symbol");
    case "function":
      return new Opaque("a function");
    default:
      if (value === null) return null;
      if (depth >= VALUE_DEPTH) return new Opaque(`data nested more than ${VALUE_DEPTH} deep`);
      try {
        return readObject(value as object, depth, budget);
      } catch {
        return new Opaque("an object that cannot be read"); // a getter or a proxy that throws
      }
  }
}

function readObject(object: object, depth: number, budget: {left: number}): Value {
  if (Array.isArray(object)) return readItems(object, depth, budget);
  if (ArrayBuffer.isView(object)) {
    return object instanceof DataView
      ? new Opaque("a DataView")
      : readItems(object as unknown as ArrayLike<unknown>, depth, budget);
  }
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype === null || prototype === Object.prototype) return readRecord(object, depth, budget);
  return readShaped(object, budget) ?? new Opaque(`a ${nameOf(prototype)}`);
}

function readItems(items: ArrayLike<unknown>, depth: number, budget: {left: number}): Value {
  const length = items.length;
  if (!(length <= budget.left)) return new Opaque(`more than ${VALUE_COUNT} values`);
  const copy: Value[] = [];
  for (let i = 0; i < length; i++) copy.push(read(items[i], depth + 1, budget));
  return copy;
}

function readRecord(object: object, depth: number, budget: {left: number}): Value {
  const copy: Record<string, Value> = Object.create(null);
  for (const key of Object.keys(object)) copy[key] = read(Reflect.get(object, key), depth + 1, budget);
  return copy;
}

/** The numbers of an `NdArray`, whichever copy of the library made it, as nested arrays. */
function readShaped(object: object, budget: {left: number}): Value | undefined {
  const shape: unknown = Reflect.get(object, "shape");
  const data: unknown = Reflect.get(object, "data");
  if (!Array.isArray(shape) || shape.length > VALUE_DEPTH || !ArrayBuffer.isView(data)) return undefined;
  const axes = [...shape] as unknown[];
  if (!axes.every((length): length is number => Number.isInteger(length))) return undefined;
  const flat = readItems(data as unknown as ArrayLike<unknown>, 0, budget);
  if (!isList(flat) || flat.length !== axes.reduce((size, length) => size * length, 1)) return undefined;
  return nest(flat, axes);
}

function nest(flat: readonly Value[], axes: readonly number[]): Value {
  if (axes.length === 0) return flat[0];
  const step = flat.length / axes[0];
  return Array.from({length: axes[0]}, (_, i) => nest(flat.slice(i * step, (i + 1) * step), axes.slice(1)));
}

function nameOf(prototype: unknown): string {
  const maker: unknown = Reflect.get(prototype as object, "constructor");
  const name: unknown = typeof maker === "function" ? maker.name : undefined;
  return typeof name === "string" && /^\w{1,40}$/.test(name) ? name : "class instance";
}

/** Whether a value is a list; `Array.isArray` does not narrow readonly arrays. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
