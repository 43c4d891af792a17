import fs from "node:fs";
import path from "node:path";
import {carriedTypes} from "./carriedTypes.js";
import {slashed} from "./virtualFiles.js";

export type Options = Record<string, unknown>;

/** What a notebook has where its folder's `tsconfig.json` says nothing. */
const DEFAULTS: Options = {strict: true, lib: ["esnext"], esModuleInterop: true, resolveJsonModule: true};

/** What cells depend on, whatever a `tsconfig.json` says: modules, no output, libraries not re-checked. */
const FORCED: Options = {
  target: "esnext",
  module: "esnext",
  moduleResolution: "bundler",
  moduleDetection: "force",
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  // a cell may declare what only a later one uses
  noUnusedLocals: false,
  noUnusedParameters: false,
  // the lines behind the student's text are aliases of types and values alike
  isolatedModules: false,
  verbatimModuleSyntax: false,
};

/** Options about output, projects and tools, which have no meaning for cells or contradict what is forced. */
const IGNORED = new Set(
  `allowArbitraryExtensions assumeChangesOnlyAffectDirectDependencies baseUrl composite configFilePath declaration
  declarationDir declarationMap diagnostics disableReferencedProjectLoad disableSizeLimit
  disableSolutionSearching disableSourceOfProjectReferenceRedirect emitBOM emitDeclarationOnly explainFiles
  extendedDiagnostics generateCpuProfile generateTrace ignoreDeprecations importHelpers incremental inlineSourceMap
  inlineSources isolatedDeclarations listEmittedFiles listFiles mapRoot newLine noEmitHelpers noEmitOnError noLib
  noResolve out outDir outFile pathsBasePath plugins preserveConstEnums preserveSymlinks rewriteRelativeImportExtensions
  rootDir sourceMap sourceRoot stripInternal suppressOutputPathCheck traceResolution tsBuildInfoFile`.split(
    /\s+/,
  ),
);

/**
 * Compiler options of a notebook, as in a `tsconfig.json`: ours, over them those of its folder, over them what cells
 * depend on.
 *
 * @param given  What the folder's `tsconfig.json` says, with absolute paths.
 */
export function cellSettings(folder: string, given: Options): Options {
  const carried = carriedTypes(folder);
  const listed = (name: string) => (given[name] as string[] | undefined) ?? [];
  const settings = {
    ...DEFAULTS,
    ...Object.fromEntries(Object.entries(given).filter(([name]) => isForCells(name))),
    ...FORCED,
    // cells run on Node: its types are there even where a tsconfig.json lists others
    types: [...new Set([...listed("types"), "node"])],
    typeRoots: [...new Set([...listed("typeRoots"), ...carried.typeRoots])],
    paths: {...carried.paths, ...(given.paths as object | undefined)},
  };
  // in one order, whichever way they came: programs are compared by their text
  return Object.fromEntries(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function isForCells(option: string): boolean {
  return !IGNORED.has(option) && !(option in FORCED);
}

/**
 * The same without a compiler to read the `tsconfig.json`, for a head start: what it says has to be compared with
 * `compilerSettings`.
 *
 * @returns Undefined where the file needs more than `JSON.parse`: comments, `extends`, names in another spelling.
 */
export function guessedSettings(folder: string): Options | undefined {
  const file = nearestConfig(folder);
  if (file === undefined) return cellSettings(folder, {});
  try {
    const {compilerOptions = {}, extends: base} = JSON.parse(fs.readFileSync(file, "utf8"));
    if (base !== undefined || "paths" in compilerOptions || "typeRoots" in compilerOptions) return undefined;
    return cellSettings(folder, compilerOptions);
  } catch {
    return undefined;
  }
}

function nearestConfig(folder: string): string | undefined {
  const file = path.join(folder, "tsconfig.json");
  if (fs.existsSync(file)) return file;
  const above = path.dirname(folder);
  return above === folder ? undefined : nearestConfig(above);
}

interface PathOptions {
  readonly paths?: Record<string, string[]>;
  readonly baseUrl?: string;
  readonly pathsBasePath?: unknown;
}

/** `paths` is relative to its own `tsconfig.json`, or to `baseUrl`, which TypeScript 7 no longer has. */
export function absolutePaths({paths, baseUrl, pathsBasePath}: PathOptions): Record<string, string[]> {
  const base = baseUrl ?? (pathsBasePath as string | undefined);
  if (base === undefined) return {};
  const absolute = Object.entries(paths ?? {}).map(([pattern, targets]): [string, string[]] => [
    pattern,
    targets.map(target => slashed(path.resolve(base, target))),
  ]);
  if (baseUrl !== undefined) absolute.push(["*", [slashed(path.join(baseUrl, "*"))]]);
  return Object.fromEntries(absolute);
}
