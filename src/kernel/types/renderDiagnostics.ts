import type {Diagnostic} from "./typeEngine.js";

export interface RenderOptions {
  /** ANSI colours, for notebooks and terminals. */
  readonly colour?: boolean;
}

interface Palette {
  readonly place: (text: string) => string;
  readonly error: (text: string) => string;
  readonly faint: (text: string) => string;
}

const ansi = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const PLAIN: Palette = {place: text => text, error: text => text, faint: text => text};
const COLOUR: Palette = {place: ansi(36), error: ansi(31), faint: ansi(90)};

/** Spaces of a tab as notebooks show it. */
const TAB = 4;

/**
 * Compile errors as a student reads them: place and message, then the source line with the code underlined.
 *
 * @param diagnostics  As `TypeEngine.check` returns them.
 * @param cell  Name of the cell, `Cell 3`.
 * @returns Lines to print, an empty one between errors.
 *
 * @example
 * const place = {line: 1, column: 5, start: 4, length: 1, sourceLine: "let s: string = 3"};
 * renderDiagnostics([{...place, code: 2322, text: "Wrong."}], "Cell 3")[0] // => "Cell 3:1:5 - error TS2322: Wrong."
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  cell: string,
  {colour = false}: RenderOptions = {},
): string[] {
  const palette = colour ? COLOUR : PLAIN;
  return diagnostics.flatMap((diagnostic, i) => [
    ...(i === 0 ? [] : [""]),
    ...renderOne(diagnostic, cell, palette),
  ]);
}

function renderOne(diagnostic: Diagnostic, cell: string, {place, error, faint}: Palette): string[] {
  const {file = cell, line, column, code, text, sourceLine, length} = diagnostic;
  const [message = "", ...more] = text.split("\n");
  const gutter = String(line);
  const shown = widen(sourceLine);
  const start = widen(sourceLine.slice(0, column - 1));
  // an error of no length still gets its caret, one of several lines is underlined to the end of its first
  const under = widen(sourceLine.slice(0, column - 1 + Math.max(length, 1)));
  const caret = "^".repeat(Math.max(displayWidth(under) - displayWidth(start), 1));
  return [
    `${place(`${file}:${line}:${column}`)} - ${error("error")} ${faint(`TS${code}:`)} ${message}`,
    ...more.map(next => `  ${next}`),
    "",
    `${faint(`${gutter} |`)} ${shown}`,
    `${faint(`${" ".repeat(gutter.length)} |`)} ${" ".repeat(displayWidth(start))}${error(caret)}`,
  ];
}

/** Tabs as spaces, so that the caret stands under the same column everywhere. */
function widen(text: string): string {
  let wide = "";
  for (const character of text)
    wide += character === "\t" ? " ".repeat(TAB - (displayWidth(wide) % TAB)) : character;
  return wide;
}

/** Columns in a fixed-width font: none for marks that join the character before, two for emoji and East Asian letters. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}|\p{Format}/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
