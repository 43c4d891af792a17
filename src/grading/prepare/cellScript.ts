import type ts from "typescript";
import type {RawSourceMap} from "../../kernel/compile/compiledCell.js";
import {compiler} from "./compiler.js";
import {lineExact} from "./lineExact.js";
import type {ParsedCell} from "./parsedCell.js";

/** One module that a cell imports, and the names it gets. */
export interface ScriptImport {
  readonly specifier: string;
  /** [name in the module (`default`, `*` or a name), name in the cell]. */
  readonly bindings: readonly (readonly [imported: string, local: string])[];
}

/** A cell as JavaScript statements for the body of an async function. */
export interface CellScript {
  /** Every line is the cell's own line. */
  readonly code: string;
  readonly imports: readonly ScriptImport[];
}

/** Stands for `import(...)`. */
export const IMPORT_NAME = "kernelbook$import";

/** Transpiles a cell that parses: types go, imports and exports are taken out. */
export function cellScript(cell: ParsedCell): CellScript {
  const ts = compiler();
  const imports: ScriptImport[] = [];
  const {outputText, sourceMapText} = ts.transpileModule(cell.text, {
    fileName: "answer.ts",
    transformers: {
      before: [context => file => withoutModules(context, file as ts.SourceFile, cell.used, imports)],
    },
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleDetection: ts.ModuleDetectionKind.Force,
      isolatedModules: true,
      verbatimModuleSyntax: false,
      useDefineForClassFields: true,
      removeComments: true,
      sourceMap: true,
      inlineSources: false,
      newLine: ts.NewLineKind.LineFeed,
    },
  });
  const code = outputText
    .slice(0, outputText.lastIndexOf("//# sourceMappingURL="))
    .trimEnd()
    .replace(/(^|\n)export \{\s*\};$/, "");
  return {code: lineExact(code, JSON.parse(sourceMapText ?? "") as RawSourceMap), imports};
}

function withoutModules(
  context: ts.TransformationContext,
  file: ts.SourceFile,
  used: ReadonlySet<string>,
  imports: ScriptImport[],
): ts.SourceFile {
  const ts = compiler();
  const {factory} = context;
  const deep = (node: ts.Node): ts.Node => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const parameters = node.arguments.map(one => ts.visitNode(one, deep) as ts.Expression);
      return factory.updateCallExpression(node, factory.createIdentifier(IMPORT_NAME), undefined, parameters);
    }
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      return factory.createParenthesizedExpression(factory.createObjectLiteralExpression());
    }
    return ts.visitEachChild(node, deep, context);
  };
  const statements = file.statements.flatMap((statement): ts.Statement[] => {
    if (ts.isImportDeclaration(statement)) {
      const one = importOf(statement, used);
      if (one !== undefined) imports.push(one);
      return [];
    }
    if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) {
      const {expression} = statement.moduleReference;
      if (ts.isStringLiteral(expression)) {
        imports.push({specifier: expression.text, bindings: [["*", statement.name.text]]});
      }
      return [];
    }
    if (ts.isExportDeclaration(statement)) return [];
    const kept = ts.visitNode(statement, deep) as ts.Statement;
    if (ts.isExportAssignment(kept)) {
      return [ts.setTextRange(factory.createExpressionStatement(kept.expression), kept)];
    }
    return [withoutExport(factory, kept)];
  });
  return factory.updateSourceFile(
    file,
    ts.setTextRange(factory.createNodeArray(statements), file.statements),
  );
}

function importOf(
  {importClause, moduleSpecifier}: ts.ImportDeclaration,
  used: ReadonlySet<string>,
): ScriptImport | undefined {
  const ts = compiler();
  if (!ts.isStringLiteral(moduleSpecifier)) return undefined;
  const specifier = moduleSpecifier.text;
  if (importClause === undefined) return {specifier, bindings: []};
  if (importClause.isTypeOnly) return undefined;
  const bindings: (readonly [string, string])[] = [];
  if (importClause.name !== undefined) bindings.push(["default", importClause.name.text]);
  const named = importClause.namedBindings;
  if (named !== undefined && ts.isNamespaceImport(named)) bindings.push(["*", named.name.text]);
  else {
    for (const {isTypeOnly, propertyName, name} of named?.elements ?? []) {
      if (!isTypeOnly) bindings.push([(propertyName ?? name).text, name.text]);
    }
  }
  // TypeScript leaves out what only types use, and the whole import when nothing is left
  const needed = bindings.filter(([, local]) => used.has(local));
  return needed.length === 0 ? undefined : {specifier, bindings: needed};
}

function withoutExport(factory: ts.NodeFactory, statement: ts.Statement): ts.Statement {
  const ts = compiler();
  const keep = (modifiers: readonly ts.ModifierLike[] | undefined) =>
    modifiers?.filter(
      ({kind}) => kind !== ts.SyntaxKind.ExportKeyword && kind !== ts.SyntaxKind.DefaultKeyword,
    );
  const nameless = () => factory.createIdentifier("kernelbook$default");
  if (ts.isVariableStatement(statement)) {
    return factory.updateVariableStatement(statement, keep(statement.modifiers), statement.declarationList);
  }
  if (ts.isFunctionDeclaration(statement)) {
    const {modifiers, asteriskToken, name, typeParameters, parameters, type, body} = statement;
    return factory.updateFunctionDeclaration(
      statement,
      keep(modifiers) as readonly ts.Modifier[] | undefined,
      asteriskToken,
      name ?? nameless(),
      typeParameters,
      parameters,
      type,
      body,
    );
  }
  if (ts.isClassDeclaration(statement)) {
    const {modifiers, name, typeParameters, heritageClauses, members} = statement;
    return factory.updateClassDeclaration(
      statement,
      keep(modifiers),
      name ?? nameless(),
      typeParameters,
      heritageClauses,
      members,
    );
  }
  if (ts.isEnumDeclaration(statement)) {
    return factory.updateEnumDeclaration(
      statement,
      keep(statement.modifiers) as readonly ts.Modifier[] | undefined,
      statement.name,
      statement.members,
    );
  }
  if (ts.isModuleDeclaration(statement)) {
    return factory.updateModuleDeclaration(
      statement,
      keep(statement.modifiers) as readonly ts.Modifier[] | undefined,
      statement.name,
      statement.body,
    );
  }
  return statement;
}
