import {toBase64} from "../base64.js";
import {DISPLAY, type MimeBundle} from "../mime.js";

/** What came of asking a value for its own display. */
export interface Displayed {
  /** The entries that can be shown. */
  readonly bundle: MimeBundle;
  /** Why something is missing, in a sentence, or undefined. */
  readonly note?: string;
}

/**
 * The bundle that a value makes of itself, or undefined where it has no such method. A method that throws or gives
 * something else is no reason to lose the value: the note says what happened.
 */
export function displayOf(value: object): Displayed | Promise<Displayed> | undefined {
  let made: unknown;
  try {
    const method: unknown = Reflect.get(value, DISPLAY);
    if (typeof method !== "function") return undefined;
    made = Reflect.apply(method, value, []);
    if (isThenable(made)) return Promise.resolve(made).then(checked, failed);
  } catch (error) {
    return failed(error);
  }
  return checked(made);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && typeof Reflect.get(value, "then") === "function";
}

function failed(error: unknown): Displayed {
  return {bundle: {}, note: `its display method threw ${errorText(error)}`};
}

/** Name and message of whatever was thrown, even of an object that throws when it is read. */
export function errorText(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : `the value ${String(error)}`;
  } catch {
    return "something that cannot be read";
  }
}

function checked(made: unknown): Displayed {
  try {
    return check(made);
  } catch (error) {
    return failed(error); // a getter in the bundle
  }
}

function check(made: unknown): Displayed {
  if (typeof made !== "object" || made === null || Array.isArray(made))
    return {bundle: {}, note: "its display method gave no object of MIME types"};
  const bundle: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [type, content] of Object.entries(made)) {
    const usable = /^[\w.+-]+\/[\w.+-]+/.test(type) ? contentOf(type, content) : undefined;
    if (usable === undefined) wrong.push(type);
    else bundle[type] = usable;
  }
  if (wrong.length > 0)
    return {bundle, note: `its display method gave no usable value for ${wrong.join(", ")}`};
  return Object.keys(bundle).length > 0 ? {bundle} : {bundle, note: "its display method gave nothing"};
}

/** Text as text, bytes as base64, JSON types as plain JSON; undefined for all else. */
function contentOf(type: string, content: unknown): unknown {
  if (/^application\/(.*\+)?json$/.test(type)) return jsonOf(content);
  if (typeof content === "string") return content;
  if (content instanceof Uint8Array || content instanceof Uint8ClampedArray) return toBase64(content);
  return undefined;
}

/** A plain copy: what a JSON message can carry. Cycles and bigints have none. */
function jsonOf(content: unknown): unknown {
  try {
    const text = JSON.stringify(content);
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
