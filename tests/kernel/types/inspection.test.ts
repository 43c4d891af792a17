import {expect} from "chai";
import {close, type OpenEngine, open, run} from "./engineHarness.js";

interface InspectionRow {
  readonly about: string;
  /** The cursor stands at the bar. */
  readonly code: string;
  /** White space aside; undefined for nothing to tell. */
  readonly signature: string | undefined;
  /** Where TypeScript 7's parts say it in other words. */
  readonly in7?: string;
  readonly documentation?: string;
  readonly tags?: readonly string[];
}

const EARLIER = [
  "/** Adds one.\n * @param v the value\n * @returns the sum */\nfunction addOne(v: number) { return v + 1 }",
  "const obj = {alpha: 1,\n/** The second. */\nbeta: {gamma: 2}}; let counter = 1",
  "/** Walks. */\nclass Walker {\n/** How far. */\nsteps = 0; constructor(public readonly name: string) {}\n/** Goes on. */\nwalk(n: number): this { return this } get far() { return true } }",
  "interface Shape {\n/** In pixels. */\nwidth: number}; type Pair<T> = [T, T]; enum Colour {Red, Green}; namespace Units { export const metre = 1 }",
  "declare function pick(a: string): string; declare const w: Walker; declare const s: Shape; declare const text: string | undefined",
];

const ADD_ONE = {
  signature: "function addOne(v: number): number",
  documentation: "Adds one.",
  tags: ["@param v the value", "@returns the sum"],
};

const ROWS: readonly InspectionRow[] = [
  {about: "a function at its start", code: "|addOne(2)", ...ADD_ONE},
  {about: "a function inside its name", code: "add|One(2)", ...ADD_ONE},
  {about: "a function at its end", code: "addOne|", ...ADD_ONE},
  {about: "the function called, from its parenthesis", code: "addOne(|", ...ADD_ONE},
  {about: "the function called, from its arguments", code: "addOne(1 + |2)", ...ADD_ONE},
  {about: "a function behind an emoji", code: "'😀'; add|One(2)", ...ADD_ONE},
  {about: "a constant", code: "ob|j", signature: "const obj: { alpha: number; beta: { gamma: number; }; }"},
  {about: "a variable", code: "coun|ter", signature: "let counter: number"},
  {
    about: "a property with its comment",
    code: "obj.be|ta",
    signature: "(property) beta: { gamma: number; }",
    documentation: "The second.",
  },
  {
    about: "a property of an interface",
    code: "s.wid|th",
    signature: "(property) Shape.width: number",
    documentation: "In pixels.",
  },
  {
    about: "a property of a class",
    code: "w.ste|ps",
    signature: "(property) Walker.steps: number",
    documentation: "How far.",
  },
  {
    about: "a method",
    code: "w.wa|lk(1)",
    signature: "(method) Walker.walk(n: number): Walker",
    documentation: "Goes on.",
  },
  {
    about: "a getter",
    code: "w.f|ar",
    signature: "(property) Walker.far: boolean",
    in7: "(getter) Walker.far: boolean",
  },
  {about: "a class", code: "Wal|ker", signature: "class Walker", documentation: "Walks."},
  {
    about: "a constructor",
    code: "new Wal|ker('x')",
    signature: "constructor Walker(name: string): Walker",
    documentation: "Walks.",
  },
  {
    about: "a constructor, from its arguments",
    code: "new Walker('|x')",
    signature: "constructor Walker(name: string): Walker",
    documentation: "Walks.",
  },
  {about: "an interface", code: "let a: Sha|pe", signature: "interface Shape"},
  {about: "a type alias", code: "let a: Pa|ir<1>", signature: "type Pair<T> = [T, T]"},
  {about: "an enum", code: "Col|our.Red", signature: "enum Colour"},
  {
    about: "a member of an enum",
    code: "Colour.Re|d",
    signature: "(enum member) Colour.Red = 0",
    in7: "(enum member) Colour.Red",
  },
  {about: "a namespace", code: "Uni|ts.metre", signature: "namespace Units"},
  {about: "a parameter", code: "(aim: number) => a|im", signature: "(parameter) aim: number"},
  {about: "a constant of the cell", code: "const five = 5; fi|ve", signature: "const five: 5"},
  {about: "a narrowed type", code: "if (text) { te|xt }", signature: "const text: string"},
  {
    about: "a function of the library",
    code: "Math.m|ax(1)",
    signature: "(method) Math.max(...values: number[]): number",
    documentation: "Returns the larger of a set of supplied numeric expressions.",
  },
  {
    about: "a package",
    code: "import * as fs from 'node:fs'; f|s",
    signature: 'module "node:fs"',
  },
  {about: "the last name before the cursor", code: "addOne |", ...ADD_ONE},
  {about: "nothing about a keyword", code: "i|f (1) {}", signature: undefined},
  {about: "nothing about an unknown name", code: "not|hing", signature: undefined},
  {about: "nothing about a number", code: "1|2", signature: undefined},
  {about: "nothing in an empty cell", code: "|", signature: undefined},
];

for (const name of ["typescript7", "typescript6"] as const) {
  describe(`inspect with ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenEngine;
    before(async () => {
      opened = await open(name);
      for (const code of EARLIER) expect(run(opened.engine, code)).to.be.empty;
    });
    after(() => close(opened));

    for (const {about, code, signature, in7, documentation = "", tags} of ROWS) {
      it(`tells ${about}: ${code}`, () => {
        const offset = code.indexOf("|");
        const found = opened.engine.inspect(code.slice(0, offset) + code.slice(offset + 1), offset);
        const expected = name === "typescript7" ? (in7 ?? signature) : signature;
        expect(found?.signature.replace(/\s+/g, " ")).to.equal(expected);
        if (found === undefined) return;
        expect(found.documentation).to.equal(documentation);
        if (tags !== undefined) expect(found.tags).to.deep.equal(tags);
        expect(JSON.stringify(found)).not.to.match(/__(scope|cell|globals)/);
      });
    }
  });
}
