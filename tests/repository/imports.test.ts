import path from "node:path";
import {expect} from "chai";
import {importsOf, readSource, type SourceImport, sourceFiles} from "../support/sources.js";

/** Packages that bring native code of their own, as they are written in an import. */
const NATIVE = [
  "@tensorflow/tfjs-node",
  "@tensorflow/tfjs-node-gpu",
  "ioredis",
  "koffi",
  "sharp",
  "typescript7/unstable/sync",
  "zeromq",
];

interface Row {
  readonly mayImport: readonly string[];
  readonly inBrowser: boolean;
}

/** The table of docs/architecture.md: folder -> what it may import and where it runs. */
function readTable(markdown: string): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const line of markdown.split("\n")) {
    const cells = /^\| `([a-z]+)` *\| ([^|]*)\| ([^|]*)\|/.exec(line);
    if (cells === null) continue;
    const [, folder = "", imports = "", runsIn = ""] = cells;
    rows.set(folder, {
      mayImport: imports
        .split(",")
        .map(name => name.trim())
        .filter(name => name !== ""),
      inBrowser: runsIn.includes("browser"),
    });
  }
  return rows;
}

/** `conv` for `src/conv/pad2d.ts`; undefined for `src/index.ts`. */
function folderOf(file: string): string | undefined {
  const [top, folder, ...rest] = file.split("/");
  return top === "src" && rest.length > 0 ? folder : undefined;
}

/** The file a relative import names, from the package: `../core/grid.js` in `src/conv/pad2d.ts` is `src/core/grid.js`. */
function targetOf({from, specifier}: SourceImport): string {
  return path.posix.join(path.posix.dirname(from), specifier);
}

/** The one door to the exercises: they import src/, and src/ finds them by their list, when it is asked for one. */
function isCatalog(one: SourceImport, target: string): boolean {
  return one.from === "src/exercise/catalog.ts" && target === "exercises/index.js" && one.dynamic;
}

/** Why this import is against the table, or undefined. */
function complaint(table: ReadonlyMap<string, Row>, one: SourceImport): string | undefined {
  const folder = folderOf(one.from);
  if (folder === undefined) return undefined;
  const row = table.get(folder);
  const arrow = `${one.from} imports ${one.specifier}`;
  if (row === undefined) return `${arrow}, but docs/architecture.md has no row for ${folder}`;
  if (one.specifier.startsWith("node:")) {
    const eager = row.inBrowser && !one.dynamic && !one.typeOnly;
    return eager ? `${arrow}, but ${folder} runs in a browser` : undefined;
  }
  if (!one.specifier.startsWith(".")) return undefined;
  const target = targetOf(one);
  const to = folderOf(target);
  if (isCatalog(one, target)) return undefined;
  if (!target.startsWith("src/")) return `${arrow}, which is outside of src/`;
  if (to === undefined) return `${arrow}: nothing in src/ imports the barrel`;
  if (to === folder || row.mayImport.includes("everything") || row.mayImport.includes(to)) return undefined;
  return `${arrow}, but ${folder} may import only ${row.mayImport.join(", ") || "itself"}`;
}

describe("imports between the folders of src/", () => {
  const table = readTable(readSource("docs/architecture.md"));
  const files = sourceFiles("src");
  const imports = files.flatMap(importsOf);

  it("have a row in docs/architecture.md for each folder that exists", () => {
    const folders = new Set(files.map(folderOf).filter(folder => folder !== undefined));
    expect([...folders].filter(folder => !table.has(folder))).to.deep.equal([]);
  });

  it("go only where the table of docs/architecture.md allows", () => {
    expect(imports.length).to.be.greaterThan(files.length);
    expect(imports.map(one => complaint(table, one)).filter(text => text !== undefined)).to.deep.equal([]);
  });

  it("form no circle between folders", () => {
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      (table.get(from)?.mayImport ?? []).some(
        next => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
      );
    expect([...table.keys()].filter(folder => reaches(folder, folder))).to.deep.equal([]);
  });

  it("end in .js where they are relative, as ES modules need", () => {
    const wrong = imports.filter(
      ({specifier}) => specifier.startsWith(".") && !/\.(js|json)$/.test(specifier),
    );
    expect(wrong.map(({from, specifier}) => `${from}: ${specifier}`)).to.deep.equal([]);
  });

  for (const name of NATIVE) {
    it(`load ${name} in one file at most, lazily or as a type`, () => {
      const users = imports.filter(({specifier, typeOnly}) => specifier === name && !typeOnly);
      expect(new Set(users.map(({from}) => from)).size).to.be.at.most(1);
      expect(users.filter(({dynamic}) => !dynamic).map(({from}) => from)).to.deep.equal([]);
    });
  }

  it("are caught by this test when they go the wrong way", () => {
    const bad = (from: string, specifier: string) =>
      complaint(table, {from, specifier, dynamic: false, typeOnly: false});
    expect(bad("src/core/grid.ts", "../conv/pad2d.js")).to.match(/core may import only itself$/);
    expect(bad("src/conv/pad2d.ts", "../kernel/session.js")).to.match(/conv may import only core$/);
    expect(bad("src/conv/pad2d.ts", "node:fs")).to.match(/conv runs in a browser$/);
    expect(bad("src/kernel/session.ts", "../cli/main.js")).to.match(/kernel may import only core$/);
    expect(bad("src/conv/pad2d.ts", "../index.js")).to.match(/nothing in src\/ imports the barrel$/);
    expect(bad("src/conv/pad2d.ts", "../../tests/support/sources.js")).to.match(/outside of src\/$/);
    expect(bad("src/exercise/catalog.ts", "../../exercises/index.js")).to.match(/outside of src\/$/);
    expect(bad("src/attic/old.ts", "../core/grid.js")).to.match(/no row for attic$/);
    expect(bad("src/conv/pad2d.ts", "../core/grid.js")).to.equal(undefined);
  });
});
