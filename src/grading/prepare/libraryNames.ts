import fs from "node:fs";
import path from "node:path";
import {compiler} from "./compiler.js";
import {PACKAGE} from "./exerciseTexts.js";

let read: Map<string, string> | undefined;

/** Every name that `kernelbook` exports, with the path of the declarations that hold it, relative imports resolved. */
export function libraryNames(): ReadonlyMap<string, string> {
  read ??= readNames();
  return read;
}

function readNames(): Map<string, string> {
  const ts = compiler();
  const barrel = path.join(PACKAGE, "dist/src/index.d.ts");
  const file = ts.createSourceFile(barrel, fs.readFileSync(barrel, "utf8"), ts.ScriptTarget.ESNext);
  const names = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement)) continue;
    const {exportClause, moduleSpecifier} = statement;
    if (
      !exportClause ||
      !ts.isNamedExports(exportClause) ||
      !moduleSpecifier ||
      !ts.isStringLiteral(moduleSpecifier)
    ) {
      continue;
    }
    const target = path.join(path.dirname(barrel), moduleSpecifier.text);
    for (const {name} of exportClause.elements) names.set(name.text, target);
  }
  return names;
}
