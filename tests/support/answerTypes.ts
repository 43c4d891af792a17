import path from "node:path";
import ts from "typescript";
import {packageRoot} from "../../src/frontend/places.js";
import type {ExerciseFiles} from "./exerciseFiles.js";

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: ["node"],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};

/** A cell in the surroundings of its exercise: what the lesson has imported, and the answers it may call. */
function surrounded({exercise}: ExerciseFiles, cell: string, all: readonly ExerciseFiles[]): string {
  const {answer, imports = [], uses = [], prelude = "", type} = exercise;
  const own = [...cell.matchAll(/^import [^;]*;$/gm)].map(([statement]) => statement);
  const isOwn = (name: string) => own.some(statement => new RegExp(`\\b${name}\\b`).test(statement));
  const library = imports.filter(name => name !== "tf" && !isOwn(name));
  return [
    library.length === 0 ? "" : `import {${library.join(", ")}} from "kernelbook";`,
    imports.includes("tf") && !isOwn("tf") ? 'import * as tf from "@tensorflow/tfjs";' : "",
    ...all
      .filter(other => uses.includes(other.exercise.id) && other.exercise.type !== undefined)
      .map(other => `declare const ${other.exercise.answer}: ${other.exercise.type};`),
    prelude,
    "{", // a cell may declare an imported name again
    own.reduce((text, statement) => text.replace(statement, ""), cell),
    type === undefined ? "" : `const typed: ${type} = ${answer}; void typed;`,
    `const known: 0 extends 1 & typeof ${answer} ? "any" : "known" = "known"; void known;`,
    "}",
    ...own,
  ].join("\n");
}

/**
 * Type errors of cells, each compiled in the surroundings of its exercise. One program for all: the library's declarations
 * are read once.
 *
 * @returns A text for each error, by the name of the cell.
 */
export function typeErrors(
  cells: readonly {readonly name: string; readonly of: ExerciseFiles; readonly cell: string}[],
  all: readonly ExerciseFiles[],
): Map<string, string[]> {
  const texts = new Map(
    cells.map(({name, of, cell}) => [path.join(packageRoot, `cell-${name}.ts`), surrounded(of, cell, all)]),
  );
  const host = ts.createCompilerHost(OPTIONS);
  const {fileExists, getSourceFile} = host;
  host.fileExists = file => texts.has(path.normalize(file)) || fileExists.call(host, file);
  host.getSourceFile = (file, options, ...rest) => {
    const text = texts.get(path.normalize(file));
    return text === undefined
      ? getSourceFile.call(host, file, options, ...rest)
      : ts.createSourceFile(file, text, options, true);
  };
  const program = ts.createProgram([...texts.keys()], OPTIONS, host);
  return new Map(
    cells.map(({name}) => {
      const source = program.getSourceFile(path.join(packageRoot, `cell-${name}.ts`));
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [name, found.map(({messageText}) => ts.flattenDiagnosticMessageText(messageText, "\n"))];
    }),
  );
}
