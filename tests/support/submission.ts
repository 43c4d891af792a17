import {readFile} from "node:fs/promises";
import path from "node:path";
import {packageRoot} from "../../src/frontend/places.js";
import {asCell, type ExerciseFiles} from "./exerciseFiles.js";

/** A notebook with answer cells, as a student hands it in. */
export function notebookOf(cells: readonly {readonly of: ExerciseFiles; readonly source: string}[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {kernelspec: {name: "tslab", display_name: "TypeScript", language: "typescript"}},
    cells: cells.map(({of: {exercise}, source}) =>
      exercise.kind === "text"
        ? {id: exercise.id, cell_type: "markdown", metadata: {}, source}
        : {id: exercise.id, cell_type: "code", execution_count: null, metadata: {}, outputs: [], source},
    ),
  });
}

/**
 * A wrong answer as the text of a cell. One that is given as a value has the text of its file, so that it can run where
 * nothing of `solutions/` is.
 */
export async function mistakeCell(files: ExerciseFiles, n: number): Promise<string> {
  const {entry, exercise, mistakes, solution} = files;
  const {code} = mistakes[n];
  if (code !== undefined) return code;
  const file = asCell(
    await readFile(path.join(packageRoot, "solutions", `${entry.path}.mistakes.ts`), "utf8"),
  );
  const own = new RegExp(`^import \\{[^}]*\\} from "\\./${path.basename(entry.path)}\\.js";\\n`, "m");
  const {answer} = exercise;
  const [right, wrong] = [solution, file.replace(own, "")].map(splitImports);
  const usesRight = own.test(file);
  const type = exercise.type === undefined ? "" : ` as ${exercise.type}`;
  return [
    ...importsOf([...(usesRight ? right.imports : []), ...wrong.imports]),
    "type Mistake = {name: string; fails: string; says: RegExp; answer?: unknown; code?: string};",
    `const ${answer} = (await (async () => {`,
    // In a scope of its own: both files may declare the same names.
    usesRight ? `const {${answer}} = await (async () => {${right.rest}\nreturn {${answer}};})();` : "",
    wrong.rest,
    `return mistakes[${n}].answer;`,
    `})())${type};`,
  ].join("\n");
}

function splitImports(text: string): {imports: string[]; rest: string} {
  const imports = [...text.matchAll(/^import [^;]*;\n?/gm)].map(([statement]) => statement);
  return {imports, rest: imports.reduce((rest, statement) => rest.replace(statement, ""), text)};
}

/** Imports of several files as those of one; `Mistake` is no part of the library. */
function importsOf(statements: readonly string[]): string[] {
  const names = new Set<string>();
  const others = new Set<string>();
  for (const statement of statements) {
    const [, isType, list] = statement.match(/^import (type )?\{([^}]*)\} from "kernelbook";/) ?? [];
    if (list === undefined) others.add(statement.trim());
    else {
      for (const name of list.split(",").map(one => one.trim())) {
        if (name !== "" && name !== "Mistake") names.add(isType === undefined ? name : `type ${name}`);
      }
    }
  }
  return [...(names.size === 0 ? [] : [`import {${[...names].join(", ")}} from "kernelbook";`]), ...others];
}
