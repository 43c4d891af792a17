import {VALUE_COUNT, VALUE_DEPTH} from "../../exercise/limits.js";
import {WireError} from "./wire.js";

/** A list opens for every list, record and entry of a record, so twice at most for each value. */
const MOST_LISTS = 2 * VALUE_COUNT + 100;
/** Between tags, items, keys and values. */
const MOST_COMMAS = 4 * VALUE_COUNT + 100;
/** A record in a record takes two levels of lists. */
const DEEPEST = 2 * VALUE_DEPTH + 10;
/** Of the frame itself: values have none. */
const MOST_COLONS = 10;

const [QUOTE, BACKSLASH, COMMA, COLON] = [34, 92, 44, 58];
const [LIST, LIST_END, RECORD] = [91, 93, 123];

/**
 * Refuses a frame whose brackets are none that a worker sends. Asked before `JSON.parse`, which makes gigabytes of objects out of
 * a few megabytes of brackets, and takes half a minute for it.
 *
 * @throws {WireError} When there are too many lists, too deep ones, or records in it.
 */
export function requireFrameShape(frame: Uint8Array): void {
  let isText = false;
  let lists = 0;
  let records = 0;
  let commas = 0;
  let colons = 0;
  let depth = 0;
  for (let i = 0; i < frame.length; i++) {
    const byte = frame[i];
    if (isText) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === COMMA) commas++;
    else if (byte === COLON) colons++;
    else if (byte === LIST) {
      lists++;
      depth++;
      if (depth > DEEPEST) break;
    } else if (byte === LIST_END) depth--;
    else if (byte === RECORD) records++;
  }
  if (depth > DEEPEST || records > 1 || lists > MOST_LISTS || commas > MOST_COMMAS || colons > MOST_COLONS) {
    throw new WireError("a frame must hold no more lists and records than a result has");
  }
}
