import type ts from "typescript";
import type {TypeScript} from "./cellNames.js";

/** The innermost node that reaches from before `offset` up to it, or up to spaces before it on the same line. */
export function nodeBefore(ts: TypeScript, file: ts.SourceFile, offset: number): ts.Node {
  return pathBefore(ts, file, offset).at(-1) ?? file;
}

/** From the file down to `nodeBefore`. */
export function pathBefore(ts: TypeScript, file: ts.SourceFile, offset: number): ts.Node[] {
  const path: ts.Node[] = [file];
  for (let node: ts.Node | undefined = file; node !== undefined; ) {
    let inner: ts.Node | undefined;
    ts.forEachChild(node, child => {
      // where the parser missed something it leaves an empty node: `let x: ` holds an empty type
      if (
        child.pos < offset &&
        child.kind !== ts.SyntaxKind.EndOfFileToken &&
        onlySpaces(file.text, child.end, offset)
      )
        inner = child;
    });
    if (inner !== undefined) path.push(inner);
    node = inner;
  }
  return path;
}

function onlySpaces(text: string, from: number, to: number): boolean {
  return /^[^\S\n\r]*$/.test(text.slice(from, to));
}

/** What a name there would be. */
export type Place = "value" | "type";

/** Whether a name at `offset` would be a type or a value. */
export function placeAt(ts: TypeScript, file: ts.SourceFile, offset: number): Place {
  for (const node of pathBefore(ts, file, offset).reverse()) {
    if (ts.isIdentifier(node)) continue; // part of a type or of an expression: what holds it tells
    if (ts.isTypeQueryNode(node)) return "value";
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return "type";
    if (ts.isExpressionWithTypeArguments(node) || ts.isExpression(node) || ts.isStatement(node))
      return "value";
  }
  return "value";
}
