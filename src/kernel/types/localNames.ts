import type ts from "typescript";
import {boundNames, hoistedVars, type NameKind, statementNames, type TypeScript} from "./cellNames.js";
import {pathBefore} from "./textPosition.js";

export type LocalKind = NameKind | "parameter" | "type parameter";

/** Names declared in the cell that are in scope at `offset`, inner ones over outer ones; by syntax alone. */
export function localNames(ts: TypeScript, file: ts.SourceFile, offset: number): Map<string, LocalKind> {
  const found = new Map<string, LocalKind>();
  for (const scope of pathBefore(ts, file, offset)) {
    for (const [name, kind] of namesIn(ts, scope)) found.set(name, kind);
  }
  return found;
}

function namesIn(ts: TypeScript, scope: ts.Node): [string, LocalKind][] {
  if (ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isModuleBlock(scope))
    return ofStatements(ts, scope.statements);
  if (ts.isCaseBlock(scope))
    return ofStatements(
      ts,
      scope.clauses.flatMap(clause => [...clause.statements]),
    );
  if (ts.isFunctionLike(scope)) return ofFunction(ts, scope);
  if (ts.isClassLike(scope) || ts.isInterfaceDeclaration(scope) || ts.isTypeAliasDeclaration(scope))
    return ofTypeParameters(scope.typeParameters);
  if (ts.isForStatement(scope) || ts.isForInStatement(scope) || ts.isForOfStatement(scope)) {
    const initializer = scope.initializer;
    return initializer !== undefined && ts.isVariableDeclarationList(initializer)
      ? ofList(ts, initializer)
      : [];
  }
  if (ts.isCatchClause(scope) && scope.variableDeclaration !== undefined)
    return boundNames(ts, scope.variableDeclaration.name).map(name => [name, "let"]);
  return [];
}

function ofStatements(ts: TypeScript, statements: readonly ts.Statement[]): [string, LocalKind][] {
  return statements.flatMap((statement): [string, LocalKind][] => [
    ...hoistedVars(ts, statement).map((name): [string, LocalKind] => [name, "let"]),
    ...statementNames(ts, statement),
  ]);
}

function ofFunction(ts: TypeScript, scope: ts.SignatureDeclaration): [string, LocalKind][] {
  const own: [string, LocalKind][] =
    ts.isFunctionExpression(scope) && scope.name !== undefined ? [[scope.name.text, "function"]] : [];
  const parameters = scope.parameters.flatMap(parameter => boundNames(ts, parameter.name));
  return [
    ...own,
    ...ofTypeParameters(scope.typeParameters),
    ...parameters.map((name): [string, LocalKind] => [name, "parameter"]),
  ];
}

function ofTypeParameters(
  parameters: readonly ts.TypeParameterDeclaration[] | undefined,
): [string, LocalKind][] {
  return (parameters ?? []).map(parameter => [parameter.name.text, "type parameter"]);
}

function ofList(ts: TypeScript, list: ts.VariableDeclarationList): [string, LocalKind][] {
  const kind = list.flags & ts.NodeFlags.Const ? "const" : "let";
  return list.declarations.flatMap(declaration =>
    boundNames(ts, declaration.name).map((name): [string, LocalKind] => [name, kind]),
  );
}
