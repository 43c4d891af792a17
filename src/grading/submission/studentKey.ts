import {createHash} from "node:crypto";
import {ID_CHARACTERS, KEY_CHARACTERS} from "./limits.js";

/** Names that Windows keeps for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** What a key of a changed id ends in: an id that ends so itself is changed too, else it could be another's key. */
const HASHED = /-[0-9a-f]{16}$/;

/**
 * A student's id as a file name: letters, digits, `.`, `_` and `-`. Whatever is left out or changed leaves a hash behind, so
 * that two ids never meet in one name, on file systems without upper case either.
 *
 * @example
 * studentKey("ada") // => "ada"
 * studentKey("../x") // => "x-d6b96a97d147daaa"
 */
export function studentKey(id: string): string {
  const plain = id
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "_")
    .replace(/\.{2,}/g, ".")
    .replace(/^[._-]+|[._-]+$/g, "")
    .slice(0, KEY_CHARACTERS);
  if (plain === id && plain === plain.toLowerCase() && !DEVICE.test(plain) && !HASHED.test(plain)) {
    return plain;
  }
  const hash = createHash("sha256").update(id).digest("hex").slice(0, 16);
  return plain === "" || DEVICE.test(plain) ? `student-${hash}` : `${plain}-${hash}`;
}

/**
 * A student's id as text for reports: on one line, without signs that turn the direction of the text or cannot be seen.
 *
 * @example
 * shownId("a\nb\u202ec") // => "a bc"
 */
export function shownId(id: string): string {
  const shown = id
    .normalize("NFC")
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\p{Cs}/gu, "")
    .trim()
    .slice(0, ID_CHARACTERS);
  return shown === "" ? "(no name)" : shown;
}
