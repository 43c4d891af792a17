import {mkdir, mkdtemp, rm, symlink, writeFile} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import ts from "typescript";
import {transformCell} from "../../../src/kernel/compile/transform.js";
import {createExecutor} from "../../../src/kernel/executor/executorHost.js";
import {nearestPackage, ownPackage} from "../../../src/kernel/executor/ownPackages.js";
import {errorIn, Notebook, plain, sleep} from "../../support/executorHarness.js";

const PACKAGES = fileURLToPath(new URL("../../../../node_modules/", import.meta.url));

describe("imports of cells", function () {
  this.timeout(30_000);
  let notebook: Notebook;
  before(async () => {
    notebook = await Notebook.open();
    const write = (name: string, text: string) => notebook.write(name, text);
    await write(
      "node_modules/esm-only/package.json",
      '{"type":"module","exports":{".":{"import":"./index.js"}}}',
    );
    await write("node_modules/esm-only/index.js", "export const id = () => 'esm'; export default 'standard'");
    await write("node_modules/waits/package.json", '{"type":"module","exports":"./index.js"}');
    await write(
      "node_modules/waits/index.js",
      "export const ready = await new Promise(f => setTimeout(f, 5, true))",
    );
    await write(
      "node_modules/old-style/index.js",
      "module.exports = {major: v => Number(v[0])}; for (const n of ['a', 'b']) module.exports['hidden_' + n] = n",
    );
    await write(
      "node_modules/compiled/index.js",
      "Object.defineProperty(exports, '__esModule', {value: true}); exports.default = function hello() {}; exports.named = 2",
    );
    await write(
      "node_modules/one-function/index.js",
      "module.exports = function make(v) { return v * 2 }; module.exports.extra = 3",
    );
    for (const name of ["vega", "vega-lite"])
      await symlink(path.join(PACKAGES, name), path.join(notebook.folder, "node_modules", name), "junction");
    await write("node_modules/data/package.json", "{}");
    await write("node_modules/data/values.json", '{"v": 9}');
  });
  after(() => notebook.close());

  const gives = (title: string, cells: readonly string[], expected: string) =>
    it(title, async () => expect(await notebook.value(...cells)).to.equal(expected));
  const errorOf = async (code: string) => {
    const error = errorIn((await notebook.run(code)).outputs);
    return plain(error?.traceback.join("\n") ?? "").replaceAll(`Cell ${notebook.count}`, "Cell A");
  };

  describe("from packages", () => {
    gives(
      "that are ES modules only",
      ["import standard, { id } from 'esm-only'", "[id(), standard]"],
      "[ 'esm', 'standard' ]",
    );
    gives("that wait at their top level", ["import { ready } from 'waits'", "ready"], "true");
    gives(
      "of Node",
      [
        "import { readFileSync } from 'fs'; import os from 'node:os'",
        "[typeof readFileSync, os.cpus().length > 0]",
      ],
      "[ 'function', true ]",
    );
    gives("that are CommonJS, by default", ["import old from 'old-style'", "old.major('3.2.1')"], "3");
    gives(
      "that are CommonJS, by name, detected or not",
      [
        "import { hidden_a } from 'old-style'; import * as all from 'old-style'",
        "[hidden_a, all.hidden_b, all.major('7')]",
      ],
      "[ 'a', 'b', 7 ]",
    );
    gives(
      "that were compiled from ES modules",
      ["import hello, { named } from 'compiled'", "[hello.name, named]"],
      "[ 'hello', 2 ]",
    );
    gives(
      "that are one function",
      [
        "import make, { extra } from 'one-function'; import * as makeAll from 'one-function'",
        "[make(2), extra, makeAll.extra]",
      ],
      "[ 4, 3, 3 ]",
    );
    gives(
      "of JSON, with and without saying so",
      [
        "import v1 from 'data/values.json'; import v2 from 'data/values.json' with { type: 'json' }",
        "[v1.v, v2.v]",
      ],
      "[ 9, 9 ]",
    );
    gives(
      "by import() and require",
      ["const m = await import('esm-only'); [m.id(), require('old-style').major('2')]"],
      "[ 'esm', 2 ]",
    );
    gives(
      "of an installed chart library",
      [
        "import * as vega from 'vega'; import { compile } from 'vega-lite'",
        "const view = new vega.View(vega.parse(compile({ data: { values: [{ a: 1, b: 2 }] }, mark: 'bar', encoding: { x: { field: 'a', type: 'quantitative' } } } as any).spec), { renderer: 'none' }); (await view.toSVG()).slice(0, 4)",
      ],
      "'<svg'",
    );

    it("that are missing give a plain error at the import", async () => {
      const missing =
        /^Error: Cannot find package 'no-such-thing'; install it with: npm install no-such-thing\n.*\n.*\n {4}at Cell A:2:1$/;
      expect(await errorOf("1\nimport x from 'no-such-thing'")).to.match(missing);
      expect(await errorOf("1\nimport x from 'no-such-thing'")).to.match(missing);
      expect(await errorOf("import x from '@scope/none/deep.js'")).to.match(/npm install @scope\/none\n/);
      expect(await errorOf("require('no-such-thing')")).to.match(/npm install no-such-thing\n/);
      expect(await errorOf("await import('no-such-thing')")).to.match(/npm install no-such-thing/);
    });

    it("that are installed while the kernel runs are found", async () => {
      expect(await errorOf("import { fresh } from 'fresh'")).to.match(/npm install fresh/);
      await notebook.write("node_modules/fresh/index.js", "exports.fresh = 1");
      expect(await notebook.value("import { fresh } from 'fresh'", "fresh")).to.equal("1");
    });
  });

  describe("from local files", () => {
    before(async () => {
      await notebook.write("data.json", '{"k":[1,2]}');
      await notebook.write("dep.ts", "export const base: number = 1");
      await notebook.write(
        "loc.ts",
        "import { base } from './dep'\nimport { id } from 'esm-only'\nimport { hidden_a } from 'old-style'\nexport enum Z { A = 4 }\nexport function f(x: number): number { return x + base }\nexport const kinds = [id(), hidden_a]\nexport const here = import.meta.filename.endsWith('loc.ts')\n",
      );
    });

    gives(
      "JSON, with and without saying so",
      [
        "import data from './data.json'; import d2 from './data.json' with { type: 'json' }",
        "[data.k, d2.k]",
      ],
      "[ [ 1, 2 ], [ 1, 2 ] ]",
    );

    it("TypeScript, anew when a file that it imports was edited, also for functions of earlier cells", async () => {
      expect(
        await notebook.value(
          "import { f, Z, kinds, here } from './loc'",
          "const first = f(1); function useF() { return f(1) } [first, Z.A, kinds, here]",
        ),
      ).to.equal("[ 2, 4, [ 'esm', 'a' ], true ]");
      await sleep(10);
      await notebook.write("dep.ts", "export const base: number = 1000");
      expect(await notebook.value("import { f } from './loc.ts'", "[first, f(1), useF()]")).to.equal(
        "[ 2, 1001, 1001 ]",
      );
      expect(await notebook.value("(await import('./loc.js')).f(1)")).to.equal("1001");
    });

    it("is not loaded again while nothing changed", async () => {
      await notebook.write(
        "counted.ts",
        "(globalThis as any).loads = ((globalThis as any).loads ?? 0) + 1; export const n = 1",
      );
      expect(
        await notebook.value(
          "import { n } from './counted'",
          "import * as again from './counted'; await import('./counted'); (globalThis as any).loads",
        ),
      ).to.equal("1");
    });

    it("does not take a name back that a cell has declared anew", async () => {
      await notebook.write("names.ts", "export const one = 1, two = 2");
      expect(
        await notebook.value(
          "import { one } from './names'",
          "const one = 'mine'",
          "import { two } from './names'",
          "[one, two]",
        ),
      ).to.equal("[ 'mine', 2 ]");
    });

    it("follows exports that change", async () => {
      await notebook.write("counter.ts", "export let count = 0\nexport function add() { count++ }");
      expect(await notebook.value("import { count, add } from './counter'; add(); add()", "count")).to.equal(
        "2",
      );
      expect(await notebook.value("const count = 'own'; add(); count")).to.equal("'own'");
    });

    it("may import one another in a circle", async () => {
      await notebook.write(
        "even.ts",
        "import { odd } from './odd'\nexport const even = (n: number): boolean => n === 0 || odd(n - 1)",
      );
      await notebook.write(
        "odd.ts",
        "import { even } from './even'\nexport const odd = (n: number): boolean => n !== 0 && even(n - 1)",
      );
      expect(await notebook.value("import { even } from './even'", "even(10)")).to.equal("true");
      await sleep(10);
      await notebook.write(
        "odd.ts",
        "import { even } from './even'\nexport const odd = (n: number): boolean => 'edited' as any",
      );
      expect(await notebook.value("import { even } from './even'", "even(10)")).to.equal("'edited'");
    });

    it("may be asked for twice at once, with parts in common", async () => {
      await notebook.write("left.ts", "import { n } from './shared'\nexport const l = n");
      await notebook.write("right.ts", "import { n } from './shared'\nexport const r = n");
      await notebook.write("shared.ts", "await null\nexport const n = {}");
      expect(
        await notebook.value(
          "const [a, b] = await Promise.all([import('./left'), import('./right')]); a.l === b.r",
        ),
      ).to.equal("true");
    });

    it("JavaScript beside it, ES module or CommonJS", async () => {
      await notebook.write("plain.js", "export const p = 1");
      await notebook.write("old.js", "exports.q = 2; exports.where = __filename.endsWith('old.js')");
      await notebook.write("older.cjs", "module.exports = {r: 3}");
      await notebook.write("typed.cts", "export const s: number = 4");
      await notebook.write("sub/index.ts", "export const t = 5");
      expect(
        await notebook.value(
          "import { p } from './plain'; import { q, where } from './old.js'; import older from './older.cjs'; import { s } from './typed.cjs'; import { t } from './sub'",
          "[p, q, where, older.r, s, t]",
        ),
      ).to.equal("[ 1, 2, true, 3, 4, 5 ]");
      await sleep(10);
      await notebook.write("old.js", "exports.q = 20");
      expect(await notebook.value("import { q } from './old.js'; q")).to.equal("20");
    });

    it("that throw while loading show their own line, and are tried again", async () => {
      await notebook.write(
        "broken.ts",
        "type T = string\nconst x: T = 'v'\nthrow new Error('bad ' + x)\nexport {}",
      );
      await notebook.write("uses.ts", "import './broken'\nexport const u = 1");
      const expected =
        "Error: bad v\n  3 | throw new Error('bad ' + x)\n    |       ^\n    at broken.ts:3:7\n    at Cell A:1:1";
      expect(await errorOf("import { u } from './uses'")).to.equal(expected);
      expect(await errorOf("import { u } from './uses'")).to.equal(expected);
      await sleep(10);
      await notebook.write("broken.ts", "export {}");
      expect(await notebook.value("import { u } from './uses'", "u")).to.equal("1");
    });

    it("whose functions throw show their own line", async () => {
      await notebook.write(
        "thrower.ts",
        "interface Long {\n  a: number\n}\nexport function fail(): never {\n  throw new Error('from file')\n}",
      );
      expect(await errorOf("import { fail } from './thrower'\nfail()")).to.equal(
        "Error: from file\n  5 |   throw new Error('from file')\n    |         ^\n    at fail (thrower.ts:5:9)\n    at Cell A:2:1",
      );
    });

    it("that cannot be parsed or found say so", async () => {
      await notebook.write("syntax.ts", "export const a = ;");
      expect(await errorOf("import { a } from './syntax'")).to.match(
        /^SyntaxError: .*syntax\.ts:1:18: Expression expected\./,
      );
      await notebook.write("bad.json", "{");
      expect(await errorOf("import bad from './bad.json'")).to.match(
        /^SyntaxError: import: bad\.json must be JSON/,
      );
      expect(await errorOf("import { a } from './nowhere'")).to.match(
        /^Error: Cannot find module '\.\/nowhere'/,
      );
      await notebook.write("page.html", "");
      expect(await errorOf("import page from './page.html'")).to.match(
        /must be TypeScript, JavaScript or JSON, got page\.html/,
      );
    });
  });

  describe("of what every cell has", () => {
    gives(
      "import.meta, require and paths",
      [
        "[import.meta.url.startsWith('file:'), import.meta.dirname === __dirname, typeof require('fs').readFileSync, __filename.startsWith(__dirname)]",
      ],
      "[ true, true, 'function', true ]",
    );
    gives(
      "that a cell may declare for itself",
      ["const require = 1, __dirname = 2; [require, __dirname]", "[require, __dirname]"],
      "[ 1, 2 ]",
    );
  });

  describe("in a folder without node_modules", () => {
    let bare: Notebook;
    before(async () => {
      bare = await Notebook.open();
    });
    after(() => bare.close());

    it("find the kernel's own kernelbook", async () => {
      expect(await bare.value("import * as kernelbook from 'kernelbook'", "typeof kernelbook")).to.equal(
        "'object'",
      );
      expect(ownPackage("kernelbook", bare.folder)).to.match(/\/dist\/src\/index\.js$/);
    });

    it("find the kernel's own TensorFlow.js, the same for all", async () => {
      await bare.write(
        "own.ts",
        "import * as tf from '@tensorflow/tfjs'\nexport const backend = tf.engine()",
      );
      expect(
        await bare.value(
          "import * as tf from '@tensorflow/tfjs'; import { backend } from './own'",
          "[(await tf.tensor([1, 2]).sum().data())[0], backend === tf.engine()]",
        ),
      ).to.equal("[ 3, true ]");
    });

    it("prefer copies nearer to the notebook", async () => {
      await bare.write("node_modules/kernelbook/package.json", '{"name":"kernelbook","main":"lib.js"}');
      await bare.write("node_modules/kernelbook/lib.js", "exports.mine = true");
      expect(await bare.value("import { mine } from 'kernelbook'", "mine")).to.equal("true");
      expect(nearestPackage("kernelbook", path.join(bare.folder, "deep"))).to.equal(
        path.join(bare.folder, "node_modules/kernelbook"),
      );
    });
  });

  it("works in a folder whose name needs escaping", async () => {
    const parent = await mkdtemp(path.join(os.tmpdir(), "kernelbook-"));
    const odd = path.join(parent, "a b#c%20(d) é");
    await mkdir(odd);
    await writeFile(path.join(odd, "x.mjs"), "export const v = 6");
    const texts: string[] = [];
    const executor = createExecutor({
      cwd: odd,
      events: {
        output: (_, output) => void (output.type === "stream" && texts.push(output.text)),
        input: () => {},
        comm: () => {},
        restarted: () => {},
        typeErrors: async () => [],
        module: () => Promise.reject(new Error("none")),
      },
    });
    try {
      const {cell} = transformCell(
        ts,
        "import {v} from './x.mjs'; import os from 'os'; console.log(v, typeof os)",
        {name: "Cell 1", known: new Set()},
      );
      expect(await executor.run(cell, {count: 1})).to.equal("ok");
      expect(texts.join("")).to.equal("6 object\n");
    } finally {
      await executor.close();
      await rm(parent, {recursive: true});
    }
  });
});
