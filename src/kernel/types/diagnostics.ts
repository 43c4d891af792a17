import path from "node:path";
import type ts from "typescript";
import type {NameKind, TypeScript} from "./cellNames.js";
import {plainWords} from "./plainWords.js";
import {textPlace} from "./textPlace.js";
import type {Diagnostic} from "./typeEngine.js";
import {slashed} from "./virtualFiles.js";

/** An error as a compiler reports it. */
export interface CompilerError {
  /** Absolute path, undefined for the cell. */
  readonly file?: string;
  readonly start: number;
  readonly length: number;
  readonly code: number;
  /** Chained messages are indented lines. */
  readonly text: string;
}

export interface ErrorContext {
  readonly folder: string;
  /** The student's text. */
  readonly source: string;
  /** The text of a file of the student's. */
  readonly read: (file: string) => string | undefined;
  /** What an earlier cell declared a name as. */
  readonly kindOf: (name: string) => NameKind | undefined;
}

/** Compiler errors in the student's terms, in the order of the text, each once; the cell's own before those of files. */
export function toDiagnostics(errors: readonly CompilerError[], context: ErrorContext): Diagnostic[] {
  const sorted = [...errors].sort(
    (a, b) => (a.file ?? "").localeCompare(b.file ?? "") || a.start - b.start || a.code - b.code,
  );
  const seen = new Set<string>();
  return sorted.flatMap(error => {
    const key = `${error.file}:${error.start}:${error.code}:${error.text}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [toDiagnostic(error, context)];
  });
}

function toDiagnostic(error: CompilerError, {folder, source, read, kindOf}: ErrorContext): Diagnostic {
  const text = error.file === undefined ? source : (read(error.file) ?? "");
  const start = Math.min(error.start, text.length);
  return {
    ...(error.file === undefined ? {} : {file: path.relative(folder, error.file)}),
    ...textPlace(text, start),
    start,
    length: Math.min(error.length, text.length - start),
    code: error.code,
    text: plainWords(
      error.code,
      withoutVirtualNames(error.text.replaceAll(`${slashed(folder)}/`, "./")),
      kindOf,
    ),
  };
}

/**
 * Types as the student wrote them. Compilers qualify a name with its module where two types share it; of these only
 * the difference between this cell's and an earlier cell's means something to a student.
 */
export function withoutVirtualNames(text: string): string {
  return text
    .replace(/__scope__\.c\d+\./g, "")
    .replace(/import\("[^"]*__cell_\d+"\)\.([\p{ID_Continue}$]+)/gu, "$1 (of an earlier cell)")
    .replace(/(typeof )?import\("([^"]*)"\)(\.)?/g, (_, query = "", file: string, dot = "") => {
      if (dot !== "") return query;
      return `${query}import("${moduleName(file)}")`;
    });
}

/** `/home/a/node_modules/@x/y/dist/z` -> `@x/y`, other paths -> their last part. */
export function moduleName(file: string): string {
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file);
  return inPackage?.[1] ?? path.posix.basename(file);
}

/** Syntax errors of the student's text alone: the lines behind it would only confuse the parser's messages. */
export function syntaxErrors(ts: TypeScript, source: string): CompilerError[] {
  const {diagnostics = []} = ts.transpileModule(source, {
    fileName: "cell.ts",
    reportDiagnostics: true,
    compilerOptions: {target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext},
  });
  return diagnostics.filter(error => error.file !== undefined).map(error => fromTypeScript6(ts, error));
}

export function fromTypeScript6(ts: TypeScript, error: ts.Diagnostic): CompilerError {
  return {
    start: error.start ?? 0,
    length: error.length ?? 0,
    code: error.code,
    text: ts.flattenDiagnosticMessageText(error.messageText, "\n"),
  };
}
