import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import type {Diagnostic} from "../../../src/kernel/types/typeEngine.js";
import {close, type OpenEngine, open, run, writeFiles} from "./engineHarness.js";

const place = ({line, column, start, length, code}: Diagnostic) => [line, column, start, length, code];

for (const name of ["typescript7", "typescript6"] as const) {
  describe(`check with ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenEngine;
    const check = (code: string) => opened.engine.check(code);
    before(async () => {
      opened = await open(name);
    });
    after(() => close(opened));

    it("names place, number and line of each error, in the order of the text", () => {
      const code = 'const a: number = 1;\nconst b: string = a;\n  a = "x"; missing';
      expect(check(code).map(place)).to.deep.equal([
        [2, 7, 27, 1, 2322],
        [3, 3, 44, 1, 2588],
        [3, 12, 53, 7, 2304],
      ]);
      expect(check(code)[1]?.sourceLine).to.equal('  a = "x"; missing');
    });

    it("counts characters outside the basic plane and line ends of two characters as the editor does", () => {
      const code = 'const s = "😀é";\r\nconst n: number = s;\r\n/* 😀 */ const m: number = s';
      expect(check(code).map(place)).to.deep.equal([
        [2, 7, 24, 1, 2322],
        [3, 16, 55, 1, 2322],
      ]);
      expect(check(code)[0]?.sourceLine).to.equal("const n: number = s;");
    });

    it("leaves the committed cells as they are", () => {
      run(opened.engine, "let kept = 1");
      expect(check("let kept: string = 2; let other = 3")).to.have.length(1);
      expect(check("kept.toFixed()")).to.be.empty;
      expect(check("other").map(({code}) => code)).to.deep.equal([2304]);
    });

    it("does not call unused names errors", () => {
      expect(check("const unused = 1; function f(a: number) { const b = 2 }; import os from 'node:os'")).to.be
        .empty;
    });

    it("knows Node's globals and the kernel's, and no browser's", () => {
      expect(
        check(
          "fetch; structuredClone({}); new URL('x:'); Buffer; process.pid; require('fs'); __filename; __dirname; " +
            "performance.now(); setTimeout(() => {}, 1); import.meta.url; prompt('a')?.length; (await input('b', {password: true})).length",
        ),
      ).to.be.empty;
      expect(check("document.title").map(({code}) => code)).to.deep.equal([2584]);
    });

    it("reads a cell that is one object literal as an object", () => {
      expect(check("{a: 1, b: 'x'}")).to.be.empty;
      expect(check("{a: 1, b: missing}").map(place)).to.deep.equal([[1, 11, 10, 7, 2304]]);
    });

    it("reports syntax errors in the student's text alone", () => {
      expect(check("foo(").map(place)).to.deep.equal([[1, 5, 4, 0, 1005]]);
      expect(check("class A {").map(place)).to.deep.equal([[1, 10, 9, 0, 1005]]);
      expect(check("`hello ${").map(place)).to.deep.equal([[1, 10, 9, 0, 1109]]);
      expect(check("let a = 'x\nlet b").map(place)).to.deep.equal([[1, 11, 10, 0, 1002]]);
    });

    it("tells a class from one of the same name in an earlier cell, without naming virtual files", () => {
      run(opened.engine, "class P { private a = 1 }; const p = new P()");
      const [error] = check("class P { private a = 1 }; const q: P = p");
      expect(error?.text.split("\n")[0]).to.equal(
        "Type 'P (of an earlier cell)' is not assignable to type 'P'.",
      );
      expect(JSON.stringify(check("class P { private a = 1 }; const q: P = p"))).not.to.match(/__/);
    });

    it("keeps what a cell declares globally", () => {
      run(
        opened.engine,
        "declare global { interface Array<T> { second(): T } }\nArray.prototype.second = function () { return this[1] }",
      );
      expect(check("[1, 2].second().toFixed()")).to.be.empty;
    });

    it("uses the place of a cell that nothing can see any more again", () => {
      for (let i = 0; i < 200; i++)
        expect(run(opened.engine, `const again = ${i}; function f() { return again }`)).to.be.empty;
      expect(run(opened.engine, "again.toFixed() + f()")).to.be.empty;
    });

    it("holds 250 cells that use each other", () => {
      for (let i = 0; i < 250; i++)
        expect(
          run(
            opened.engine,
            `const v${i} = {id: ${i}}; function f${i}() { return v${Math.max(i - 1, 0)}.id }`,
          ),
        ).to.be.empty;
      expect(check("const n: string = f249() + v0.id").map(({code}) => code)).to.deep.equal([2322]);
      expect(opened.engine.complete("v24", 3).items.map(item => item.name)).to.include.members([
        "v24",
        "v240",
        "v249",
      ]);
    });
  });

  describe(`local files with ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenEngine;
    const write = (files: Record<string, string>) => writeFiles(opened.folder, files);
    const codes = (code: string) => opened.engine.check(code).map(diagnostic => diagnostic.code);
    beforeEach(async () => {
      opened = await open(name);
    });
    afterEach(() => close(opened));

    it("are seen as they are at each check", () => {
      const cell = "import {f} from './helper'; f(1)";
      expect(codes(cell)).to.deep.equal([2307]);
      write({"helper.ts": "export function f(a: number) { return a }"});
      expect(codes(cell)).to.be.empty;
      write({"helper.ts": "export function f(a: string) { return a + '' }"});
      expect(codes(cell)).to.deep.equal([2345]);
      write({"helper.ts": "export function g() {}"});
      expect(codes(cell)).to.deep.equal([2305]);
      fs.rmSync(path.join(opened.folder, "helper.ts"));
      expect(codes(cell)).to.deep.equal([2307]);
    });

    it("are seen by cells after the one that imported them", () => {
      write({"helper.ts": "export const v = 1"});
      expect(run(opened.engine, "import {v} from './helper'")).to.be.empty;
      expect(codes("v.toFixed()")).to.be.empty;
      write({"helper.ts": "export const v = 'text'"});
      expect(codes("v.toFixed()")).to.deep.equal([2551]);
    });

    it("are followed from file to file", () => {
      write({"lib/a.ts": "export * from './b.js'", "lib/b.ts": "export const w = 1"});
      expect(codes("import {w} from './lib/a.js'; w.toFixed()")).to.be.empty;
      write({"lib/b.ts": "export const w = 'text'"});
      expect(codes("import {w} from './lib/a.js'; w.toFixed()")).to.deep.equal([2551]);
    });

    it("are followed through imports that an edit adds", () => {
      write({"a.ts": "export const v = 1", "b.ts": "export const v = 1"});
      expect(run(opened.engine, "import {v} from './a'")).to.be.empty;
      write({"a.ts": "export {v} from './b'"});
      expect(codes("v.toFixed()")).to.be.empty;
      write({"b.ts": "export const v = 'text'"});
      expect(codes("v.toFixed()")).to.deep.equal([2551]);
    });

    it("may go and come back", () => {
      write({"a.ts": "export const v = 1"});
      expect(run(opened.engine, "import {v} from './a'")).to.be.empty;
      fs.rmSync(path.join(opened.folder, "a.ts"));
      opened.engine.check("1");
      write({"a.ts": "export const v = 'text'"});
      expect(codes("v.toFixed()")).to.deep.equal([2551]);
    });

    it("show their own errors with file and line, in cells that import them", () => {
      write({"helper.ts": "// first line\nexport const n: number = 'x'\n"});
      const [error] = opened.engine.check("import {n} from './helper'; n");
      expect(error).to.include({file: "helper.ts", line: 2, column: 14, code: 2322});
      expect(error?.sourceLine).to.equal("export const n: number = 'x'");
      expect(codes("1 + 1")).to.be.empty;
    });

    it("may be JSON, edited too", () => {
      write({"data.json": '{"k": 1}'});
      expect(codes("import d from './data.json'; d.k.toFixed()")).to.be.empty;
      write({"data.json": '{"k": "text"}'});
      expect(codes("import d from './data.json'; d.k.toFixed()")).to.deep.equal([2551]);
    });

    it("are imported by .ts, .js and no extension alike", () => {
      write({"helper.ts": "export const v = 1"});
      expect(
        codes(
          "import {v} from './helper.ts'; import {v as a} from './helper.js'; import {v as b} from './helper'; v + a + b",
        ),
      ).to.be.empty;
    });
  });

  describe(`packages with ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenEngine;
    const codes = (code: string) => opened.engine.check(code).map(diagnostic => diagnostic.code);
    beforeEach(async () => {
      opened = await open(name);
    });
    afterEach(() => close(opened));

    it("that the kernel carries are there in a folder without any", () => {
      expect(codes("import * as tf from '@tensorflow/tfjs'; tf.tensor1d([1]).shape")).to.be.empty;
      expect(codes("import * as tf from '@tensorflow/tfjs'; tf.tensor1d([1]).shapee")).to.deep.equal([2551]);
      expect(codes("import {display} from 'tslab'; display.html('x')")).to.be.empty;
      expect(codes("import {display} from 'tslab'; display.nothing('x')")).to.deep.equal([2339]);
      expect(codes("import fs from 'node:fs'; fs.readFileSync('x', 'utf8').length")).to.be.empty;
      expect(codes("import * as book from 'kernelbook'; book")).to.be.empty;
    });

    it("in a nearer copy win over the kernel's", async () => {
      const near = {
        "node_modules/@tensorflow/tfjs/package.json": '{"name": "@tensorflow/tfjs", "types": "i.d.ts"}',
        "node_modules/@tensorflow/tfjs/i.d.ts": "export const nearer: 1;",
        "node_modules/kernelbook/package.json": '{"name": "kernelbook", "types": "i.d.ts"}',
        "node_modules/kernelbook/i.d.ts": "export const nearer: 2;",
        "node_modules/tslab/package.json": '{"name": "tslab", "types": "i.d.ts"}',
        "node_modules/tslab/i.d.ts": "export const nearer: 3;",
      };
      const other = await open(name, near);
      const found = (code: string) => other.engine.check(code).map(diagnostic => diagnostic.code);
      expect(found("import {nearer} from '@tensorflow/tfjs'; const a: 1 = nearer")).to.be.empty;
      expect(found("import {nearer} from 'kernelbook'; const a: 2 = nearer")).to.be.empty;
      expect(found("import {display} from 'tslab'; display")).to.be.empty;
      close(other);
    });

    it("installed while the kernel runs are found by the next cell that asks", () => {
      const cell = "import {g} from 'late'; g(1)";
      expect(codes(cell)).to.deep.equal([2307]);
      writeFiles(opened.folder, {
        "node_modules/late/package.json":
          '{"name": "late", "type": "module", "exports": {".": {"types": "./i.d.ts"}}}',
        "node_modules/late/i.d.ts": "export function g(a: number): void;",
      });
      expect(codes(cell)).to.be.empty;
      expect(codes("import {g} from 'late'; g('x')")).to.deep.equal([2345]);
    });

    it("without types get them when these are installed", () => {
      const cell = "import {g} from 'plain'; g(1)";
      writeFiles(opened.folder, {
        "node_modules/plain/package.json": '{"name": "plain", "main": "i.js"}',
        "node_modules/plain/i.js": "exports.g = () => {};",
      });
      expect(codes(cell)).to.deep.equal([7016]);
      writeFiles(opened.folder, {
        "node_modules/@types/plain/package.json": '{"name": "@types/plain", "types": "i.d.ts"}',
        "node_modules/@types/plain/i.d.ts": "export function g(a: number): void;",
      });
      expect(codes(cell)).to.be.empty;
    });
  });

  describe(`tsconfig.json with ${name}`, function () {
    this.timeout(60_000);
    async function inFolder<T>(
      files: Record<string, string>,
      ask: (opened: OpenEngine) => T,
      below = "",
    ): Promise<T> {
      const opened = await open(name, files);
      const at = below === "" ? opened : await open(name, {}, path.join(opened.folder, below));
      try {
        return ask(at);
      } finally {
        if (at !== opened) at.engine.dispose();
        close(opened);
      }
    }
    const codes = (code: string) => (opened: OpenEngine) =>
      opened.engine.check(code).map(diagnostic => diagnostic.code);
    const config = (compilerOptions: object, more: object = {}) => ({
      "tsconfig.json": JSON.stringify({compilerOptions, ...more}),
    });

    it("may turn strict off", async () => {
      expect(
        await inFolder(config({strict: false}), codes("let s: string = null; function f(x) { return x }")),
      ).to.be.empty;
    });

    it("may ask for more than strict", async () => {
      const cell = "const a = [1]; a[0].toFixed()";
      expect(await inFolder({}, codes(cell))).to.be.empty;
      expect(await inFolder(config({noUncheckedIndexedAccess: true}), codes(cell))).to.deep.equal([2532]);
    });

    it("may bring in the browser's library", async () => {
      expect(
        await inFolder(config({lib: ["esnext", "dom"]}), codes("document.title; prompt('x'); process.pid")),
      ).to.be.empty;
    });

    it("counts from a folder above and through extends", async () => {
      const files = {
        "tsconfig.json": '{// with a comment\n "extends": "./base/strictless.json", }',
        "base/strictless.json": '{"compilerOptions": {"strict": false}}',
        "notes/deep/x.txt": "",
      };
      expect(await inFolder(files, codes("let s: string = null"), "notes/deep")).to.be.empty;
    });

    it("may map paths, relative to itself", async () => {
      const files = {
        ...config({paths: {"@/*": ["./src/*"]}}),
        "src/m.ts": "export const v = 1",
        "notes/x.txt": "",
      };
      expect(await inFolder(files, codes("import {v} from '@/m'; v.toFixed()"), "notes")).to.be.empty;
    });

    it("cannot change what cells depend on", async () => {
      const options = {
        module: "commonjs",
        moduleResolution: "node10",
        target: "es5",
        noEmit: false,
        composite: true,
        outDir: "x",
        noUnusedLocals: true,
        verbatimModuleSyntax: true,
        types: [],
        baseUrl: ".",
      };
      const opened = await open(name, config(options, {include: ["nothing"], files: []}));
      expect(
        run(opened.engine, "import os from 'node:os'; let unused = await Promise.resolve(1); class A {}"),
      ).to.be.empty;
      expect(run(opened.engine, "unused + process.pid; new A(); os.cpus()")).to.be.empty;
      close(opened);
    });

    it("that is broken gives a notice and what could be read of it", async () => {
      const files = {"tsconfig.json": '{"compilerOptions": {"strict": false, "lib": ["nonsense"]'};
      await inFolder(files, opened => {
        expect(codes("let s: string = null")(opened)).to.be.empty;
        expect(opened.notices).to.deep.equal([
          "tsconfig.json: '}' expected. What could be read of it is used.",
        ]);
      });
    });

    it("that is fine gives none, whatever files it lists", async () => {
      const notices = await inFolder(config({}, {include: ["nowhere/*"]}), opened => opened.notices);
      expect(notices).to.be.empty;
    });
  });
}
