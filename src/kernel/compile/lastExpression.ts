import type ts from "typescript";
import {HELPERS} from "./helperNames.js";
import type {TypeScript} from "./names.js";

/**
 * Marks the value of the last expression statement. Works on the tree as parsed: later a string would be taken for
 * a directive, and `using` would have moved the statement into a try block.
 */
export function markLastExpression(ts: TypeScript, file: ts.SourceFile): ts.SourceFile {
  const statements = [...file.statements];
  const last = statements.findLastIndex(statement => !hasNoValueOfItsOwn(ts, statement));
  const statement = statements[last];
  if (statement === undefined || !ts.isExpressionStatement(statement)) return file;
  const {factory} = ts;
  const value = statement.expression;
  const call = factory.createCallExpression(factory.createIdentifier(HELPERS.result), undefined, [value]);
  ts.setSourceMapRange(call, value);
  statements[last] = ts.setTextRange(factory.createExpressionStatement(call), statement);
  return factory.updateSourceFile(
    file,
    ts.setTextRange(factory.createNodeArray(statements), file.statements),
  );
}

/** Statements that may follow the last expression without hiding its value. */
function hasNoValueOfItsOwn(ts: TypeScript, statement: ts.Statement): boolean {
  return (
    ts.isEmptyStatement(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement)
  );
}
