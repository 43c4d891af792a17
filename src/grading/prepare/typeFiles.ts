import fs from "node:fs";
import path from "node:path";
import type ts from "typescript";
import {typeProbe} from "../../exercise/typeProbe.js";
import type {TypeSubject} from "./checkTypes.js";
import {compiler} from "./compiler.js";
import {PACKAGE} from "./exerciseTexts.js";
import {QUIET} from "./given.js";
import {libraryNames} from "./libraryNames.js";

/** A folder that exists nowhere: what is in it is made here. */
const ROOT = "/kernelbook-answers";
const LIBRARY_FILE = `${ROOT}/library.d.ts`;

/** What cells find without importing it; Node's own types would take longer than all answers together. */
const GLOBALS = `interface Timers { unref(): void }
declare const console: {[name in "log" | "info" | "warn" | "error" | "debug" | "table" | "time" | "timeEnd" | "assert"]: (...values: unknown[]) => void};
declare function setTimeout(run: (...values: any[]) => void, ms?: number): Timers;
declare function setInterval(run: (...values: any[]) => void, ms?: number): Timers;
declare function clearTimeout(timer?: unknown): void;
declare function clearInterval(timer?: unknown): void;
declare function queueMicrotask(run: () => void): void;
declare function structuredClone<T>(value: T): T;
declare const performance: {now(): number};
declare function require(name: string): any;
`;

/** Libraries' files and the parts that stay the same: read and bound once for each process. */
const kept = new Map<string, ts.SourceFile | undefined>();

/** The files of one program: each answer with what stands around it, and the question for its type. */
export class TypeFiles {
  readonly #files = new Map<string, string>();
  readonly #heads = new Map<string, number>();

  constructor(subjects: readonly TypeSubject[]) {
    const names = new Set<string>();
    for (const subject of subjects) this.#add(subject, names);
    this.#files.set(LIBRARY_FILE, libraryText(names));
    this.#files.set(`${ROOT}/globals.d.ts`, GLOBALS);
  }

  answerFile(id: string): string {
    return `${ROOT}/${id}/answer.ts`;
  }

  probeFile(id: string): string {
    return `${ROOT}/${id}/probe.ts`;
  }

  /** Characters before the cell's own text. */
  headLength(id: string): number {
    return this.#heads.get(id) ?? 0;
  }

  program(): ts.Program {
    const ts = compiler();
    const options: ts.CompilerOptions = {
      strict: true,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      moduleDetection: ts.ModuleDetectionKind.Force,
      lib: ["lib.es2023.d.ts"],
      types: [],
      noEmit: true,
      skipLibCheck: true,
      skipDefaultLibCheck: true,
      allowImportingTsExtensions: true,
      noErrorTruncation: false,
    };
    const roots = [...this.#files.keys()].filter(name => name !== LIBRARY_FILE);
    return ts.createProgram({rootNames: roots, options, host: this.#host(options)});
  }

  #add({exercise, cell, helpers, around}: TypeSubject, names: Set<string>): void {
    const {id, answer} = exercise;
    const folder = `${ROOT}/${id}`;
    const head: string[] = [];
    const quiet = [...around.quiet];
    const imported = [...around.imports, ...quiet];
    if (imported.length > 0) head.push(`import {${imported.join(", ")}} from "kernelbook";`);
    if (around.usesTensorFlow) head.push('import * as tf from "@tensorflow/tfjs";');
    for (const name of imported) names.add(name);
    for (const part of [cell, ...helpers, ...(around.prelude ? [around.prelude.cell] : [])]) {
      for (const name of libraryImports(part.file)) names.add(name);
      if (part.text.includes("kernelbook")) for (const name of QUIET) names.add(name);
    }
    const given = givenText(around, [...around.imports]);
    if (given !== undefined) {
      this.#files.set(`${folder}/given.ts`, given.text);
      head.push(`import {${given.names.join(", ")}} from "./given.ts";`);
    }
    const helperNames: string[] = [];
    for (const [index, helper] of helpers.entries()) {
      const before =
        helperNames.length === 0 ? "" : `import {${helperNames.join(", ")}} from "./helper${index - 1}.ts"; `;
      const own = [...helper.declared, ...helper.declaredTypes];
      for (const name of own) if (!helperNames.includes(name)) helperNames.push(name);
      this.#files.set(
        `${folder}/helper${index}.ts`,
        `${head.join(" ")} ${before}${helper.text}\nexport {${helperNames.join(", ")}};`,
      );
    }
    if (helpers.length > 0) {
      const outer = helperNames.filter(name => !cell.declared.has(name) && !cell.declaredTypes.has(name));
      head.push(`import {${outer.join(", ")}} from "./helper${helpers.length - 1}.ts";`);
    }
    const prefix = head.length === 0 ? "" : `${head.join(" ")} `;
    this.#heads.set(id, prefix.length);
    this.#files.set(this.answerFile(id), `${prefix}${cell.text}\nexport {${answer} as kernelbook$answer};`);
    if (exercise.type !== undefined) {
      this.#files.set(
        this.probeFile(id),
        `import {kernelbook$answer as ${answer}} from "./answer.ts"; ${typeProbe(exercise)}`,
      );
    }
  }

