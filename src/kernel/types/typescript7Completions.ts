import type {TypeScript} from "./cellNames.js";
import type {BuiltCell} from "./cellScope.js";
import {type Candidate, ELEMENT_KINDS, fitsPlace} from "./completionList.js";
import {localNames} from "./localNames.js";
import {type Place, placeAt} from "./textPosition.js";
import {LOCAL} from "./typescript7Candidate.js";

export interface NameQuestion {
  readonly cell: BuiltCell;
  /** In the student's text. */
  readonly offset: number;
  /** What may stand behind a `globalThis.` written before the name that is so long. */
  readonly globals: (typed: number, place: Place) => readonly Candidate[];
}

/**
 * Where any name may stand, TypeScript 7.0 wants to offer names to import as well, finds that its API has not prepared
 * them, and refuses. There the names of the cell, the globals and the keywords are put together here.
 */
export function anyName(ts: TypeScript, {cell, offset, globals}: NameQuestion): Candidate[] {
  const place = placeAt(ts, cell.file, offset);
  const typed = /[\p{ID_Continue}$]*$/u.exec(cell.source.slice(0, offset))?.[0].length ?? 0;
  const found = globals(typed, place).map(entry => ({...entry, sortText: GLOBAL}));
  const locals = [...localNames(ts, cell.file, offset)]
    .filter(([, kind]) => fitsPlace(kind, place))
    .map(([name, kind]) => ({name, kind: ELEMENT_KINDS[kind], sortText: LOCAL}));
  const keywords = KEYWORDS[place].map(name => ({name, kind: "keyword", sortText: GLOBAL}));
  return [...keywords, ...found, ...locals];
}

const GLOBAL = "15";

const KEYWORDS: Record<Place, readonly string[]> = {
  value:
    words(`abstract as async await break case catch class const continue debugger declare default delete do else
    enum export extends false finally for from function globalThis if implements import in instanceof interface let new
    null of return satisfies static super switch this throw true try type typeof undefined using var void while with
    yield`),
  type: words(`any asserts bigint boolean false infer is keyof never null number object readonly string symbol true
    typeof undefined unique unknown void`),
};

function words(text: string): string[] {
  return text.split(/\s+/);
}
