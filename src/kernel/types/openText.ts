import type ts from "typescript";
import type {TypeScript} from "./cellNames.js";

/** What is open at the end of a text. */
export interface OpenText {
  /** Brackets of all kinds, template places included. */
  readonly depth: number;
  /** How many of them were open where the last line begins that says something. */
  readonly lineDepth: number;
  /** Whether the text ends inside a template or a comment. */
  readonly inText: boolean;
}

/** Counts brackets with TypeScript's scanner, so that strings, comments, templates and regular expressions do not. */
export function openText(ts: TypeScript, code: string): OpenText {
  const {SyntaxKind} = ts;
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, false, ts.LanguageVariant.Standard, code);
  const lastLine = code.trimEnd().lastIndexOf("\n") + 1;
  const {OpenBraceToken, OpenParenToken, OpenBracketToken, TemplateHead} = SyntaxKind;
  const opening = new Set<ts.SyntaxKind>([OpenBraceToken, OpenParenToken, OpenBracketToken, TemplateHead]);
  const {CloseBraceToken, CloseParenToken, CloseBracketToken, TemplateTail} = SyntaxKind;
  const closing = new Set<ts.SyntaxKind>([CloseBraceToken, CloseParenToken, CloseBracketToken, TemplateTail]);
  const open: ts.SyntaxKind[] = [];
  let lineDepth = 0;
  let inText = false;
  let previous: ts.SyntaxKind = SyntaxKind.Unknown;
  for (let token = scanner.scan(); token !== SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (token === CloseBraceToken && open.at(-1) === TemplateHead) token = scanner.reScanTemplateToken(false);
    else if (isSlash(ts, token) && !endsValue(ts, previous)) token = scanner.reScanSlashToken();
    inText = scanner.isUnterminated();
    if (opening.has(token)) open.push(token);
    else if (closing.has(token)) open.pop();
    if (scanner.getTokenStart() < lastLine) lineDepth = open.length;
    if (!isTrivia(ts, token)) previous = token;
  }
  return {depth: open.length, lineDepth, inText};
}

function isTrivia(ts: TypeScript, token: ts.SyntaxKind): boolean {
  return token >= ts.SyntaxKind.FirstTriviaToken && token <= ts.SyntaxKind.LastTriviaToken;
}

function isSlash(ts: TypeScript, token: ts.SyntaxKind): boolean {
  return token === ts.SyntaxKind.SlashToken || token === ts.SyntaxKind.SlashEqualsToken;
}

/** After a value a slash divides, elsewhere it begins a regular expression. */
function endsValue(ts: TypeScript, token: ts.SyntaxKind): boolean {
  const {SyntaxKind} = ts;
  return (
    token === SyntaxKind.Identifier ||
    token === SyntaxKind.CloseParenToken ||
    token === SyntaxKind.CloseBracketToken ||
    token === SyntaxKind.CloseBraceToken ||
    (token >= SyntaxKind.FirstLiteralToken && token <= SyntaxKind.LastLiteralToken) ||
    token === SyntaxKind.TemplateTail ||
    token === SyntaxKind.ThisKeyword
  );
}
