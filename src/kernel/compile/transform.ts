import type ts from "typescript";
import {CellRecord} from "./cellRecord.js";
import {rewriteCell} from "./cellStatements.js";
import type {CompiledCell, CompiledModule, RawSourceMap} from "./compiledCell.js";
import {HELPER_PARAMETERS, refPrefix} from "./helperNames.js";
import {markLastExpression} from "./lastExpression.js";
import type {TypeScript} from "./names.js";
import {isObjectLiteralCell} from "./objectLiteral.js";

export interface TransformOptions {
  /** `Cell 3`: the script name in stack traces. */
  readonly name: string;
  /** Names that earlier cells declared. */
  readonly known: ReadonlySet<string>;
  /** What `tsconfig.json` says about emit, such as `experimentalDecorators`. */
  readonly compilerOptions?: ts.CompilerOptions;
}

/**
 * A cell as a function over shared refs, by syntax alone: needs no type checker. With `syntax` errors the cell must
 * not run.
 *
 * @param ts  TypeScript 5.x or 6.x, loaded by the caller.
 * @param code  The student's text.
 */
export function transformCell(
  ts: TypeScript,
  code: string,
  {name, known, compilerOptions}: TransformOptions,
): {cell: CompiledCell; syntax: readonly ts.Diagnostic[]} {
  const isObject = isObjectLiteralCell(ts, code);
  const text = isObject ? `(${code}\n)` : code;
  const prefix = refPrefix(code);
  const record = new CellRecord(known, prefix);
  const output = emit(ts, text, "cell.ts", compilerOptions, {
    before: [() => file => markLastExpression(ts, file as ts.SourceFile)],
    after: [context => file => rewriteCell(ts, context, file as ts.SourceFile, record)],
  });
  const refs = [...record.used].sort();
  const parameters = [...HELPER_PARAMETERS, ...refs.map(ref => record.parameter(ref))];
  const head = `(${record.isAsync ? "async " : ""}function(${parameters.join(",")}){"use strict";`;
  const cell: CompiledCell = {
    name,
    source: code,
    code: `${head}${output.code}\n})`,
    prefixLength: head.length,
    insertedBefore: isObject ? 1 : 0,
    map: output.map,
    refs,
    declared: [...record.declared],
    imports: record.imports,
    isAsync: record.isAsync,
  };
  return {cell, syntax: output.syntax};
}

/**
 * A local TypeScript file as JavaScript.
 *
 * @param file  Its path: `.cts` is emitted as CommonJS, everything else as an ES module.
 * @throws {SyntaxError} With `file:line:column` and the compiler's text when it cannot be parsed.
 */
export function transformModule(
  ts: TypeScript,
  file: string,
  text: string,
  compilerOptions?: ts.CompilerOptions,
): CompiledModule {
  const options: ts.CompilerOptions = {...compilerOptions, verbatimModuleSyntax: false};
  const {code, map, syntax} = emit(ts, text, file, options);
  const [error] = syntax;
  if (error !== undefined) throw new SyntaxError(`${place(error, file)} ${textOf(ts, error)}`);
  return {code, map};
}

function emit(
  ts: TypeScript,
  text: string,
  fileName: string,
  compilerOptions?: ts.CompilerOptions,
  transformers?: ts.CustomTransformers,
): CompiledModule & {syntax: readonly ts.Diagnostic[]} {
  const {outputText, sourceMapText, diagnostics} = ts.transpileModule(text, {
    fileName,
    reportDiagnostics: true,
    transformers,
    compilerOptions: {
      verbatimModuleSyntax: true,
      useDefineForClassFields: true,
      removeComments: false,
      ...compilerOptions,
      target: ts.ScriptTarget.ES2022,
      module: fileName.endsWith(".cts") ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
      moduleDetection: ts.ModuleDetectionKind.Force,
      isolatedModules: true,
      sourceMap: true,
      inlineSourceMap: false,
      inlineSources: false,
      noEmitHelpers: false,
      importHelpers: false,
      newLine: ts.NewLineKind.LineFeed,
    },
  });
  return {
    code: outputText.slice(0, outputText.lastIndexOf("//# sourceMappingURL=")).trimEnd(),
    map: JSON.parse(sourceMapText ?? "") as RawSourceMap,
    syntax: (diagnostics ?? []).filter(({category}) => category === ts.DiagnosticCategory.Error),
  };
}

function place(error: ts.Diagnostic, file: string): string {
  const start = error.file?.getLineAndCharacterOfPosition(error.start ?? 0);
  return start === undefined ? `${file}:` : `${file}:${start.line + 1}:${start.character + 1}:`;
}

function textOf(ts: TypeScript, error: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(error.messageText, "\n");
}
