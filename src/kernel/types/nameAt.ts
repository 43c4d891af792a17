import type ts from "typescript";
import type {TypeScript} from "./cellNames.js";
import {nodeBefore, pathBefore} from "./textPosition.js";

const NAME_END = /[\p{ID_Continue}$]*$/u;
const NAME_START = /^[\p{ID_Start}$_]/u;

/**
 * Where the name starts that a person asks about with the cursor at `offset`: the one the cursor touches, else the
 * function whose arguments it stands in, else the last name before it.
 *
 * @returns Offset of the name, or undefined when there is none.
 */
export function nameAt(ts: TypeScript, file: ts.SourceFile, offset: number): number | undefined {
  const start = offset - (NAME_END.exec(file.text.slice(0, offset))?.[0].length ?? 0);
  const isText = ts.isStringLiteralLike(nodeBefore(ts, file, offset));
  if (!isText && NAME_START.test(file.text.slice(start))) return start;
  const called = calledAround(ts, file, offset);
  if (called !== undefined) return called;
  const last = /([\p{ID_Start}$_][\p{ID_Continue}$]*)[^\p{ID_Continue}$]*$/u.exec(file.text.slice(0, offset));
  return last?.index;
}

function calledAround(ts: TypeScript, file: ts.SourceFile, offset: number): number | undefined {
  for (const node of pathBefore(ts, file, offset).reverse()) {
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) continue;
    if (offset <= node.expression.end) continue;
    const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    return called.getStart(file);
  }
  return undefined;
}
