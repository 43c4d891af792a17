import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import {packageRoot} from "../../src/frontend/places.js";

/** One import of one source file. */
export interface SourceImport {
  /** The importing file, relative to the package with forward slashes: `src/conv/pad2d.ts`. */
  readonly from: string;
  /** What is written there: `../core/grid.js`, `vega`. */
  readonly specifier: string;
  readonly dynamic: boolean;
  readonly typeOnly: boolean;
}

/** Every TypeScript source below `folder` (relative to the package), sorted. */
export function sourceFiles(folder: string): string[] {
  return fs
    .readdirSync(path.join(packageRoot, folder), {recursive: true, encoding: "utf8"})
    .filter(name => name.endsWith(".ts"))
    .map(name => `${folder}/${name.replaceAll(path.sep, "/")}`)
    .sort();
}

export function readSource(file: string): string {
  return fs.readFileSync(path.join(packageRoot, file), "utf8");
}

/** Whether nothing is left of the statement after compilation. */
function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly || allTypes(node.exportClause);
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  return clause.name === undefined && allTypes(clause.namedBindings);
}

function allTypes(bindings: ts.NamedExportBindings | ts.NamedImportBindings | undefined): boolean {
  if (bindings === undefined || !("elements" in bindings) || bindings.elements.length === 0) return false;
  return [...bindings.elements].every((one: ts.ImportSpecifier | ts.ExportSpecifier) => one.isTypeOnly);
}

/** All imports, re-exports, `import()`, `require()` and `import()` types of a source file. */
export function importsOf(file: string): SourceImport[] {
  const found: SourceImport[] = [];
  const add = (node: ts.Node | undefined, dynamic: boolean, typeOnly: boolean) => {
    if (node !== undefined && ts.isStringLiteralLike(node)) {
      found.push({from: file, specifier: node.text, dynamic, typeOnly});
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, false, isTypeOnly(node));
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, false, true);
    } else if (ts.isCallExpression(node)) {
      const callee = node.expression;
      const isRequire = ts.isIdentifier(callee) && callee.text === "require";
      if (callee.kind === ts.SyntaxKind.ImportKeyword || isRequire) add(node.arguments[0], true, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readSource(file), ts.ScriptTarget.Latest));
  return found;
}
