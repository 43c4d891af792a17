import type {CompletionEntry} from "typescript7/unstable/sync";
import type {TypeScript} from "./cellNames.js";
import type {BuiltCell} from "./cellScope.js";
import {type Candidate, type Candidates, ELEMENT_KINDS, fitsPlace} from "./completionList.js";
import {localNames} from "./localNames.js";
import {type Place, placeAt} from "./textPosition.js";
import type {TypeScript7} from "./typescript7Server.js";

export interface CompletionQuestion {
  readonly cell: BuiltCell;
  /** In the student's text. */
  readonly offset: number;
  readonly ask: () => readonly CompletionEntry[];
  /** What may stand behind a `globalThis.` written before the name that is so long. */
  readonly askGlobals: (typed: number, place: Place) => readonly CompletionEntry[];
}

/**
 * Where any name may stand, TypeScript 7.0 wants to offer names to import as well, finds that its API has not prepared
 * them, and refuses. There the names of the cell, the globals and the keywords are put together here.
 */
export function candidatesOf(ts7: TypeScript7, ts: TypeScript, question: CompletionQuestion): Candidates {
  const {cell, offset, ask} = question;
  try {
    return {entries: ask().map(entry => toCandidate(ts7, entry)), anyName: false};
  } catch (error) {
    if (!(error instanceof Error && error.message.includes("auto imports"))) throw error;
    return {entries: anyName(ts7, ts, question, placeAt(ts, cell.file, offset)), anyName: true};
  }
}

function anyName(ts7: TypeScript7, ts: TypeScript, question: CompletionQuestion, place: Place): Candidate[] {
  const {cell, offset, askGlobals} = question;
  const typed = /[\p{ID_Continue}$]*$/u.exec(cell.source.slice(0, offset))?.[0].length ?? 0;
  const globals = askGlobals(typed, place).map(entry => ({...toCandidate(ts7, entry), sortText: GLOBAL}));
  const locals = [...localNames(ts, cell.file, offset)]
    .filter(([, kind]) => fitsPlace(kind, place))
    .map(([name, kind]) => ({name, kind: ELEMENT_KINDS[kind], sortText: LOCAL}));
  const keywords = KEYWORDS[place].map(name => ({name, kind: "keyword", sortText: GLOBAL}));
  return [...keywords, ...globals, ...locals];
}

const LOCAL = "11";
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

function toCandidate(ts7: TypeScript7, entry: CompletionEntry): Candidate {
  const word = entry.kind === undefined ? undefined : ts7.CompletionItemKind[entry.kind];
  return {
    name: entry.name.replace(/\?$/, ""), // an optional property has its mark on the label
    kind: (word !== undefined && KINDS[word]) || "",
    sortText: entry.sortText ?? LOCAL,
    insertText: entry.insertText,
  };
}

/** The language server protocol's kinds in TypeScript's words. */
const KINDS: Readonly<Record<string, string>> = {
  Method: "method",
  Function: "function",
  Constructor: "constructor",
  Field: "property",
  Property: "property",
  Variable: "var",
  Class: "class",
  Interface: "interface",
  Module: "module",
  Enum: "enum",
  EnumMember: "enum member",
  Keyword: "keyword",
  File: "script",
  Folder: "directory",
  Constant: "string",
  TypeParameter: "type parameter",
};
