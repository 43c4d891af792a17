import type {MimeBundle} from "../mime.js";
import {isNumberArray} from "../ndArray.js";
import {shapeOf} from "../shapes.js";
import {arrayBundle, matrixTable} from "./arrayBundle.js";
import {type Displayed, displayOf, errorText} from "./displayed.js";
import {imageFileBundle, isPixels, pixelsBundle} from "./images.js";
import {inspectText} from "./inspectText.js";
import {peek} from "./peek.js";
import {isRecordList, mapTable, recordTable, setTable} from "./tables.js";
import {isTensor, tensorBundle} from "./tensorBundle.js";

/** What the surroundings can do better. */
export interface PresentOptions {
  /** A value as text; in Node `util.inspect` knows more than the library's own. */
  readonly inspect?: (value: unknown) => string;
  /** Draws a Vega or Vega-Lite specification. */
  readonly chart?: (spec: object) => MimeBundle | Promise<MimeBundle>;
}

type Presented = MimeBundle | Promise<MimeBundle> | undefined;

/**
 * Any value as a MIME bundle, with `text/plain` always: values that display themselves, charts, tensors, pictures, typed
 * arrays, matrices, tables of records, maps and sets get more where it helps. Never throws, whatever getters and proxies
 * do; a part that fails falls back to the text, with a note.
 *
 * @param value  Anything.
 * @param options  A better inspector, a way to draw charts.
 * @returns The bundle, or a promise of it where the value takes time: tensors, charts, pictures, asynchronous displays.
 *
 * @example
 * present(new Float32Array([1, 2, 6])) // => {"text/plain": "Float32Array [3], min 1, max 6, mean 3\n[1, 2, 6]"}
 */
export function present(value: unknown, options: PresentOptions = {}): MimeBundle | Promise<MimeBundle> {
  const inspect = (item: unknown) => safely(options.inspect, item);
  if (value === null || (typeof value !== "object" && typeof value !== "function"))
    return {"text/plain": inspect(value)};
  const fallback = (error: unknown): MimeBundle =>
    withNote(inspect(value), `its display failed: ${errorText(error)}`);
  try {
    const made = presentObject(value, inspect, options);
    return made instanceof Promise ? made.catch(fallback) : (made ?? {"text/plain": inspect(value)});
  } catch (error) {
    return fallback(error);
  }
}

function presentObject(
  value: object,
  inspect: (item: unknown) => string,
  options: PresentOptions,
): Presented {
  const displayed = displayOf(value);
  if (displayed) return finish(displayed, result => complete(result, value, inspect));
  if (typeof value === "function") return undefined;
  if (options.chart && isChartSpec(value)) {
    return finish(options.chart(value), bundle => withText(bundle, value, inspect));
  }
  if (isTensor(value)) return tensorBundle(value);
  if (isPixels(value)) return pixelsBundle(value);
  if (ArrayBuffer.isView(value)) {
    const image = value instanceof Uint8Array ? imageFileBundle(value) : undefined;
    return (
      image ?? (isNumberArray(value) ? arrayBundle(value.constructor.name, [value.length], value) : undefined)
    );
  }
  if (value instanceof Map && value.size > 0)
    return {"text/plain": inspect(value), "text/html": mapTable(value, inspect)};
  if (value instanceof Set && value.size > 0)
    return {"text/plain": inspect(value), "text/html": setTable(value, inspect)};
  return Array.isArray(value) ? presentList(value, inspect) : undefined;
}

/** Lists of records and matrices of numbers get a table beside their text. */
function presentList(list: readonly unknown[], inspect: (item: unknown) => string): Presented {
  if (isRecordList(list)) return {"text/plain": inspect(list), "text/html": recordTable(list, inspect)};
  const shape = matrixShape(list);
  if (!shape) return undefined;
  const matrix = list as readonly (readonly number[])[];
  const table = matrixTable(`matrix [${shape.join(", ")}]`, shape[0], shape[1], (y, x) => matrix[y][x]);
  return {"text/plain": inspect(list), "text/html": table};
}

function matrixShape(list: readonly unknown[]): readonly [number, number] | undefined {
  const [first] = list;
  if (!Array.isArray(first) || first.length === 0 || list.length * first.length > 1e6) return undefined;
  try {
    const shape = shapeOf(list as number[][]);
    return shape.length === 2 ? [shape[0], shape[1]] : undefined;
  } catch {
    return undefined; // uneven, or not numbers
  }
}

function isChartSpec(value: object): boolean {
  const schema = peek(value, "$schema");
  return typeof schema === "string" && /\/schema\/vega(-lite)?\//.test(schema);
}

/** Applies a last step at once, or later where the value comes later. */
function finish<T>(made: T | Promise<T>, last: (made: T) => MimeBundle): MimeBundle | Promise<MimeBundle> {
  return made instanceof Promise ? made.then(last) : last(made);
}

function complete({bundle, note}: Displayed, value: object, inspect: (item: unknown) => string): MimeBundle {
  if (note === undefined) return withText(bundle, value, inspect);
  const own = bundle["text/plain"];
  return {...bundle, ...withNote(typeof own === "string" ? own : inspect(value), note)};
}

function withText(bundle: MimeBundle, value: object, inspect: (item: unknown) => string): MimeBundle {
  return typeof bundle["text/plain"] === "string" ? bundle : {...bundle, "text/plain": inspect(value)};
}

function withNote(text: string, note: string): MimeBundle {
  return {"text/plain": `${text}\n(${note})`};
}

/** Even Node's inspector runs the value's own code, which may throw. */
function safely(inspect: ((value: unknown) => string) | undefined, value: unknown): string {
  try {
    return inspect ? inspect(value) : inspectText(value);
  } catch {
    return inspectText(value);
  }
}
