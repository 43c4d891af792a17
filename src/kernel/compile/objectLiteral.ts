import type ts from "typescript";
import type {TypeScript} from "./names.js";

/**
 * Whether a cell such as `{a: 1}` is meant as an object and not as a block: it begins with `{`, ends with `}` and
 * reads as one object literal when put in parentheses. `{}` and `{x}` are objects, `{f()}` and `{let x = 1}` blocks.
 */
export function isObjectLiteralCell(ts: TypeScript, code: string): boolean {
  const text = code.trim();
  if (!text.startsWith("{") || !text.endsWith("}")) return false;
  const file = ts.createSourceFile("cell.ts", `(${code}\n)`, ts.ScriptTarget.Latest, false);
  const {parseDiagnostics} = file as unknown as {parseDiagnostics: readonly unknown[]};
  if (parseDiagnostics.length > 0 || file.statements.length !== 1) return false;
  const [statement] = file.statements;
  if (statement === undefined || !ts.isExpressionStatement(statement)) return false;
  const {expression} = statement;
  if (!ts.isParenthesizedExpression(expression) || !ts.isObjectLiteralExpression(expression.expression))
    return false;
  return expression.expression.properties.every(property => isComplete(ts, property));
}

/** The parser lets two things pass in an object: `{a = 1}`, meant for destructuring, and `{f()}`, a method without a body. */
function isComplete(ts: TypeScript, property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isShorthandPropertyAssignment(property)) return property.objectAssignmentInitializer === undefined;
  return !ts.isMethodDeclaration(property) || property.body !== undefined;
}
