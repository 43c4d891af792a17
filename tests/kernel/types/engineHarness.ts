import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import ts from "typescript";
import {CELL_GLOBALS} from "../../../src/kernel/executor/globals.js";
import type {EngineOptions} from "../../../src/kernel/types/cellEngine.js";
import {compilerSettings} from "../../../src/kernel/types/compilerSettings.js";
import {createTslabConverter} from "../../../src/kernel/types/tslabConverter.js";
import type {TypeEngine, TypeEngineName} from "../../../src/kernel/types/typeEngine.js";
import {createTypeScript6} from "../../../src/kernel/types/typescript6.js";
import {createTypeScript7} from "../../../src/kernel/types/typescript7.js";
import {TypeScript7Project} from "../../../src/kernel/types/typescript7Project.js";
import {startTypeScript7, type TypeScript7Server} from "../../../src/kernel/types/typescript7Server.js";

/** A folder with nothing above it that could help: no packages, no tsconfig.json. */
export function bareFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-types-")));
  writeFiles(folder, files);
  return folder;
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, text);
  }
}

export function engineOptions(folder: string): EngineOptions {
  return {ts, folder, globals: CELL_GLOBALS, settings: compilerSettings(ts, folder)};
}

export interface OpenEngine {
  readonly engine: TypeEngine;
  readonly folder: string;
  readonly notices: readonly string[];
  /** TypeScript 7's process. */
  readonly server: TypeScript7Server | undefined;
}

/** An engine on a notebook in a new bare folder, or in `folder`. */
export async function open(
  name: TypeEngineName,
  files: Readonly<Record<string, string>> = {},
  folder = bareFolder(files),
): Promise<OpenEngine> {
  const options = engineOptions(folder);
  const {notices} = options.settings;
  if (name === "typescript6") return {engine: createTypeScript6(options), folder, notices, server: undefined};
  if (name === "tslab") return {engine: createTslabConverter(options), folder, notices, server: undefined};
  const server = await startTypeScript7(folder);
  if (server === undefined) throw new Error("open: TypeScript 7 must be installed for its tests");
  await server.loadApi();
  return {engine: createTypeScript7(options, new TypeScript7Project(server)), folder, notices, server};
}

export function close({engine, folder}: OpenEngine): void {
  engine.dispose();
  fs.rmSync(folder, {recursive: true, force: true});
}

/** Checks and, where there is no error, commits. @returns The numbers of the errors. */
export function run(engine: TypeEngine, code: string): number[] {
  const diagnostics = engine.check(code);
  if (diagnostics.length === 0) engine.commit(code);
  return diagnostics.map(diagnostic => diagnostic.code);
}
