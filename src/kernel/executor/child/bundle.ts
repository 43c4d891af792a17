import type {MimeBundle} from "../../../core/mime.js";

/**
 * A bundle as it crosses to the front end: text and JSON, with bytes as base64.
 *
 * @param caller  Function the student called, for the message.
 * @throws {TypeError} When the bundle is not an object or a value of it is not JSON.
 */
export function wireBundle(caller: string, bundle: unknown): MimeBundle {
  if (bundle === null || typeof bundle !== "object")
    throw new TypeError(
      `${caller}: a bundle must be an object of MIME types, got ${bundle === null ? "null" : typeof bundle}`,
    );
  return Object.fromEntries(
    Object.entries(bundle)
      .filter(([, value]) => value !== undefined)
      .map(([type, value]: [string, unknown]) => [type, wireValue(caller, type, value)]),
  );
}

function wireValue(caller: string, type: string, value: unknown): unknown {
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    throw new TypeError(`${caller}: the value for ${type} must be JSON, got one that cannot be written`, {
      cause: error,
    });
  }
  if (text === undefined)
    throw new TypeError(`${caller}: the value for ${type} must be JSON, got ${typeof value}`);
  return JSON.parse(text);
}
