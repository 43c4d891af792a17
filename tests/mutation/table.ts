import {createHash} from "node:crypto";
import {readFile} from "node:fs/promises";
import path from "node:path";
import {packageRoot} from "../../src/frontend/places.js";
import type {ExerciseFiles} from "../support/exerciseFiles.js";

/** A mutant that the checks take for right. */
export interface Survivor {
  readonly mutant: string;
  /** Whether it does what the solution does, for every input that the task allows. */
  readonly equivalent: boolean;
  /** Why it does, or why no check is made for it. */
  readonly reason: string;
}

export interface TableEntry {
  /** Of what decides the result: definition, solution, the files of both folders that these import, and the rules for mutants. */
  readonly hash: string;
  readonly made: number;
  readonly killed: number;
  readonly survivors: readonly Survivor[];
}

/** `solutions/mutants.json`: exercise id to what became of its mutants. */
export type Table = Readonly<Record<string, TableEntry>>;

export const TABLE_FILE = path.join(packageRoot, "solutions", "mutants.json");
/** Part of the mutants that do not equal the solution which the checks must find. */
export const TO_KILL = 0.9;

export async function readTable(): Promise<Table> {
  return JSON.parse(await readFile(TABLE_FILE, "utf8")) as Table;
}

/** Part of the mutants that do not equal the solution which the checks have found; 1 where there is none. */
export function killedShare({made, survivors}: Pick<TableEntry, "made" | "survivors">): number {
  const equivalent = survivors.filter(one => one.equivalent).length;
  return made === equivalent ? 1 : (made - survivors.length) / (made - equivalent);
}

export async function hashOf({entry}: ExerciseFiles): Promise<string> {
  const hash = createHash("sha256");
  const starts = [
    path.join(packageRoot, "exercises", `${entry.path}.ts`),
    path.join(packageRoot, "solutions", `${entry.path}.ts`),
    path.join(packageRoot, "tests", "mutation", "replacements.ts"),
    path.join(packageRoot, "tests", "mutation", "mutants.ts"),
  ];
  for (const file of await withImports(starts)) {
    const text = await readFile(file, "utf8");
    hash.update(
      `${path.relative(packageRoot, file).replaceAll("\\", "/")}\0${text.replaceAll("\r\n", "\n")}\0`,
    );
  }
  return hash.digest("hex").slice(0, 16);
}

/** Files with those that they import from their own folder tree, in a fixed order. The library is not followed: it has its own tests. */
async function withImports(starts: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (found.has(file)) return;
    found.add(file);
    const text = await readFile(file, "utf8");
    for (const [, name] of text.matchAll(/from "(\.[^"]*)\.js"/g)) {
      const target = path.resolve(path.dirname(file), `${name}.ts`);
      if (!target.startsWith(path.join(packageRoot, "src"))) await visit(target);
    }
  };
  for (const start of starts) await visit(start);
  return [...found].sort();
}
