import type ts from "typescript";
import type {TypeScript} from "./cellNames.js";
import type {CommittedName} from "./cellScope.js";
import type {LocalKind} from "./localNames.js";
import {nodeBefore, type Place, placeAt} from "./textPosition.js";
import type {CompletionItem, Completions} from "./typeEngine.js";

/** A name a compiler offers. `sortText` orders as TypeScript does: `11` near, `15` global or keyword, `z...` deprecated. */
export interface Candidate {
  readonly name: string;
  readonly kind: string;
  readonly sortText: string;
  /** Where it differs from the name: `["a-b"]`. */
  readonly insertText?: string | undefined;
}

export interface Candidates {
  readonly entries: readonly Candidate[];
  /** Whether any name in scope may stand here, as against members, properties, paths. */
  readonly anyName: boolean;
}

/** Between what is near (`11` to `14`) and what is global (`15`). */
const EARLIER_CELL = "14~";
const PREFIX = /#?[\p{ID_Continue}$]*$/u;

/** What a student is offered: the compiler's candidates and the names of earlier cells that fit what is typed so far. */
export function completionsFrom(
  ts: TypeScript,
  file: ts.SourceFile,
  offset: number,
  {entries, anyName}: Candidates,
  earlier: ReadonlyMap<string, CommittedName>,
): Completions {
  const offered = new Map<string, Candidate>();
  if (anyName)
    for (const candidate of earlierNames(placeAt(ts, file, offset), earlier))
      offered.set(candidate.name, candidate);
  for (const entry of entries) if (isOffered(entry)) offered.set(entry.name, entry);
  const prefix = typedSoFar(ts, file, offset, [...offered.keys()]);
  const items = [...offered.values()].filter(({name}) => name.startsWith(prefix) && name !== prefix);
  // the name that is already whole stays on offer, so that a tooltip can tell what it is
  const whole = offered.get(prefix);
  if (whole !== undefined && prefix !== "") items.push(whole);
  items.sort(byNearness);
  return {start: offset - prefix.length, end: offset, items: items.map(toItem)};
}

/** Names of earlier cells that mean something in such a place. */
function earlierNames(place: Place, earlier: ReadonlyMap<string, CommittedName>): Candidate[] {
  return [...earlier]
    .filter(([, {kind}]) => fitsPlace(kind, place))
    .map(([name, {kind}]) => ({name, kind: ELEMENT_KINDS[kind], sortText: EARLIER_CELL}));
}

/** Whether what is declared so can be named as a value, or as a type. */
export function fitsPlace(kind: LocalKind, place: Place): boolean {
  return place === "type" ? !NO_TYPES.has(kind) : !NO_VALUES.has(kind);
}

const NO_TYPES = new Set<LocalKind>(["let", "const", "function", "parameter"]);
const NO_VALUES = new Set<LocalKind>(["interface", "type", "type parameter"]);

/** TypeScript's words for kinds. */
export const ELEMENT_KINDS: Readonly<Record<LocalKind, string>> = {
  let: "let",
  const: "const",
  function: "function",
  class: "class",
  enum: "enum",
  namespace: "module",
  interface: "interface",
  type: "type",
  import: "alias",
  parameter: "parameter",
  "type parameter": "type parameter",
};

function isOffered({name, insertText}: Candidate): boolean {
  // `["a-b"]` would have to replace the dot before it as well
  return !/^__(scope__|cell)/.test(name) && !insertText?.startsWith("[");
}

/** In a string, which may hold dots and slashes, as much as leads to something on offer; elsewhere the name before the cursor. */
function typedSoFar(ts: TypeScript, file: ts.SourceFile, offset: number, offered: readonly string[]): string {
  const node = nodeBefore(ts, file, offset);
  if (ts.isStringLiteralLike(node) && node.getStart(file) < offset) {
    const typed = file.text.slice(node.getStart(file) + 1, offset);
    return offered.some(name => name.startsWith(typed)) ? typed : typed.slice(typed.lastIndexOf("/") + 1);
  }
  return PREFIX.exec(file.text.slice(0, offset))?.[0] ?? "";
}

function byNearness(a: Candidate, b: Candidate): number {
  if (a.sortText !== b.sortText) return a.sortText < b.sortText ? -1 : 1;
  return (
    Number(a.name.startsWith("_")) - Number(b.name.startsWith("_")) || a.name.localeCompare(b.name, "en")
  );
}

function toItem({name, kind}: Candidate): CompletionItem {
  return {name, kind};
}
