import ts from "typescript";

/** A piece of the text, and what stands there in a mutant. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly becomes: string;
}

const Kind = ts.SyntaxKind;

/** Operators and what is easily written in their place. */
const OPERATORS: ReadonlyMap<ts.SyntaxKind, readonly string[]> = new Map([
  [Kind.PlusToken, ["-"]],
  [Kind.MinusToken, ["+"]],
  [Kind.AsteriskToken, ["/"]],
  [Kind.SlashToken, ["*"]],
  [Kind.PercentToken, ["/"]],
  [Kind.AsteriskAsteriskToken, ["*"]],
  [Kind.PlusEqualsToken, ["-=", "="]],
  [Kind.MinusEqualsToken, ["+=", "="]],
  [Kind.AsteriskEqualsToken, ["/=", "="]],
  [Kind.SlashEqualsToken, ["*=", "="]],
  [Kind.LessThanToken, ["<=", ">"]],
  [Kind.LessThanEqualsToken, ["<", ">="]],
  [Kind.GreaterThanToken, [">=", "<"]],
  [Kind.GreaterThanEqualsToken, [">", "<="]],
  [Kind.EqualsEqualsEqualsToken, ["!=="]],
  [Kind.ExclamationEqualsEqualsToken, ["==="]],
  [Kind.AmpersandAmpersandToken, ["||"]],
  [Kind.BarBarToken, ["&&"]],
]);

/** Functions that are taken for each other. */
const TWINS: Readonly<Record<string, readonly string[]>> = {
  "Math.max": ["Math.min"],
  "Math.min": ["Math.max"],
  "Math.floor": ["Math.ceil", "Math.round"],
  "Math.ceil": ["Math.floor"],
  "Math.round": ["Math.floor"],
  "Math.trunc": ["Math.ceil"],
  "Math.sin": ["Math.cos"],
  "Math.cos": ["Math.sin"],
  "Math.exp": ["Math.log"],
  "Number.NEGATIVE_INFINITY": ["0", "Number.POSITIVE_INFINITY"],
  "Number.POSITIVE_INFINITY": ["0", "Number.NEGATIVE_INFINITY"],
};

/** Methods that leave a list a list: forgotten, the code still runs. */
const LEFT_OUT = new Set(["filter", "map", "reverse", "toReversed", "slice", "sort", "flat", "concat"]);
/** Functions whose arguments may come in any order. */
const ANY_ORDER = new Set(["Math.max", "Math.min", "Math.hypot"]);

