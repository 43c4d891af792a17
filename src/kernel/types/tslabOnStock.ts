import fs from "node:fs";
import Module, {createRequire} from "node:module";
import path from "node:path";
import type ts from "typescript";
import type {TypeScript} from "./cellNames.js";
import {slashed} from "./virtualFiles.js";

/** The part of tslab's converter that is used here. */
export interface TslabConverter {
  convert(
    declarations: string,
    source: string,
  ): {readonly declOutput?: string; readonly diagnostics: readonly TslabDiagnostic[]};
  close(): void;
}

export interface TslabDiagnostic {
  readonly start: {readonly offset: number};
  readonly end: {readonly offset: number};
  readonly messageText: string;
  readonly category: number;
  readonly code: number;
  readonly fileName?: string;
}

export interface TslabOptions {
  readonly ts: TypeScript;
  readonly folder: string;
  readonly options: ts.CompilerOptions;
  /** Declarations of what every cell can name. */
  readonly globals: string;
}

export interface OpenConverter {
  readonly converter: TslabConverter;
  /** tslab's own version. */
  readonly version: string;
  /** Tells the converter of edited files: it is asked synchronously, so no watcher could. */
  noteChanged(files: readonly string[]): void;
}

/**
 * tslab's own converter, unmodified, on the compiler given instead of tslab's fork of TypeScript 5.0: the fork only
 * exports a few functions more, which are supplied here.
 *
 * @throws {Error} When tslab is not installed.
 */
export function tslabOnStock(tslab: TslabOptions): OpenConverter {
  const require = createRequire(createRequire(import.meta.url).resolve("tslab/package.json"));
  const compiler = require.resolve("@tslab/typescript-for-tslab");
  const converter = require.resolve("./dist/converter");
  const watched = new Map<string, ts.FileWatcherCallback>();
  const alias = new Module(compiler);
  alias.exports = stockExports(tslab, watched);
  alias.loaded = true;
  // a converter on another compiler may live in this process: only this one gets ours
  const before = {[compiler]: require.cache[compiler], [converter]: require.cache[converter]};
  delete require.cache[converter];
  require.cache[compiler] = alias;
  try {
    const {createConverter} = require(converter);
    return {
      converter: createConverter({isJS: false, isBrowser: false}),
      version: String(require("./package.json").version),
      noteChanged: files => {
        for (const file of files) watched.get(file)?.(file, tslab.ts.FileWatcherEventKind.Changed);
      },
    };
  } finally {
    for (const [id, module] of Object.entries(before)) {
      if (module === undefined) delete require.cache[id];
      else require.cache[id] = module;
    }
  }
}

/** What tslab's converter takes from its compiler package. */
function stockExports(
  {ts, folder, options, globals}: TslabOptions,
  watched: Map<string, ts.FileWatcherCallback>,
) {
  const declarations = slashed(path.join(folder, "__globals__.d.ts"));
  const sys: ts.System = {
    ...ts.sys,
    getCurrentDirectory: () => slashed(folder),
    fileExists: file => file === declarations || ts.sys.fileExists(file),
    readFile: (file, encoding) => (file === declarations ? globals : ts.sys.readFile(file, encoding)),
    watchFile: (file, callback) => {
      watched.set(file, callback);
      return {close: () => watched.delete(file)};
    },
    watchDirectory: () => ({close: () => {}}),
  };
  return {
    ...ts,
    sys,
    createWatchCompilerHost: (roots: string[], given: ts.CompilerOptions, ...rest: unknown[]) =>
      (ts.createWatchCompilerHost as (...args: unknown[]) => unknown)(
        [...roots, declarations],
        converterOptions(ts, given, options),
        ...rest,
      ),
    // the fork's extras
    Completions: undefined,
    ModuleResolutionKind: {...ts.ModuleResolutionKind, Node10: 2},
    getNullTransformationContext: () =>
      (ts as unknown as {nullTransformationContext: unknown}).nullTransformationContext,
    getPreEmitDiagnosticsOfFiles: (program: ts.Program, files: readonly ts.SourceFile[]) =>
      files.flatMap(file => {
        const syntax = program.getSyntacticDiagnostics(file);
        return syntax.length > 0 ? syntax : program.getSemanticDiagnostics(file);
      }),
    getDefaultTypeRoots: () => (options.typeRoots ?? []).filter(root => fs.existsSync(root)),
  };
}

/** The notebook's options, except what tslab's way needs: it emits declarations and carries them from cell to cell. */
function converterOptions(
  ts: TypeScript,
  given: ts.CompilerOptions,
  options: ts.CompilerOptions,
): ts.CompilerOptions {
  const {noImplicitUseStrict, disableTopLevelAwait, moduleResolution, experimentalDecorators, ...tslab} =
    given;
  return {
    ...tslab,
    ...options,
    target: ts.ScriptTarget.ES2022,
    noEmit: false,
    declaration: true,
    allowImportingTsExtensions: false,
    allowJs: false,
    checkJs: false,
  };
}
