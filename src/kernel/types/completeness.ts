import type ts from "typescript";
import {isObjectLiteralCell} from "../compile/objectLiteral.js";
import type {TypeScript} from "./cellNames.js";
import {type CompilerError, syntaxErrors} from "./diagnostics.js";
import {type OpenText, openText} from "./openText.js";
import type {Completeness} from "./typeEngine.js";

/**
 * Whether a console should run `code` or ask for another line.
 *
 * Incomplete is what more text can mend: every error stands at the end of the text, or a template or comment is open.
 * Inside brackets, templates and comments blank lines are ordinary; elsewhere a blank line says that no more is coming,
 * so an unfinished statement before it is invalid rather than a trap.
 */
export function isComplete(ts: TypeScript, code: string): Completeness {
  if (isObjectLiteralCell(ts, code)) return COMPLETE;
  const file = parse(ts, code);
  const errors = syntaxErrors(ts, code);
  if (errors.length === 0 && !lacksRest(ts, file)) return COMPLETE;
  if (!errors.every(error => isMendable(error, file)) && !beginsObject(ts, code)) return INVALID;
  const open = openText(ts, code);
  const isNested = open.depth > 0 || open.inText;
  if (!isNested && BLANK_LINE.test(code)) return INVALID;
  return {status: "incomplete", indent: nextIndent(code, open)};
}

const COMPLETE: Completeness = {status: "complete", indent: ""};
const INVALID: Completeness = {status: "invalid", indent: ""};
const BLANK_LINE = /\n[^\S\n]*\n[^\S\n]*$/;

function parse(ts: TypeScript, code: string): ts.SourceFile {
  return ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ESNext, false);
}

/** Whether a cell that makes no sense as a block may yet become an object: `{a: 1, b: 2`. */
function beginsObject(ts: TypeScript, code: string): boolean {
  if (!code.trimStart().startsWith("{")) return false;
  const expression = `(${code}`;
  const file = parse(ts, expression);
  return syntaxErrors(ts, expression).every(error => isMendable(error, file));
}

const UNTERMINATED_STRING = 1002;
const DECLARATION_EXPECTED = 1128;
/** Unterminated templates and comments, which may span lines. */
const OPEN_TEXT = new Set([1010, 1160]);

function isMendable({code, start, length}: CompilerError, file: ts.SourceFile): boolean {
  if (OPEN_TEXT.has(code)) return true;
  if (code === UNTERMINATED_STRING) return false; // a line end ends it
  const end = file.endOfFileToken.pos;
  if (code === DECLARATION_EXPECTED && start + length === end)
    return /^(import|export)$/.test(file.text.slice(start, end));
  return start >= end;
}

/** What parses, but says too little to be meant: `const x`, `function f()`, `await`. */
function lacksRest(ts: TypeScript, file: ts.SourceFile): boolean {
  const last = file.statements.at(-1);
  if (last === undefined) return false;
  if (ts.isFunctionDeclaration(last)) return last.body === undefined && !isAmbient(ts, last);
  if (ts.isVariableStatement(last) && !isAmbient(ts, last)) {
    const {declarations, flags} = last.declarationList;
    const isConstant = (flags & ts.NodeFlags.Const) !== 0;
    return (
      declarations.length === 0 ||
      (isConstant && declarations.some(({initializer}) => initializer === undefined))
    );
  }
  return (
    ts.isExpressionStatement(last) &&
    ts.isIdentifier(last.expression) &&
    /^(abstract|async|await|declare)$/.test(last.expression.text)
  );
}

function isAmbient(ts: TypeScript, statement: ts.HasModifiers): boolean {
  return (ts.getModifiers(statement) ?? []).some(modifier => modifier.kind === ts.SyntaxKind.DeclareKeyword);
}

/** As the last line that says something, a step further where it opens a bracket or leaves a statement unfinished. */
function nextIndent(code: string, {depth, lineDepth, inText}: OpenText): string {
  if (inText) return "";
  const line = code.trimEnd().split("\n").at(-1) ?? "";
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  const isDeeper = depth > lineDepth || (depth === 0 && indent === "");
  return isDeeper ? indent + (indent.startsWith("\t") ? "\t" : "  ") : indent;
}
