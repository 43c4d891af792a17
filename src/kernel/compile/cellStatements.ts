import type ts from "typescript";
import type {CellRecord} from "./cellRecord.js";
import {importRecord} from "./imports.js";
import {isLexical, lexicalNames, type TypeScript, varNames} from "./names.js";
import {Rewriter} from "./rewriter.js";
import {Scope} from "./scope.js";

/** Rewrites the top level of a cell: declarations become assignments to refs, imports become records. */
export function rewriteCell(
  ts: TypeScript,
  context: ts.TransformationContext,
  file: ts.SourceFile,
  cell: CellRecord,
): ts.SourceFile {
  const {factory} = ts;
  noteDeclarations(ts, file, cell);
  const rewriter = new Rewriter(ts, context, cell);
  const functions: ts.Statement[] = [];
  const statements = file.statements.flatMap((statement): ts.Statement[] => {
    if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) return [];
    if (ts.isExportAssignment(statement)) {
      const value = rewriter.expression(statement.expression, Scope.top);
      return [assign("default", value, statement)];
    }
    if (
      ts.isVariableStatement(statement) &&
      rewriter.bindings.isTopLevelList(statement.declarationList, Scope.top)
    ) {
      const assignments = rewriter.bindings.assignments(
        statement.declarationList,
        Scope.top,
        isNewInEachCell(statement),
      );
      return assignments.map(expression => toStatement(expression, statement));
    }
    if (ts.isFunctionDeclaration(statement)) return functionStatements(statement);
    if (ts.isClassDeclaration(statement)) return [classStatement(statement)];
    return [rewriter.node(statement, Scope.top)];
  });
  return factory.updateSourceFile(
    file,
    ts.setTextRange(factory.createNodeArray([...functions, ...statements]), file.statements),
  );

  function isNewInEachCell(statement: ts.VariableStatement): boolean {
    const original = ts.getOriginalNode(statement);
    return (
      isLexical(ts, statement.declarationList) ||
      ts.isEnumDeclaration(original) ||
      ts.isModuleDeclaration(original)
    );
  }

  /** A named function is hoisted: its ref is filled before the first statement. */
  function functionStatements(node: ts.FunctionDeclaration): ts.Statement[] {
    const {asteriskToken, name, parameters, body} = rewriter.node(node, Scope.top);
    const modifiers = withoutExport(node.modifiers);
    if (name === undefined) {
      const value = factory.createFunctionExpression(
        modifiers,
        asteriskToken,
        undefined,
        undefined,
        parameters,
        undefined,
        body ?? factory.createBlock([]),
      );
      return [assign("default", value, node)];
    }
    functions.push(
      factory.createExpressionStatement(
        factory.createAssignment(rewriter.ref(name.text), factory.createIdentifier(name.text)),
      ),
    );
    return [
      factory.updateFunctionDeclaration(
        node,
        modifiers,
        asteriskToken,
        name,
        undefined,
        parameters,
        undefined,
        body,
      ),
    ];
  }

  function classStatement(node: ts.ClassDeclaration): ts.Statement {
    const {heritage, members} = rewriter.classParts(node, Scope.top);
    const modifiers = withoutExport(node.modifiers);
    const value = factory.createClassExpression(modifiers, node.name, undefined, heritage, members);
    ts.setSourceMapRange(value, node);
    return assign(node.name?.text ?? "default", value, node);
  }

  function assign(name: string, value: ts.Expression, at: ts.Node): ts.Statement {
    return toStatement(factory.createAssignment(rewriter.ref(name), value), at);
  }

  function toStatement(expression: ts.Expression, at: ts.Node): ts.Statement {
    return ts.setTextRange(factory.createExpressionStatement(expression), at);
  }

  function withoutExport<T extends ts.ModifierLike>(modifiers: readonly T[] | undefined) {
    const {ExportKeyword, DefaultKeyword} = ts.SyntaxKind;
    return modifiers?.filter(
      (modifier): modifier is T & ts.Modifier =>
        modifier.kind !== ExportKeyword && modifier.kind !== DefaultKeyword,
    );
  }
}

/** All top-level names have to be known before the first reference is rewritten. */
function noteDeclarations(ts: TypeScript, file: ts.SourceFile, cell: CellRecord): void {
  for (const statement of file.statements) {
    if (
      ts.isImportDeclaration(statement) ||
      (ts.isExportDeclaration(statement) && statement.moduleSpecifier)
    ) {
      const record = importRecord(ts, statement);
      if (record === undefined) continue;
      cell.imports.push(record);
      cell.isAsync = true;
      for (const [, local] of record.bindings) cell.declared.add(local);
    } else if (isNameless(ts, statement)) cell.declared.add("default");
  }
  for (const name of file.statements.flatMap(statement => varNames(ts, statement))) cell.declared.add(name);
  for (const name of lexicalNames(ts, file.statements)) cell.declared.add(name);
}

/** `export default` of an expression or of a function or class without a name. */
function isNameless(ts: TypeScript, statement: ts.Statement): boolean {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name === undefined;
  return ts.isExportAssignment(statement);
}
