import type ts from "typescript";
import type {ImportRecord} from "./compiledCell.js";
import type {TypeScript} from "./names.js";

/**
 * An import declaration, or an `export ... from` whose module has to be loaded too. Undefined when nothing but types
 * was imported.
 */
export function importRecord(
  ts: TypeScript,
  statement: ts.ImportDeclaration | ts.ExportDeclaration,
): ImportRecord | undefined {
  const {moduleSpecifier, attributes} = statement;
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return undefined;
  const bindings = ts.isImportDeclaration(statement) ? importBindings(ts, statement) : [];
  if (bindings.length === 0 && importsTypesOnly(ts, statement)) return undefined;
  const original = ts.getOriginalNode(statement);
  const file = original.getSourceFile();
  const start = file.getLineAndCharacterOfPosition(original.getStart(file));
  return {
    specifier: moduleSpecifier.text,
    bindings,
    ...(attributes && {attributes: attributeValues(ts, attributes)}),
    line: start.line + 1,
    column: start.character + 1,
  };
}

function importBindings(ts: TypeScript, statement: ts.ImportDeclaration): [string, string][] {
  const clause = statement.importClause;
  const bindings: [string, string][] = clause?.name ? [["default", clause.name.text]] : [];
  const named = clause?.namedBindings;
  if (named === undefined) return bindings;
  if (ts.isNamespaceImport(named)) return [...bindings, ["*", named.name.text]];
  return [
    ...bindings,
    ...named.elements.map((element): [string, string] => [
      (element.propertyName ?? element.name).text,
      element.name.text,
    ]),
  ];
}

/** `import {type A}`: the compiler leaves an empty import of a module that need not exist at run time. */
function importsTypesOnly(ts: TypeScript, statement: ts.Node): boolean {
  const original = ts.getOriginalNode(statement);
  const named = ts.isImportDeclaration(original) ? original.importClause?.namedBindings : undefined;
  return named !== undefined && ts.isNamedImports(named) && named.elements.length > 0;
}

function attributeValues(ts: TypeScript, attributes: ts.ImportAttributes): Record<string, string> {
  return Object.fromEntries(
    attributes.elements.flatMap(({name, value}) =>
      ts.isStringLiteral(value) ? [[name.text, value.text]] : [],
    ),
  );
}
