import type {CompletionEntry} from "typescript7/unstable/sync";
import type {Candidate} from "./completionList.js";

/** TypeScript's sort text of names that are near. */
export const LOCAL = "11";

export function toCandidate(entry: CompletionEntry): Candidate {
  return {
    name: entry.name.replace(/\?$/, ""), // an optional property has its mark on the label
    kind: (entry.kind !== undefined && KINDS[entry.kind]) || "",
    sortText: entry.sortText ?? LOCAL,
    insertText: entry.insertText,
  };
}

/** The language server protocol's kinds, `CompletionItemKind`, in TypeScript's words. */
const KINDS: Readonly<Record<number, string>> = {
  2: "method",
  3: "function",
  4: "constructor",
  5: "property",
  6: "var",
  7: "class",
  8: "interface",
  9: "module",
  10: "property",
  13: "enum",
  14: "keyword",
  17: "script",
  19: "directory",
  20: "enum member",
  21: "string",
  25: "type parameter",
};
