import path from "node:path";
import type ts from "typescript";
import type {TypeScript} from "./cellNames.js";
import {absolutePaths, cellSettings, isForCells, type Options} from "./cellSettings.js";

/** Options that change the JavaScript a cell becomes, handed on to the transform. */
const FOR_TRANSFORM = [
  "experimentalDecorators",
  "emitDecoratorMetadata",
  "useDefineForClassFields",
  "jsx",
  "jsxFactory",
  "jsxFragmentFactory",
  "jsxImportSource",
];

const JSX = ["", "preserve", "react", "react-native", "react-jsx", "react-jsxdev"];

export interface CompilerSettings {
  /** As in a `tsconfig.json`, with absolute paths. */
  readonly json: Readonly<Options>;
  /** The same for TypeScript 6. */
  readonly options: ts.CompilerOptions;
  /** Those of them that change how a cell runs. */
  readonly transform: ts.CompilerOptions;
  /** What a person should know, one sentence each: a `tsconfig.json` that can't be read. */
  readonly notices: readonly string[];
}

/**
 * Compiler options of a notebook: ours, over them those of the nearest `tsconfig.json` at or above its folder
 * (`extends` followed), over them what cells depend on.
 */
export function compilerSettings(ts: TypeScript, folder: string): CompilerSettings {
  const config = folderConfig(ts, folder);
  const json = cellSettings(folder, {...asJson(config.options), paths: absolutePaths(config.options)});
  const {options} = ts.convertCompilerOptionsFromJson(json, folder);
  const transform = Object.fromEntries(
    FOR_TRANSFORM.flatMap(name => (name in options ? [[name, options[name]]] : [])),
  );
  return {json, options, transform, notices: config.notices};
}

function folderConfig(ts: TypeScript, folder: string): {options: ts.CompilerOptions; notices: string[]} {
  const file = ts.findConfigFile(folder, ts.sys.fileExists);
  if (file === undefined) return {options: {}, notices: []};
  // only its options count: the folder's files are not the notebook's
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames,
    readDirectory: () => [],
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  };
  const {config, error} = ts.readConfigFile(file, ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent(config ?? {}, host, path.dirname(file), undefined, file);
  const unreadable = error ?? parsed.errors.find(({code}) => !NO_INPUTS.has(code));
  if (unreadable === undefined) return {options: parsed.options, notices: []};
  // "must be one of" is followed by everything TypeScript knows
  const reason = ts
    .flattenDiagnosticMessageText(unreadable.messageText, " ")
    .replace(/ must be: .*/, " is wrong.");
  return {
    options: parsed.options,
    notices: [`${path.relative(folder, file) || file}: ${reason} What could be read of it is used.`],
  };
}

/** "No inputs were found" and "the files list is empty": true of every notebook's folder as asked here. */
const NO_INPUTS = new Set([18002, 18003]);

/** Parsed options back in the words of a `tsconfig.json`; numbers that stand for words are forced, ignored or `jsx`. */
function asJson(options: ts.CompilerOptions): Options {
  const json: Options = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || !isForCells(name)) continue;
    if (name === "lib") json.lib = (value as string[]).map(lib => lib.replace(/^lib\.|\.d\.ts$/g, ""));
    else if (name === "jsx") json.jsx = JSX[value as number];
    else json[name] = value;
  }
  return json;
}
