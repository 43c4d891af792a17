import {CELL_ID, type CellMode, type FenceWords} from "./lesson.js";
import {TSLAB_ROWS} from "./tslabRows.js";

const MODES: readonly string[] = ["live", "live-small", "static"] satisfies CellMode[];
const RAISES = /^(TS[1-9]\d{3,4}|[A-Z][A-Za-z0-9]*)$/;
const EXERCISE_ID = /^[a-z0-9-]{1,56}$/;

/** The id and the words of a fence line such as ```` ```ts id=window-sum live ````. */
export interface Fence {
  readonly id: string;
  readonly fence: FenceWords;
}

/**
 * Reads what stands behind `ts` in a fence line.
 *
 * @param words  `["id=window-sum", "live"]`: the id comes first, each word at most once.
 * @throws {SyntaxError} With the rule and the word; the caller adds file and line.
 */
export function parseFence(words: readonly string[]): Fence {
  const [first = "", ...rest] = words;
  if (!first.startsWith("id="))
    throw new SyntaxError(`the first word after \`\`\`ts must be id=..., got "${first}"`);
  const id = first.slice("id=".length);
  if (!CELL_ID.test(id)) throw new SyntaxError(`a cell id must match ${CELL_ID.source}, got "${id}"`);
  const fence = parseWords(rest);
  if (fence.exercise !== undefined && fence.exercise !== id)
    throw new SyntaxError(`an answer cell's id must be its exercise's id "${fence.exercise}", got "${id}"`);
  return {id, fence};
}

/** Reads the words behind the id; a notebook keeps them in the cell's metadata. Errors as in `parseFence`. */
export function parseWords(words: readonly string[]): FenceWords {
  let mode: CellMode | undefined;
  let raises: string | undefined;
  let exercise: string | undefined;
  let tslabSkip: string | undefined;
  let isVolatile = false;
  const seen = new Set<string>();
  for (const word of words) {
    const [, key = word, value] = /^([a-z]+)=(.*)$/.exec(word) ?? [];
    const slot = isMode(word) ? "mode" : key;
    if (seen.has(slot)) throw new SyntaxError(`${slot} must be said once, got "${words.join(" ")}"`);
    seen.add(slot);
    if (isMode(word)) mode = word;
    else if (word === "volatile") isVolatile = true;
    else if (key === "raises" && value !== undefined)
      raises = matching(value, RAISES, "raises= needs an error name or a TypeScript number such as TS2322");
    else if (key === "exercise" && value !== undefined)
      exercise = matching(value, EXERCISE_ID, `exercise= needs an id matching ${EXERCISE_ID.source}`);
    else if (key === "tslab" && value !== undefined) tslabSkip = tslabRow(value);
    else throw new SyntaxError(`unknown word "${word}"; known: ${KNOWN}`);
  }
  return {
    words,
    mode: mode ?? "static",
    volatile: isVolatile,
    ...(raises !== undefined && {raises}),
    ...(exercise !== undefined && {exercise}),
    ...(tslabSkip !== undefined && {tslabSkip}),
  };
}

const KNOWN = "live, live-small, static, raises=X, volatile, exercise=ID, tslab=skip:ROW";

function isMode(word: string): word is CellMode {
  return MODES.includes(word);
}

function matching(value: string, pattern: RegExp, rule: string): string {
  if (!pattern.test(value)) throw new SyntaxError(`${rule}, got "${value}"`);
  return value;
}

function tslabRow(value: string): string {
  const row = value.startsWith("skip:") ? value.slice("skip:".length) : "";
  if (!Object.hasOwn(TSLAB_ROWS, row))
    throw new SyntaxError(
      `tslab= needs skip:ROW with a row of ${Object.keys(TSLAB_ROWS).join(", ")}, got "${value}"`,
    );
  return row;
}
