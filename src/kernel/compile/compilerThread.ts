import fs from "node:fs";
import path from "node:path";
import {CELL_GLOBALS} from "../executor/globals.js";
import type {TypeScript} from "../types/cellNames.js";
import {openEngine} from "../types/chooseEngine.js";
import {type CompilerSettings, compilerSettings} from "../types/compilerSettings.js";
import {isComplete} from "../types/completeness.js";
import {fromTypeScript6, toDiagnostics} from "../types/diagnostics.js";
import type {Completeness, Completions, Inspection, TypeEngine, TypeEngineName} from "../types/typeEngine.js";
import type {TypeScript7Service} from "../types/typescript7Service.js";
import type {CompiledModule} from "./compiledCell.js";
import type {CompileResult} from "./compiler.js";
import type {CommittedCell, CompilerNews, CompilerRequest, CompilerStart} from "./compilerMessages.js";
import {transformCell, transformModule} from "./transform.js";

export interface ThreadOptions {
  readonly ts: TypeScript;
  readonly start: CompilerStart;
  /** Starts TypeScript 7, or starts it anew for a fresh engine; undefined where it is not wanted or not there. */
  readonly startTypeScript7: () => TypeScript7Service | undefined;
  readonly tell: (news: CompilerNews) => void;
}

type Answer = CompileResult | Completions | Inspection | Completeness | CompiledModule | undefined;

/** What the compiler's thread does: one notebook's type engine and transform. */
export class CompilerThread {
  readonly #options: ThreadOptions;
  #settings: CompilerSettings;
  readonly #known = new Set<string>();
  #engine: TypeEngine;
  /** The engine the main thread knows of. */
  #told: TypeEngineName | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
    this.#settings = this.#readSettings();
    this.#warmTransform();
    this.#engine = this.#open();
    for (const cell of options.start.committed) this.#commit(cell);
    this.#warm();
  }

  answer(request: CompilerRequest): Answer {
    const value = this.#answer(request);
    this.#tellEngine();
    return value;
  }

  #tellEngine(): void {
    const {name} = this.#engine;
    if (name === this.#told) return;
    this.#told = name;
    this.#options.tell({type: "engine", name});
  }

  #answer(request: CompilerRequest): Answer {
    switch (request.method) {
      case "compile":
        return this.#compile(request.code, request.name);
      case "commit":
        this.#commit(request.cell);
        return undefined;
      case "complete":
        return this.#engine.complete(request.code, request.offset);
      case "inspect":
        return this.#engine.inspect(request.code, request.offset);
      case "isComplete":
        return isComplete(this.#options.ts, request.code);
      case "module":
        return this.#module(request.file);
      case "reset":
        return this.#reset();
    }
  }

  #compile(code: string, name: string): CompileResult {
    const {ts, start} = this.#options;
    let transformed: ReturnType<typeof transformCell> | undefined;
    const transform = () =>
      transformCell(ts, code, {name, known: this.#known, compilerOptions: this.#settings.transform});
    const diagnostics = this.#engine.check(code, () => {
      transformed = withoutErrors(transform);
    });
    if (diagnostics.length > 0) return {ok: false, diagnostics};
    const {cell, syntax} = transformed ?? transform();
    if (syntax.length > 0) {
      const errors = syntax.map(error => {
        const found = fromTypeScript6(ts, error);
        return {...found, start: found.start - cell.insertedBefore};
      });
      const context = {folder: start.cwd, source: code, read: ts.sys.readFile, kindOf: () => undefined};
      return {ok: false, diagnostics: toDiagnostics(errors, context)};
    }
    return {ok: true, cell};
  }

  #commit({code, declared}: CommittedCell): void {
    this.#engine.commit(code);
    for (const name of declared) this.#known.add(name);
  }

  #module(file: string): CompiledModule {
    const {ts, start} = this.#options;
    const text = fs.readFileSync(file, "utf8");
    return transformModule(ts, path.relative(start.cwd, file), text, this.#settings.transform);
  }

  /** A new engine rather than an emptied one: it reads `tsconfig.json` and the installed packages anew. */
  #reset(): undefined {
    this.#known.clear();
    this.#engine.dispose();
    this.#settings = this.#readSettings();
    this.#engine = this.#open();
    this.#warm();
    return undefined;
  }

  #readSettings(): CompilerSettings {
    const {ts, start, tell} = this.#options;
    const settings = compilerSettings(ts, start.cwd);
    for (const text of settings.notices) tell({type: "notice", text});
    return settings;
  }

  #open(): TypeEngine {
    const {ts, start, tell, startTypeScript7} = this.#options;
    return openEngine(
      {ts, folder: start.cwd, globals: CELL_GLOBALS, settings: this.#settings},
      {wanted: start.engine, typescript7: startTypeScript7(), onNotice: text => tell({type: "notice", text})},
    );
  }

  /** Reads the standard library before the first cell asks for it. */
  #warm(): void {
    this.#engine.check(SAMPLE);
    this.#tellEngine();
  }

  /** While TypeScript 7 reads it in its own thread: the first cell then finds all functions of the way compiled. */
  #warmTransform(): void {
    transformCell(this.#options.ts, SAMPLE, {
      name: "Sample",
      known: this.#known,
      compilerOptions: this.#settings.transform,
    });
  }
}

/** Like a first cell: a declaration and an expression. */
const SAMPLE = "const sample: number = 1; sample + 1";

/** An error is left for whoever needs the result. */
function withoutErrors<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
