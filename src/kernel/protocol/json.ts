import type {MimeBundle} from "../../core/mime.js";

/**
 * A JSON object from bytes somebody else wrote.
 *
 * @param what  Which part of a message this is, for the error.
 * @throws {SyntaxError} When the bytes are no JSON object.
 * @throws {RangeError} When they are too long or nested too deep.
 */
export function parseObject(bytes: Buffer, what: string, limits: {bytes: number; depth: number}): MimeBundle {
  if (bytes.length > limits.bytes) {
    throw new RangeError(`parseObject: ${what} must be at most ${limits.bytes} bytes, got ${bytes.length}`);
  }
  const depth = nesting(bytes);
  if (depth > limits.depth) {
    throw new RangeError(`parseObject: ${what} must be nested at most ${limits.depth} deep, got ${depth}`);
  }
  const value: unknown = parse(bytes, what);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SyntaxError(`parseObject: ${what} must be a JSON object, got ${bytes.toString("utf8", 0, 40)}`);
  }
  return value as MimeBundle;
}

function parse(bytes: Buffer, what: string): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new SyntaxError(`parseObject: ${what} must be JSON, got ${bytes.toString("utf8", 0, 40)}`);
  }
}

const [QUOTE, BACKSLASH, OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = Buffer.from('"\\[]{}');

/** Greatest depth of brackets outside of strings. Counted on the bytes: a parser may not survive what this refuses. */
function nesting(bytes: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if (byte === OPEN_BRACKET || byte === OPEN_BRACE) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) {
      depth -= 1;
    }
  }
  return deepest;
}
