import type ts from "typescript";

/** The compiler as a value: whoever loads it decides when. */
export type TypeScript = typeof import("typescript");

/**
 * Whether the compiler made this identifier up while lowering (`env_1`, `_a`). It has its final text only when
 * printed, so the text says nothing; the mark is internal to TypeScript and the same in 5.x and 6.x.
 */
export function isGenerated(identifier: ts.Identifier): boolean {
  const {emitNode} = identifier as {emitNode?: {autoGenerate?: unknown}};
  return identifier.text === "" || emitNode?.autoGenerate !== undefined;
}

/** Names that a pattern binds: `a`, `{p, q: [r]}`. */
export function patternNames(ts: TypeScript, name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return isGenerated(name) ? [] : [name.text];
  return name.elements.flatMap(element =>
    ts.isOmittedExpression(element) ? [] : patternNames(ts, element.name),
  );
}

export function listNames(ts: TypeScript, list: ts.VariableDeclarationList): string[] {
  return list.declarations.flatMap(declaration => patternNames(ts, declaration.name));
}

export function isLexical(ts: TypeScript, list: ts.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.BlockScoped) !== 0;
}

/** Names that `var` declares below `node`, whatever the block; functions keep theirs. */
export function varNames(ts: TypeScript, node: ts.Node): string[] {
  if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)) return [];
  const names = ts.isVariableDeclarationList(node) && !isLexical(ts, node) ? listNames(ts, node) : [];
  ts.forEachChild(node, child => {
    names.push(...varNames(ts, child));
  });
  return names;
}

/** Names that `let`, `const`, `class` and `function` declare directly in a list of statements. */
export function lexicalNames(ts: TypeScript, statements: readonly ts.Statement[]): string[] {
  return statements.flatMap(statement => {
    if (ts.isVariableStatement(statement) && isLexical(ts, statement.declarationList))
      return listNames(ts, statement.declarationList);
    if (
      (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) &&
      statement.name !== undefined
    )
      return [statement.name.text];
    return [];
  });
}

/** Names visible in a function's parameters and body, its own name in case of an expression. */
export function functionNames(ts: TypeScript, node: ts.SignatureDeclaration): string[] {
  const names = ["arguments", ...node.parameters.flatMap(parameter => patternNames(ts, parameter.name))];
  if (ts.isFunctionExpression(node) && node.name !== undefined) names.push(node.name.text);
  const body = (node as ts.FunctionLikeDeclaration).body;
  if (body !== undefined && ts.isBlock(body))
    names.push(
      ...body.statements.flatMap(child => varNames(ts, child)),
      ...lexicalNames(ts, body.statements),
    );
  return names;
}

/**
 * Names that a namespace or enum makes visible in its own body. The compiler prints references to them as `N.x` by
 * itself, so they must be left alone.
 */
export function memberNames(ts: TypeScript, node: ts.ModuleDeclaration | ts.EnumDeclaration): string[] {
  if (ts.isEnumDeclaration(node))
    return node.members.flatMap(member => (ts.isComputedPropertyName(member.name) ? [] : [member.name.text]));
  const body = node.body;
  if (body === undefined || ts.isIdentifier(body)) return [];
  if (ts.isModuleDeclaration(body)) return [body.name.text];
  return body.statements.flatMap(statement => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(modifier => modifier.kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement)) return listNames(ts, statement.declarationList);
    const name = (statement as ts.DeclarationStatement).name;
    return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
  });
}