  #host(options: ts.CompilerOptions): ts.CompilerHost {
    const ts = compiler();
    const libraries = path.dirname(ts.getDefaultLibFilePath(options));
    return {
      getSourceFile: (name, languageVersion) => {
        const text = this.#files.get(name);
        // answers are forgotten with their program
        if (text !== undefined && !isKept(name)) {
          return withoutReferences(ts.createSourceFile(name, text, languageVersion));
        }
        const key = name === LIBRARY_FILE ? `${name}\0${text}` : name;
        if (!kept.has(key)) {
          const content = text ?? readText(name);
          kept.set(
            key,
            content === undefined ? undefined : ts.createSourceFile(name, content, languageVersion),
          );
        }
        return kept.get(key);
      },
      getDefaultLibFileName: () => path.join(libraries, "lib.es2023.d.ts"),
      getDefaultLibLocation: () => libraries,
      writeFile: () => {},
      getCurrentDirectory: () => ROOT,
      getCanonicalFileName: name => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => "\n",
      fileExists: name => this.#files.has(name) || fs.existsSync(name),
      readFile: name => this.#files.get(name) ?? readText(name),
      resolveModuleNameLiterals: (literals, containing) =>
        literals.map(({text}) => ({resolvedModule: this.#resolve(text, containing)})),
    };
  }

  #resolve(name: string, from: string): ts.ResolvedModuleFull | undefined {
    const {Extension} = compiler();
    if (!from.startsWith(`${ROOT}/`)) return onDisk(name, from);
    if (name === "kernelbook") return {resolvedFileName: LIBRARY_FILE, extension: Extension.Dts};
    if (name.startsWith("@tensorflow/")) return onDisk(name, path.join(PACKAGE, "answer.ts"));
    if (from === LIBRARY_FILE) return onDisk(name, from);
    // an answer imports nothing else from the disk, and nothing of another answer
    const folder = path.posix.dirname(from);
    const file = path.posix.join(folder, name);
    return path.posix.dirname(file) === folder && this.#files.has(file)
      ? {resolvedFileName: file, extension: Extension.Ts}
      : undefined;
  }
}

const resolved = new Map<string, ts.ResolvedModuleFull | undefined>();

/** A module as a file there imports it; looked up once, as libraries stay where they are. */
function onDisk(name: string, from: string): ts.ResolvedModuleFull | undefined {
  const key = `${path.dirname(from)}\0${name}`;
  if (!resolved.has(key)) {
    const ts = compiler();
    const options = {moduleResolution: ts.ModuleResolutionKind.Bundler};
    resolved.set(key, ts.resolveModuleName(name, from, options, ts.sys).resolvedModule);
  }
  return resolved.get(key);
}

/** `/// <reference path="..." />` would have the checker read files of this machine, and say in its errors what is in them. */
function withoutReferences(file: ts.SourceFile): ts.SourceFile {
  return Object.assign(file, {referencedFiles: [], typeReferenceDirectives: [], libReferenceDirectives: []});
}

function isKept(name: string): boolean {
  return name === LIBRARY_FILE || name === `${ROOT}/globals.d.ts`;
}

/** Names that a cell imports from the library. */
function libraryImports(file: ts.SourceFile): string[] {
  const ts = compiler();
  return file.statements.flatMap(statement => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    if (statement.moduleSpecifier.text !== "kernelbook") return [];
    const named = statement.importClause?.namedBindings;
    if (named === undefined) return [];
    if (ts.isNamespaceImport(named)) return [...libraryNames().keys()];
    return named.elements.map(({name, propertyName}) => (propertyName ?? name).text);
  });
}

/** The library as far as it is used: the whole of it pulls in TensorFlow.js's types. */
function libraryText(names: ReadonlySet<string>): string {
  const known = libraryNames();
  const lines = [...names].sort().flatMap(name => {
    const file = known.get(name);
    return file === undefined ? [] : [`export {${name}} from ${JSON.stringify(file)};`];
  });
  return `${lines.join("\n")}\nexport {};`;
}

function givenText(
  {solutions, prelude, constant}: TypeSubject["around"],
  imports: readonly string[],
): {text: string; names: string[]} | undefined {
  const names = [
    ...solutions.map(({name}) => name),
    ...(prelude?.names ?? []),
    ...(constant ? [constant.name] : []),
  ];
  if (names.length === 0) return undefined;
  const lines = [
    ...(imports.length > 0 ? [`import {${imports.join(", ")}} from "kernelbook";`] : []),
    ...solutions.map(({name, type}) => `declare const ${name}: ${type ?? "any"};`),
    ...(constant ? [`const ${constant.name} = ${JSON.stringify(constant.values)};`] : []),
    ...(prelude ? [prelude.cell.text] : []),
    `export {${names.join(", ")}};`,
  ];
  return {text: lines.join("\n"), names};
}

function readText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
