import type ts from "typescript";

/** The compiler as a value: whoever loads it decides when. */
export type TypeScript = typeof import("typescript");

export type NameKind =
  | "let"
  | "const"
  | "function"
  | "class"
  | "enum"
  | "namespace"
  | "interface"
  | "type"
  | "import";

/** What a cell declares and imports at its top level, found by syntax alone. */
export interface CellNames {
  readonly declared: ReadonlyMap<string, NameKind>;
  /** Declared names that the cell exports itself. */
  readonly exported: ReadonlySet<string>;
  /** Module specifiers of import and export declarations. */
  readonly specifiers: readonly string[];
  /** Whether it adds to the global scope or to another module's types. */
  readonly augments: boolean;
}

export function cellNames(ts: TypeScript, file: ts.SourceFile): CellNames {
  const declared = new Map<string, NameKind>();
  const exported = new Set<string>();
  const specifiers: string[] = [];
  let augments = false;
  for (const statement of file.statements) {
    for (const [name, kind] of statementNames(ts, statement)) declared.set(name, kind);
    for (const name of hoistedVars(ts, statement)) if (!declared.has(name)) declared.set(name, "let");
    for (const name of exportsOf(ts, statement)) exported.add(name);
    const specifier = specifierOf(ts, statement);
    if (specifier !== undefined) specifiers.push(specifier);
    if (ts.isModuleDeclaration(statement) && !isNamespace(ts, statement)) augments = true;
  }
  return {declared, exported, specifiers, augments};
}

/** Names that a pattern binds: `a`, `{p, q: [r]}`. */
export function boundNames(ts: TypeScript, name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return name.text === "" ? [] : [name.text];
  return name.elements.flatMap(element =>
    ts.isOmittedExpression(element) ? [] : boundNames(ts, element.name),
  );
}

/** Names that one statement declares in its block. */
export function statementNames(ts: TypeScript, statement: ts.Statement): [string, NameKind][] {
  if (ts.isVariableStatement(statement)) {
    const kind = statement.declarationList.flags & ts.NodeFlags.Const ? "const" : "let";
    return statement.declarationList.declarations.flatMap(declaration =>
      boundNames(ts, declaration.name).map((name): [string, NameKind] => [name, kind]),
    );
  }
  if (ts.isImportDeclaration(statement)) return importedNames(ts, statement).map(name => [name, "import"]);
  if (ts.isImportEqualsDeclaration(statement)) return [[statement.name.text, "import"]];
  const kind = declarationKind(ts, statement);
  if (kind === undefined) return [];
  const name = (statement as ts.DeclarationStatement).name;
  return name !== undefined && ts.isIdentifier(name) && name.text !== "" ? [[name.text, kind]] : [];
}

function declarationKind(ts: TypeScript, statement: ts.Statement): NameKind | undefined {
  if (ts.isFunctionDeclaration(statement)) return "function";
  if (ts.isClassDeclaration(statement)) return "class";
  if (ts.isEnumDeclaration(statement)) return "enum";
  if (ts.isInterfaceDeclaration(statement)) return "interface";
  if (ts.isTypeAliasDeclaration(statement)) return "type";
  if (ts.isModuleDeclaration(statement) && isNamespace(ts, statement)) return "namespace";
  return undefined;
}

/** `namespace N {}`, as against `declare global {}` and `declare module "m" {}`. */
function isNamespace(ts: TypeScript, declaration: ts.ModuleDeclaration): boolean {
  return ts.isIdentifier(declaration.name) && (declaration.flags & ts.NodeFlags.GlobalAugmentation) === 0;
}

function importedNames(ts: TypeScript, statement: ts.ImportDeclaration): string[] {
  const clause = statement.importClause;
  if (clause === undefined) return [];
  const names = clause.name === undefined ? [] : [clause.name.text];
  const bindings = clause.namedBindings;
  if (bindings !== undefined) {
    if (ts.isNamespaceImport(bindings)) names.push(bindings.name.text);
    else names.push(...bindings.elements.map(element => element.name.text));
  }
  return names;
}

function exportsOf(ts: TypeScript, statement: ts.Statement): string[] {
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    if (clause === undefined || !ts.isNamedExports(clause) || statement.moduleSpecifier !== undefined)
      return [];
    return clause.elements.map(element => element.name.text);
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const has = (kind: ts.SyntaxKind) => modifiers.some(modifier => modifier.kind === kind);
  // a default export is exported under another name, so its own name still has to be
  if (!has(ts.SyntaxKind.ExportKeyword) || has(ts.SyntaxKind.DefaultKeyword)) return [];
  return statementNames(ts, statement).map(([name]) => name);
}

function specifierOf(ts: TypeScript, statement: ts.Statement): string | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return undefined;
  const specifier = statement.moduleSpecifier;
  return specifier !== undefined && ts.isStringLiteral(specifier) ? specifier.text : undefined;
}

/** `var` inside blocks and loop heads belongs to the cell too; functions, classes and namespaces keep their own. */
export function hoistedVars(ts: TypeScript, node: ts.Node): string[] {
  if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isModuleDeclaration(node)) return [];
  const names: string[] = [];
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0)
    for (const declaration of node.declarations) names.push(...boundNames(ts, declaration.name));
  ts.forEachChild(node, child => {
    names.push(...hoistedVars(ts, child));
  });
  return names;
}
