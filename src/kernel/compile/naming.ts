import type ts from "typescript";
import type {TypeScript} from "./names.js";

/** `{"f": () => ...}["f"]`: keeps `f.name` of a nameless function whose target is no longer an identifier. */
export function named(ts: TypeScript, name: string, value: ts.Expression): ts.Expression {
  const {factory} = ts;
  let inner = value;
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  const isNameless =
    ts.isArrowFunction(inner) ||
    ((ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined);
  if (!isNameless) return value;
  const property = factory.createPropertyAssignment(factory.createStringLiteral(name), value);
  return factory.createElementAccessExpression(
    factory.createObjectLiteralExpression([property]),
    factory.createStringLiteral(name),
  );
}

/** Whether an assignment by this operator gives a nameless function the name of its target. */
export function givesName({SyntaxKind}: TypeScript, {kind}: ts.BinaryOperatorToken): boolean {
  return (
    kind === SyntaxKind.EqualsToken ||
    kind === SyntaxKind.QuestionQuestionEqualsToken ||
    kind === SyntaxKind.BarBarEqualsToken ||
    kind === SyntaxKind.AmpersandAmpersandEqualsToken
  );
}
