import {createHash} from "node:crypto";
import type ts from "typescript";
import {compiler} from "./compiler.js";

/** The words and signs of a program in order, without comments and blanks. */
export function tokensOf(file: ts.SourceFile): ts.Node[] {
  const {FirstJSDocNode, LastJSDocNode} = compiler().SyntaxKind;
  const tokens: ts.Node[] = [];
  const open: ts.Node[] = [file];
  // a stack of our own: a long sum is as deep as it has terms
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind >= FirstJSDocNode && node.kind <= LastJSDocNode) continue;
    const children = node.getChildren(file);
    if (children.length === 0) {
      if (node.getWidth(file) > 0) tokens.push(node);
    } else for (let i = children.length - 1; i >= 0; i--) open.push(children[i]);
  }
  return tokens;
}

/** Equal for programs that differ in comments, blanks and line breaks alone: SHA-256 in hex. */
export function groupOf(words: readonly string[]): string {
  const hash = createHash("sha256");
  for (const word of words) hash.update(word).update("\0");
  return hash.digest("hex");
}

/** A text's words where it is no program: free text, a cell that does not parse. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
}
