import {expect} from "chai";
import {close, type OpenEngine, open, run, writeFiles} from "./engineHarness.js";

interface CompletionRow {
  readonly about: string;
  /** The cursor stands at the bar. */
  readonly code: string;
  /** What the answer replaces. */
  readonly replaces?: string;
  /** In this order, among others. */
  readonly offers?: readonly string[];
  readonly omits?: readonly string[];
  /** All there is. */
  readonly only?: readonly string[];
}

const EARLIER = [
  "interface Shape {width: number; height?: number; mark: 'bar' | 'line'}; type Pair = [number, number]",
  "const obj = {alpha: 1, beta: {gamma: 'x'}}; let counter = 1; function addOne(v: number) { return v + 1 }",
  "class Walker { #secret = 1; private hidden = 2; steps = 0; static start() { return new Walker() } walk(n: number) { return this } }",
  "interface Old {\n/** @deprecated use fresh */\naged: number; fresh: number}; declare const old: Old; enum Colour {Red, Green}",
  "namespace Units { export const metre = 1; export type Length = number }",
];

const ROWS: readonly CompletionRow[] = [
  {about: "members of a value of an earlier cell", code: "obj.|", replaces: "", only: ["alpha", "beta"]},
  {about: "members by what is typed", code: "obj.be|", replaces: "be", only: ["beta"]},
  {about: "members of members", code: "obj.beta.gamma.toU|", only: ["toUpperCase"]},
  {about: "in the middle of a cell", code: "const q = obj.al| + 1;\nq", replaces: "al", only: ["alpha"]},
  {
    about: "behind characters outside the basic plane",
    code: "const s = '😀'; s.toLowerC|",
    only: ["toLowerCase"],
  },
  {
    about: "no private members",
    code: "Walker.start().|",
    offers: ["steps", "walk"],
    omits: ["hidden", "#secret"],
  },
  {about: "static members", code: "Walker.st|", offers: ["start"]},
  {about: "deprecated members last", code: "old.|", only: ["fresh", "aged"]},
  {about: "names of earlier cells before globals", code: "co|", offers: ["counter", "console", "const"]},
  {
    about: "names of the cell before those of earlier ones",
    code: "const cord = 1; co|",
    offers: ["cord", "counter", "console"],
  },
  {
    about: "parameters and inner names",
    code: "function f(aim: number) { const aid = 2; return ai| }",
    offers: ["aid", "aim"],
  },
  {
    about: "no inner names from outside",
    code: "function f(aim: number) { const aid = 2 }\nai|",
    omits: ["aid", "aim"],
  },
  {about: "keywords", code: "awa|", offers: ["await"]},
  {about: "the kernel's own functions", code: "prom|", offers: ["prompt"]},
  {about: "types where a type stands", code: "let s: Sh|", replaces: "Sh", offers: ["Shape"]},
  {
    about: "no values where a type stands",
    code: "let s: |",
    offers: ["Pair", "Shape", "Promise", "string"],
    omits: ["obj", "counter", "addOne"],
  },
  {
    about: "no types where a value stands",
    code: "const s = |",
    offers: ["addOne", "counter", "obj"],
    omits: ["Shape", "Pair"],
  },
  {about: "values behind typeof in a type", code: "let s: typeof ob|", offers: ["obj"]},
  {about: "classes in both", code: "let s: Walk|", offers: ["Walker"]},
  {about: "members of an enum", code: "Colour.|", only: ["Green", "Red"]},
  {about: "members of a namespace", code: "Units.|", only: ["metre"]},
  {about: "types of a namespace", code: "let l: Units.|", only: ["Length"]},
  {
    about: "properties of an object of known type",
    code: "const s: Shape = {width: 1, |}",
    only: ["mark", "height"],
  },
  {
    about: "values of a property of known type",
    code: "const s: Shape = {width: 1, mark: 'b|'}",
    replaces: "b",
    only: ["bar"],
  },
  {about: "properties taken from an object", code: "const {al|} = obj", only: ["alpha"]},
  {about: "keys in brackets", code: "obj['|']", only: ["alpha", "beta"]},
  {
    about: "names that a module exports",
    code: "import {readFileS|} from 'node:fs'",
    replaces: "readFileS",
    only: ["readFileSync"],
  },
  {
    about: "modules of Node",
    code: "import fs from 'node:f|'",
    replaces: "node:f",
    only: ["node:fs", "node:fs/promises"],
  },
  {about: "packages", code: "import x from 'some-p|'", replaces: "some-p", only: ["some-package"]},
  {about: "local files", code: "import x from './hel|'", replaces: "hel", only: ["helper"]},
  {about: "files in folders", code: "import x from './lib/in|'", replaces: "in", only: ["inner"]},
  {about: "nothing in a comment", code: "// co|", only: []},
  {about: "nothing in a text", code: "const s = 'co|'", only: []},
  {about: "nothing behind the dot of an unknown value", code: "nothing.|", only: []},
  {about: "a method of a call's result", code: "[1, 2].map(x => x + 1).fil|", offers: ["fill", "filter"]},
  {about: "members of this", code: "class C { one = 1; two() { return this.o| } }", only: ["one"]},
];

