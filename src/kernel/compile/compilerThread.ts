import fs from "node:fs";
import path from "node:path";
import {CELL_GLOBALS} from "../executor/globals.js";
import type {TypeScript} from "../types/cellNames.js";
import {openEngine} from "../types/chooseEngine.js";
import {type CompilerSettings, compilerSettings} from "../types/compilerSettings.js";
import {isComplete} from "../types/completeness.js";
import {fromTypeScript6, toDiagnostics} from "../types/diagnostics.js";
import type {Completeness, Completions, Inspection, TypeEngine, TypeEngineName} from "../types/typeEngine.js";
import type {TypeScript7Server} from "../types/typescript7Server.js";
import type {CompiledModule} from "./compiledCell.js";
import type {CompileResult} from "./compiler.js";
import type {CommittedCell, CompilerNews, CompilerRequest, CompilerStart} from "./compilerMessages.js";
import {transformCell, transformModule} from "./transform.js";

export interface ThreadOptions {
  readonly ts: TypeScript;
  readonly start: CompilerStart;
  /** TypeScript 7's process, where it is wanted and there. */
  readonly server: TypeScript7Server | undefined;
  /** Starts another one, for a fresh engine. */
  readonly startServer: (() => Promise<TypeScript7Server | undefined>) | undefined;
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
    this.#engine = this.#open(options.server);
    for (const cell of options.start.committed) this.#commit(cell);
    this.#warm();
  }

  async answer(request: CompilerRequest): Promise<Answer> {
    const value = await this.#answer(request);
    this.#tellEngine();
    return value;
  }

  #tellEngine(): void {
    const {name} = this.#engine;
    if (name === this.#told) return;
    this.#told = name;
    this.#options.tell({type: "engine", name});
    // its number may soon be another process's
    if (name !== "typescript7") this.#options.tell({type: "server", pid: undefined});
  }

  async #answer(request: CompilerRequest): Promise<Answer> {
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
        return await this.#reset();
    }
  }

  #compile(code: string, name: string): CompileResult {
    const diagnostics = this.#engine.check(code);
    if (diagnostics.length > 0) return {ok: false, diagnostics};
    const {ts, start} = this.#options;
    const {cell, syntax} = transformCell(ts, code, {
      name,
      known: this.#known,
      compilerOptions: this.#settings.transform,
    });
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
  async #reset(): Promise<undefined> {
    this.#known.clear();
    this.#engine.dispose();
    this.#settings = this.#readSettings();
    this.#engine = this.#open(await this.#options.startServer?.());
    this.#warm();
    return undefined;
  }

  #readSettings(): CompilerSettings {
    const {ts, start, tell} = this.#options;
    const settings = compilerSettings(ts, start.cwd);
    for (const text of settings.notices) tell({type: "notice", text});
    return settings;
  }

  #open(server: TypeScript7Server | undefined): TypeEngine {
    const {ts, start, tell} = this.#options;
    return openEngine(
      {ts, folder: start.cwd, globals: CELL_GLOBALS, settings: this.#settings},
      {wanted: start.engine, server, onNotice: text => tell({type: "notice", text})},
    );
  }

  /** Reads the standard library before the first cell asks for it. */
  #warm(): void {
    this.#engine.check("");
    this.#tellEngine();
  }
}
