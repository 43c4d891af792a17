const ESCAPE = "\u001b";
const ESCAPE_SEQUENCES = new RegExp(
  // Colours and cursor moves; titles and links, ended by BEL or ST; then the short ones.
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^\\u0007${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\)?|[ -/]*[0-~])`,
  "g",
);

/** Everything that is not to be printed as it is; `u`: a lone half of a pair is one, a whole pair is not. */
const UNPRINTABLE =
  /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu;

/**
 * Text of a student as it may stand in any report: no terminal codes, nothing that XML forbids, and what would turn the
 * direction of the text around it is written out. Line ends and tabs stay.
 *
 * @example
 * plainText("\u001b[31mred\u001b[0m \u202Eevil") // => "red [U+202E]evil"
 */
export function plainText(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(ESCAPE_SEQUENCES, "").replace(UNPRINTABLE, shown);
}

/** The same on one line: names, titles. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, " ").trim();
}

function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === "\n" || character === "\t") return character;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code >= 0xd800 && code <= 0xdfff) return "\uFFFD";
  return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
}