for (const name of ["typescript7", "typescript6"] as const) {
  describe(`complete with ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenEngine;
    before(async () => {
      opened = await open(name, {
        "helper.ts": "export const v = 1",
        "lib/inner.ts": "export const w = 1",
        "node_modules/some-package/package.json": '{"name": "some-package", "types": "i.d.ts"}',
        "node_modules/some-package/i.d.ts": "export const x: number;",
        "package.json": '{"dependencies": {"some-package": "1.0.0"}}',
      });
      for (const code of EARLIER) expect(run(opened.engine, code)).to.be.empty;
    });
    after(() => close(opened));

    for (const {about, code, replaces, offers = [], omits = [], only} of ROWS) {
      it(`offers ${about}: ${code}`, () => {
        const offset = code.indexOf("|");
        const text = code.slice(0, offset) + code.slice(offset + 1);
        const {start, end, items} = opened.engine.complete(text, offset);
        const names = items.map(item => item.name);
        if (only !== undefined) expect(names).to.deep.equal(only);
        expect(names.filter(offered => offers.includes(offered))).to.deep.equal(offers);
        for (const omitted of omits) expect(names).not.to.include(omitted);
        if (replaces !== undefined) expect(text.slice(start, end)).to.equal(replaces);
        expect(JSON.stringify(names)).not.to.match(/__(scope|cell|globals|kernel)/);
      });
    }

    it("tells what each name is", () => {
      const kinds = (code: string) =>
        Object.fromEntries(
          opened.engine.complete(code, code.length).items.map(item => [item.name, item.kind]),
        );
      expect(kinds("obj.")).to.deep.equal({alpha: "property", beta: "property"});
      expect(kinds("Walker.start().")).to.include({steps: "property", walk: "method"});
      expect(kinds("addO")).to.deep.equal({addOne: "function"});
      expect(kinds("coun")).to.deep.equal({counter: "let"});
      expect(kinds("Walk")).to.deep.equal({Walker: "class"});
      expect(kinds("Colour.")).to.deep.equal({Red: "enum member", Green: "enum member"});
    });

    it("does not change what the next check sees", () => {
      opened.engine.complete("const obj = 1; counter.", 23);
      expect(opened.engine.check("obj.alpha + counter")).to.be.empty;
    });

    it("sees files written meanwhile", () => {
      writeFiles(opened.folder, {"fresh.ts": "export const freshName = 1"});
      const {items} = opened.engine.complete("import {fr} from './fresh'", 10);
      expect(items.map(item => item.name)).to.deep.equal(["freshName"]);
    });
  });
}
