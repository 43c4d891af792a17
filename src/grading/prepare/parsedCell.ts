import type ts from "typescript";
import {lexicalNames, varNames} from "../../kernel/compile/names.js";
import {compiler} from "./compiler.js";
import {CELL_CHARACTERS, KEPT_CHARACTERS} from "./limits.js";
import {tokensOf, wordsOf} from "./tokens.js";

/** A cell's text as a program. */
export interface ParsedCell {
  /** What was parsed: the cell's text, lines for other programs than ours blanked out. */
  readonly text: string;
  readonly file: ts.SourceFile;
  /** Why it is no program: `line 3, column 5: ';' expected.` */
  readonly problem?: string;
  /** Names of values that its top level declares, imports included. */
  readonly declared: ReadonlySet<string>;
  /** Names of types that its top level declares. */
  readonly declaredTypes: ReadonlySet<string>;
  /** Every name that stands where a value is meant; more rather than fewer. */
  readonly used: ReadonlySet<string>;
  readonly words: readonly string[];
  /** Lines that were blanked out. */
  readonly notes: readonly string[];
}

/** A line for a notebook's own commands or for a shell: `%time`, `!ls`. */
const COMMAND = /^[ \t]*(?:%%?[a-zA-Z]\w*|![ \t]*[a-zA-Z./]).*$/gm;

/** Cells of a class are mostly alike: stubs, checks, the same helpers. */
const parsed = new Map<string, ParsedCell>();
let parsedCharacters = 0;

/** Parses a cell, once for each text that was seen of late. Never throws. */
export function parseCell({source}: {readonly source: string}): ParsedCell {
  const seen = parsed.get(source);
  if (seen !== undefined) return seen;
  const found = parseText(source);
  if (parsedCharacters + source.length > KEPT_CHARACTERS) {
    parsed.clear();
    parsedCharacters = 0;
  }
  parsed.set(source, found);
  parsedCharacters += source.length;
  return found;
}

/** Parses the text of a cell. */
export function parseText(source: string): ParsedCell {
  if (source.length > CELL_CHARACTERS) {
    return {
      ...parseWhole(""),
      problem: `line 1, column 1: the cell has ${source.length} characters; an answer may have ${CELL_CHARACTERS}`,
    };
  }
  const cellCommand = /^\s*(%%[a-zA-Z]\w*)/.exec(source)?.[1];
  if (cellCommand !== undefined) {
    return {
      ...parseWhole(""),
      words: wordsOf(source),
      problem: `line 1, column 1: a ${cellCommand} cell is not TypeScript and is not run`,
      notes: [`The cell begins with ${cellCommand}. Commands are not run.`],
    };
  }
  const whole = parseSafely(source);
  if (whole.problem === undefined) return whole;
  const commands = source.match(COMMAND) ?? [];
  if (commands.length === 0) return whole;
  const rest = parseSafely(source.replace(COMMAND, ""));
  const note = `Commands are not run: ${commands.map(line => `\`${line.trim().slice(0, 60)}\``).join(", ")}.`;
  return rest.problem === undefined ? {...rest, notes: [note]} : {...whole, notes: [note]};
}

/** The parser calls itself for each level of nesting, and so does what looks for names. */
function parseSafely(text: string): ParsedCell {
  try {
    return parseWhole(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      ...parseWhole(""),
      words: wordsOf(text),
      problem: "line 1, column 1: the code is nested too deeply to be read",
    };
  }
}

function parseWhole(text: string): ParsedCell {
  const ts = compiler();
  const file = ts.createSourceFile("answer.ts", text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const problem = syntaxProblem(file);
  const declared = new Set<string>();
  const declaredTypes = new Set<string>();
  for (const name of file.statements.flatMap(statement => varNames(ts, statement))) declared.add(name);
  for (const name of lexicalNames(ts, file.statements)) declared.add(name);
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) for (const name of importedNames(statement)) declared.add(name);
    if (ts.isImportEqualsDeclaration(statement)) declared.add(statement.name.text);
    if (ts.isEnumDeclaration(statement)) declared.add(statement.name.text);
    if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name))
      declared.add(statement.name.text);
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      declaredTypes.add(statement.name.text);
    }
  }
  const tokens = problem === undefined ? tokensOf(file).map(token => token.getText(file)) : wordsOf(text);
  return {
    text,
    file,
    ...(problem !== undefined && {problem}),
    declared,
    declaredTypes,
    used: usedNames(file),
    words: tokens,
    notes: [],
  };
}

function importedNames({importClause}: ts.ImportDeclaration): string[] {
  const ts = compiler();
  if (importClause === undefined || importClause.isTypeOnly) return [];
  const {name, namedBindings} = importClause;
  const names = name === undefined ? [] : [name.text];
  if (namedBindings === undefined) return names;
  if (ts.isNamespaceImport(namedBindings)) return [...names, namedBindings.name.text];
  return [...names, ...namedBindings.elements.filter(one => !one.isTypeOnly).map(one => one.name.text)];
}

/** The first reason why the text is no cell. `return` outside of a function is one that the parser lets pass. */
function syntaxProblem(file: ts.SourceFile): string | undefined {
  const ts = compiler();
  const [error] = (file as unknown as {parseDiagnostics: readonly ts.DiagnosticWithLocation[]})
    .parseDiagnostics;
  if (error !== undefined) {
    return at(file, error.start, ts.flattenDiagnosticMessageText(error.messageText, " "));
  }
  const loose = looseReturn(file);
  return loose && at(file, loose.getStart(file), "A 'return' stands outside of a function.");
}

function looseReturn(node: ts.Node): ts.Node | undefined {
  const ts = compiler();
  if (ts.isReturnStatement(node)) return node;
  if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node)) return undefined;
  return ts.forEachChild(node, looseReturn);
}

function at(file: ts.SourceFile, position: number, text: string): string {
  const {line, character} = file.getLineAndCharacterOfPosition(position);
  return `line ${line + 1}, column ${character + 1}: ${text}`;
}

function usedNames(file: ts.SourceFile): Set<string> {
  const ts = compiler();
  const used = new Set<string>();
  const open: ts.Node[] = [file];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (ts.isIdentifier(node)) {
      if (!isMemberName(node)) used.add(node.text);
      continue;
    }
    if (ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      continue;
    if (ts.isExpressionWithTypeArguments(node)) open.push(node.expression);
    else if (!ts.isTypeNode(node)) {
      ts.forEachChild(node, child => {
        open.push(child);
      });
    }
  }
  return used;
}

/** `b` in `a.b` and in `{b: 1}`. */
function isMemberName(node: ts.Identifier): boolean {
  const ts = compiler();
  const {parent} = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isGetAccessor(parent) ||
      ts.isSetAccessor(parent)) &&
    parent.name === node
  );
}
