import {expect} from "chai";
import {errorIn, Notebook, plain, textIn} from "../../support/executorHarness.js";

describe("cells keep the language's meaning", () => {
  let notebook: Notebook;
  before(async () => {
    notebook = await Notebook.open();
  });
  after(() => notebook.close());

  /** Runs the cells; the last one's value must print as `expected`. */
  const gives = (title: string, cells: readonly string[], expected: string | undefined) =>
    it(title, async () => expect(await notebook.value(...cells)).to.equal(expected));

  describe("one variable for cells, functions and closures", () => {
    gives(
      "let, reassigned after the function",
      ["let n = 0; function inc() { n++; return n }", "n = 100; [n, inc(), n]"],
      "[ 100, 101, 101 ]",
    );
    gives(
      "var, reassigned after the function",
      ["var n = 0; function inc() { n++; return n }", "n = 100; [n, inc(), n]"],
      "[ 100, 101, 101 ]",
    );
    gives("a closure", ["let n = 0; const inc = () => ++n", "n = 10; inc()", "n"], "11");
    gives(
      "a helper declared anew",
      ["function h() { return 1 } function f() { return h() }", "function h() { return 2 }", "f()"],
      "2",
    );
    gives("reassigned in the cell of its function", ["let k = 1; const g = () => k; k = 5; g()"], "5");
    gives(
      "destructured into",
      ["let p = 1, q = 2", "[p, q] = [q, p]; ({ p, z: q = 8 } = { p: 5 } as any); [p, q]"],
      "[ 5, 8 ]",
    );
    gives("set before a throw", ["let a = 1", "try { a = 2; throw new Error('x') } catch {}", "a"], "2");
    gives(
      "updated by compound operators",
      ["let u: any; const o2: any = { a: 1 }", "[typeof u, delete o2.a, o2?.b?.c, (u ??= 4), u++, u]"],
      "[ 'undefined', true, undefined, 4, 4, 5 ]",
    );
    gives(
      "a namespace member is another variable",
      ["const x = 7; namespace N { export const x = 1; export function g() { return x } }", "[N.g(), x]"],
      "[ 1, 7 ]",
    );
    gives(
      "a nested namespace too",
      [
        "const y = 9; namespace O { export namespace M { export const y = 1; export const z = y + 1 } }",
        "[O.M.z, y]",
      ],
      "[ 2, 9 ]",
    );
    gives(
      "names with $ and beyond ASCII",
      [
        "const $x = 1, größe = 2, $$ = 3; const f$ = () => $x + größe + $$",
        "const $$f = (v: number) => { const $$größe = 5; return größe + v }; [f$(), $$f(1)]",
      ],
      "[ 6, 3 ]",
    );
  });

  describe("declaring anew", () => {
    gives("const", ["const a = 1", "const a = 'two'", "a"], "'two'");
    gives("export const", ["export const x = 1", "export const x = 2; x"], "2");
    gives(
      "let without a value is undefined again",
      ["let v: number | undefined = 1", "let v: number | undefined; v"],
      undefined,
    );
    gives("var without a value keeps it", ["var w1 = 1", "var w1: number; w1"], "1");
    gives(
      "a class, used by an earlier function",
      ["class P { k = 1 }\nfunction mk() { return new P().k }", "class P { k = 2 }", "mk()"],
      "2",
    );
    gives(
      "a class, whose old version stays whole",
      [
        "class P { static make() { return new P().k } k = 1 }\nconst old = P",
        "class P { k = 2 }",
        "old.make()",
      ],
      "1",
    );
    gives(
      "an enum is a new one",
      ["enum C { Red, Green }", "enum C { Blue }", "Object.keys(C)"],
      "[ '0', 'Blue' ]",
    );
    gives(
      "an interface",
      ["interface I { a: number }", "interface I { b: number }\nconst i = { a: 1, b: 2 } as I; i.b"],
      "2",
    );
    gives(
      "names of globals stay out of the globals",
      [
        "const name = 'n', fetch = 1, window = [1, 2], process = 3, prompt = 4",
        "[name, fetch, window.length, process, prompt, 'window' in globalThis, typeof globalThis.fetch]",
      ],
      "[ 'n', 1, 2, 3, 4, false, 'function' ]",
    );
  });

  describe("await anywhere", () => {
    gives("before a bracket", ["const r = await (async () => 5)()", "r"], "5");
    gives(
      "as a lone for await",
      ["async function* g() { yield 1; yield 2 }\nlet s = 0", "for await (const x of g()) s += x", "s"],
      "3",
    );
    gives(
      "over promises in an array",
      ["let sum = 0; for await (const v of [Promise.resolve(1), 2]) sum += v; sum"],
      "3",
    );
    gives(
      "in async generators",
      [
        "async function* g() { for (let i = 0; i < 3; i++) { await null; yield i } }\nconst out: number[] = []; for await (const v of g()) out.push(v); out",
      ],
      "[ 0, 1, 2 ]",
    );
    gives(
      "leaving a for await closes its source",
      [
        "let closed = 0; async function* g2() { try { yield 1; yield 2 } finally { closed++ } }",
        "for await (const v of g2()) break; closed",
      ],
      "1",
    );
    gives(
      "a for await that ends does not close its source",
      [
        "let calls: string[] = []; const source = { [Symbol.asyncIterator]() { let i = 0; return { next: async () => ({ done: i++ > 0, value: i }), return: async () => { calls.push('return'); return { done: true, value: 0 } } } } }",
        "for await (const v of source) calls.push('v'); calls",
      ],
      "[ 'v' ]",
    );
    gives(
      "with thenables and plain values",
      ["[await { then(ok: (v: number) => void) { ok(4) } }, await 5]"],
      "[ 4, 5 ]",
    );
  });

  describe("what TypeScript adds", () => {
    gives("enums", ["enum C { Red, Green = 5, Blue }", "[C.Blue, C[0]]"], "[ 6, 'Red' ]");
    gives(
      "enum members that use others",
      ["const A = 100; enum E { A = 'ab'.length, B = A + 1 }", "[E.B, A]"],
      "[ 3, 100 ]",
    );
    gives("const enums", ["const enum D { A = 3 }", "D.A"], "3");
    gives(
      "a function merged with a namespace",
      ["function m() { return m.v } namespace m { export const v = 8 }", "m()"],
      "8",
    );
    gives(
      "method decorators",
      [
        "function log(v: any, c: any) { return function(this: any, ...a: any[]) { return 'L' + v.apply(this, a) } }\nclass A { @log m() { return 1 } }",
        "new A().m()",
      ],
      "'L1'",
    );
    gives(
      "class decorators",
      [
        "const seen: string[] = []; function reg(c: any, x: any) { seen.push(x.name) }\n@reg class Q {}",
        "seen",
      ],
      "[ 'Q' ]",
    );
    it("using", async () => {
      await notebook.value("const L: string[] = []");
      expect(
        await notebook.value("using u = { v: 3, [Symbol.dispose]() { L.push('d') } };\nL.push('body'); u.v"),
      ).to.equal("3");
      expect(await notebook.value("L")).to.equal("[ 'body', 'd' ]");
    });
    gives(
      "await using",
      [
        "const L2: string[] = []",
        "{ await using u = { async [Symbol.asyncDispose]() { await null; L2.push('d') } }; L2.push('b') }",
        "L2",
      ],
      "[ 'b', 'd' ]",
    );
    gives(
      "import type loads nothing",
      [
        "import type { A } from 'no-such-package'\nimport { type B } from 'no-such-package'\nlet t: A | B | null = null; t",
      ],
      "null",
    );
    gives(
      "parameter properties and private members",
      [
        "let c = 0; class M { #p = c; static s = ++c; constructor(readonly r = c) {} get p() { return this.#p + c } static { c += 10 } }",
        "[new M().p, M.s, c, new M().r]",
      ],
      "[ 22, 1, 11, 11 ]",
    );
    gives("export default", ["export default class { z = 1 }", "1"], "1");
    gives("export lists", ["const e1 = 1; export { e1, e1 as e2 }; e1"], "1");
  });

  describe("scopes", () => {
    gives(
      "var in a block and a loop head",
      ["for (var i = 0; i < 3; i++) { var w = i }", "[i, w]"],
      "[ 3, 2 ]",
    );
    gives(
      "var in for-of and for-in heads",
      [
        "for (var fo of [1, 2]) ; for (var fi in { k: 1 }) ; for (var [a1, b1] of [[3, 4]]) ;",
        "[fo, fi, a1, b1]",
      ],
      "[ 2, 'k', 3, 4 ]",
    );
    gives(
      "var in a block sees the names of the block",
      ["const x = 1; { const x = 5; var fromBlock = x; for (var h = x; h < 7; h++); } [x, fromBlock, h]"],
      "[ 1, 5, 7 ]",
    );
    gives(
      "let in a loop head is new in each round",
      ["const fs2: any[] = []; for (let i = 0; i < 3; i++) fs2.push(() => i)", "fs2.map((f: any) => f())"],
      "[ 0, 1, 2 ]",
    );
    gives(
      "parameters and blocks shadow",
      [
        "const x = 1; function f(x: number) { { const x = 5; } return x } function g({ x }: { x: number }) { return x }",
        "[f(2), g({ x: 3 }), x, (() => { const x = 9; return x })()]",
      ],
      "[ 2, 3, 1, 9 ]",
    );
    gives(
      "defaults of parameters see the notebook",
      ["let base = 1; function d(v = base, { w = base } = {}) { return v + w }", "base = 10; d()"],
      "20",
    );
    gives(
      "labels, switch and catch",
      [
        "const e = 'outer'; let r: any; outer: for (const k of [1, 2]) { switch (k) { case 1: { const e = 'in'; r = e; break } default: break outer } } try { throw 'c' } catch (e) { r += e }",
        "[r, e]",
      ],
      "[ 'inc', 'outer' ]",
    );
    gives(
      "destructured declarations",
      ["const { a, b: [c = 9, ...d], ...e } = { a: 1, b: [undefined, 2, 3], y: 4 } as any", "[a, c, d, e]"],
      "[ 1, 9, [ 2, 3 ], { y: 4 } ]",
    );
    gives(
      "computed keys in patterns",
      [
        "const key = 'k'; const { [key]: picked = 3 } = { k: 2 } as any; function h2({ [key]: v }: any) { return v }",
        "[picked, h2({ k: 5 })]",
      ],
      "[ 2, 5 ]",
    );
    gives("shorthand properties", ["const x = 1, y = 2", "({ x, y })"], "{ x: 1, y: 2 }");
    gives("functions are hoisted", ["const early = late(); function late() { return 3 }", "early"], "3");
  });

  describe("functions", () => {
    gives("generators", ["function* g() { yield* [1, 2]; return 3 }", "[...g()]"], "[ 1, 2 ]");
    gives(
      "this is undefined in a plain call",
      ["function f(this: any) { return this === undefined }", "[f(), f?.()]"],
      "[ true, true ]",
    );
    gives("this is undefined at the top level", ["typeof this"], "'undefined'");
    gives(
      "names are kept",
      [
        "const conv = (x: number) => x; const K = class {}; let late3: any; late3 = () => 1",
        "[conv.name, K.name, late3.name]",
      ],
      "[ 'conv', 'K', 'late3' ]",
    );
    gives("an arrow as a value has no name", ["x => x", "(v => v).name"], "''");
    gives(
      "templates and tags",
      ["const tag = (s: any, ...v: any[]) => s.raw.join('|') + v; const q = 2", `tag\`a\${q}b\``],
      "'a|b2'",
    );
  });

  describe("the value of a cell", () => {
    gives("an object literal", ["{ a: 1, b: 2 }"], "{ a: 1, b: 2 }");
    gives("an object literal of one property", ["{ a: 1 }"], "{ a: 1 }");
    gives("a block is a block", ["let inBlock = 0", "{ inBlock = 4; let y = 1 }", "inBlock"], "4");
    gives("a string, also a directive's", ["'use strict'"], "'use strict'");
    gives("null", ["null"], "null");
    gives("undefined shows nothing", ["undefined"], undefined);
    gives("none after a declaration", ["1; const done = 2"], undefined);
    gives("of an expression before types", ["3\ninterface After { a: number }\ntype T2 = string"], "3");
    it("not when silent", async () => {
      expect((await notebook.run("1 + 1", {silent: true})).outputs).to.deep.equal([]);
    });
  });

  it("speaks of the student's names in messages, also in a catch clause", async () => {
    const {outputs} = await notebook.run(
      "const obj: any = {}\ntry { obj.foo() } catch (e) { console.log((e as Error).message) }\nobj.foo()",
    );
    expect(textIn(outputs)).to.equal("obj.foo is not a function\n");
    expect(errorIn(outputs)?.message).to.equal("obj.foo is not a function");
    const call = await notebook.run("const notCallable: any = 3; notCallable(1)");
    expect(errorIn(call.outputs)?.message).to.equal("notCallable is not a function");
    const spread = await notebook.run("const [first] = notCallable");
    expect(plain(errorIn(spread.outputs)?.traceback.join("\n") ?? "")).not.to.include("$$");
  });
});