/** What a mutant may have in place of this node or a part of it; nodes further inside have replacements of their own. */
export function replacements(node: ts.Node, source: ts.SourceFile): Replacement[] {
  const text = (part: ts.Node) => part.getText(source);
  const put = (part: ts.Node, becomes: string): Replacement => ({
    from: part.getStart(source),
    to: part.getEnd(),
    becomes,
  });
  const swap = (whole: ts.Node, a: ts.Node, b: ts.Node): Replacement[] =>
    text(a) === text(b)
      ? []
      : [
          put(
            whole,
            source.text.slice(whole.getStart(source), a.getStart(source)) +
              text(b) +
              source.text.slice(a.getEnd(), b.getStart(source)) +
              text(a) +
              source.text.slice(b.getEnd(), whole.getEnd()),
          ),
        ];

  if (ts.isBinaryExpression(node)) {
    const {left, operatorToken, right} = node;
    if (ts.isStringLiteral(left) || ts.isStringLiteral(right)) {
      if (operatorToken.kind === Kind.PlusToken) return [];
    }
    const rest = `${text(left)} # ${text(right)}`;
    const found = (OPERATORS.get(operatorToken.kind) ?? []).map(operator =>
      put(
        node,
        rest.replace("#", () => operator),
      ),
    );
    if (operatorToken.kind === Kind.QuestionQuestionToken) found.push(put(node, text(left)));
    return isBound(node) ? [...found, put(right, `${text(right)} - 1`)] : found;
  }
  if (ts.isPrefixUnaryExpression(node)) {
    if (node.operator === Kind.MinusToken || node.operator === Kind.ExclamationToken)
      return [put(node, text(node.operand))];
    return node.operator === Kind.PlusPlusToken || node.operator === Kind.MinusMinusToken
      ? step(node, node.operand)
      : [];
  }
  if (ts.isPostfixUnaryExpression(node)) return step(node, node.operand);
  if (ts.isNumericLiteral(node))
    return [put(node, `${add(node.text, 1)}`), put(node, `(${add(node.text, -1)})`)];
  if (node.kind === Kind.TrueKeyword) return [put(node, "false")];
  if (node.kind === Kind.FalseKeyword) return [put(node, "true")];
  if (ts.isStringLiteral(node)) return isName(node) || node.text === "" ? [] : [put(node, '""')];
  if (ts.isIfStatement(node)) {
    const dropped =
      node.elseStatement === undefined ? [put(node, "{}")] : [put(node, text(node.elseStatement))];
    return [put(node.expression, `!(${text(node.expression)})`), ...dropped];
  }
  if (ts.isConditionalExpression(node)) {
    return [
      put(node.condition, `!(${text(node.condition)})`),
      put(node, `(${text(node.whenTrue)})`),
      put(node, `(${text(node.whenFalse)})`),
    ];
  }
  if (ts.isExpressionStatement(node) || ts.isContinueStatement(node) || ts.isBreakStatement(node))
    return [put(node, ";")];
  if (ts.isElementAccessExpression(node) && ts.isElementAccessExpression(node.expression))
    return swap(node, node.expression.argumentExpression, node.argumentExpression);
  if (ts.isArrayLiteralExpression(node) && node.elements.length >= 2)
    return swap(node, node.elements[0], node.elements[1]);
  if (ts.isPropertyAccessExpression(node)) return (TWINS[text(node)] ?? []).map(twin => put(node, twin));
  if (ts.isCallExpression(node)) {
    const {expression, arguments: given} = node;
    const found = given.slice(1).flatMap((argument, n) => swap(node, given[n], argument));
    const swapped = ANY_ORDER.has(text(expression)) ? [] : found;
    if (text(expression) === "Math.abs") return [put(node, `(${text(given[0])})`)];
    return ts.isPropertyAccessExpression(expression) && LEFT_OUT.has(expression.name.text)
      ? [...swapped, put(node, text(expression.expression))]
      : swapped;
  }
  if (ts.isIdentifier(node)) return otherParameter(node, source).map(name => put(node, name));
  return [];

  /** `i++` that takes two at once. A loop that counts the other way would run until it is stopped. */
  function step(whole: ts.Node, operand: ts.Node): Replacement[] {
    return [put(whole, `${text(operand)} += 2`)];
  }
}

/** Whether a comparison says how far a loop goes. */
function isBound(node: ts.BinaryExpression): boolean {
  return (
    ts.isForStatement(node.parent) &&
    node.parent.condition === node &&
    (node.operatorToken.kind === Kind.LessThanToken || node.operatorToken.kind === Kind.LessThanEqualsToken)
  );
}

function add(digits: string, change: number): number {
  return Number(digits.replaceAll("_", "")) + change;
}

/** Whether a text is a name for the compiler or a key, not a value. */
function isName(node: ts.StringLiteral): boolean {
  const {parent} = node;
  return ts.isPropertyAssignment(parent) ? parent.name === node : ts.isLiteralTypeNode(parent);
}

/** The next parameter of the same type, where a parameter is used. */
function otherParameter(node: ts.Identifier, source: ts.SourceFile): string[] {
  const {parent} = node;
  if (ts.isParameter(parent) || ts.isBindingElement(parent)) return [];
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return [];
  if (ts.isPropertyAssignment(parent) && parent.name === node) return [];
  if (ts.isShorthandPropertyAssignment(parent)) return [];
  let scope: ts.Node | undefined = parent;
  while (scope !== undefined) {
    if (ts.isFunctionLike(scope)) {
      const own = scope.parameters.find(({name}) => name.getText(source) === node.text);
      if (own !== undefined) {
        const type = own.type?.getText(source);
        const alike = scope.parameters.filter(
          ({name, type: other}) =>
            ts.isIdentifier(name) && type !== undefined && other?.getText(source) === type,
        );
        const next = alike[(alike.indexOf(own) + 1) % alike.length];
        return next === undefined || next === own ? [] : [next.name.getText(source)];
      }
    }
    scope = scope.parent;
  }
  return [];
}
