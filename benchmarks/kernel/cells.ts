import type {Language} from "./kernelSpec.js";

/** One cell of the benchmark and how to see that it did what it should. */
export interface BenchCell {
  readonly code: string;
  /** `error`: the kernel must refuse it. */
  readonly expect: "ok" | "error";
  /** Must occur in the cell's text output. */
  readonly answer?: string;
}

/** Text with the cursor at its end (completion) or inside it (inspection), and a word that the answer must hold. */
export interface Question {
  readonly code: string;
  readonly cursor: number;
  readonly answer: string;
}

export const STOP_KINDS = [
  "while",
  "never",
  "afterAwait",
  "awaitLoop",
  "timers",
  "printing",
  "regex",
  "native",
] as const;
/** What a cell is stuck in when Stop is pressed. */
export type StopKind = (typeof STOP_KINDS)[number];

/** The same work in one language. What a language has no counterpart for is undefined, and the table shows a dash. */
export interface Cells {
  /** Literal changed each time, so that no cache of whole cells answers. */
  readonly changed: (k: number) => BenchCell;
  readonly classCell: (k: number) => BenchCell;
  readonly typeError: ((k: number) => BenchCell) | undefined;
  readonly throwing: (k: number) => BenchCell;
  readonly tfjs:
    | {
        readonly import: BenchCell;
        readonly use: (k: number) => BenchCell;
        readonly error: (k: number) => BenchCell;
      }
    | undefined;
  readonly vega:
    | {
        readonly import: BenchCell;
        readonly right: (k: number) => BenchCell;
        readonly wrong: (k: number) => BenchCell;
        readonly compile: BenchCell;
      }
    | undefined;
  /** To be run before the questions. */
  readonly prepareQuestions: BenchCell;
  readonly complete: (k: number) => Question;
  readonly inspect: (k: number) => Question;
  /** A cell that declares an object and a function, for long notebooks. */
  readonly declaring: (k: number) => BenchCell;
  readonly useDeclared: (k: number) => BenchCell;
  /** Prints `line 0` to `line n - 1`. */
  readonly lines: (n: number) => BenchCell;
  /** Declares `marker` and `ticks`, which the stuck cells count up where they can. */
  readonly beforeStop: (marker: number) => BenchCell;
  readonly stop: Readonly<Record<StopKind, string>>;
}

const ok = (code: string, answer?: string): BenchCell =>
  answer === undefined ? {code, expect: "ok"} : {code, expect: "ok", answer};
const error = (code: string): BenchCell => ({code, expect: "error"});

const typescript: Cells = {
  changed: k => ok(`1 + ${k}`, `${1 + k}`),
  classCell: k =>
    ok(
      `class P${k} { constructor(public x: number) {} get d() { return this.x * 2 } }\nnew P${k}(${k}).d`,
      `${2 * k}`,
    ),
  typeError: k => error(`let s${k}: string = ${k}`),
  throwing: k => error(`throw new RangeError("boom ${k}")`),
  tfjs: {
    import: ok(`import * as tf from "@tensorflow/tfjs"`),
    use: k => ok(`tf.tensor2d([[${k}, 2], [3, 4]]).matMul(tf.ones([2, 2])).shape`, "2"),
    // In a function that is never called: only types can tell.
    error: k => error(`function later${k}() { return tf.tensor2d([[${k}, 2]]).matMull(3) }`),
  },
  vega: {
    import: ok(`import { compile, type TopLevelSpec } from "vega-lite"`),
    right: k =>
      ok(
        `const spec${k}: TopLevelSpec = { data: { values: [{ a: ${k}, b: 2 }] }, mark: "bar", encoding: { x: { field: "a", type: "quantitative" }, y: { field: "b", type: "ordinal" } } }`,
      ),
    wrong: k =>
      error(
        `const wrong${k}: TopLevelSpec = { data: { values: [{ a: ${k}, b: 2 }] }, mark: "barr", encoding: { x: { field: "a", type: "quantitative" } } }`,
      ),
    compile: ok(`compile(spec0).spec.marks?.length`, "1"),
  },
  prepareQuestions: ok(`import * as tf from "@tensorflow/tfjs"`),
  complete: k => {
    const code = `const q${k} = 1; tf.ten`;
    return {code, cursor: code.length, answer: "tensor2d"};
  },
  inspect: k => {
    const code = `const q${k} = 1; tf.tensor2d([[1]])`;
    return {code, cursor: code.indexOf("tensor2d") + 3, answer: "tensor2d"};
  },
  declaring: k =>
    ok(
      `const v${k} = { id: ${k}, name: "n${k}", list: [${k}, ${k} + 1] }; function fn${k}(a: number): number { return a + v${k}.id }`,
    ),
  useDeclared: k => ok(`fn7(v${k}.id) + v249.list[0]!`, `${k + 7 + 249}`),
  lines: n => ok(`for (let i = 0; i < ${n}; i++) console.log("line " + i)`),
  beforeStop: marker => ok(`let marker = ${marker}; let ticks = 0`),
  stop: {
    while: "while (true) {}",
    never: "await new Promise(() => {})",
    afterAwait: "await null; while (true) {}",
    awaitLoop: "while (true) { ticks++; await new Promise(done => setTimeout(done, 5)) }",
    timers: "for (let i = 0; i < 100; i++) setInterval(() => { ticks++ }, 0); await new Promise(() => {})",
    printing: `while (true) console.log("on and on")`,
    regex: `/^(a+)+$/.test("a".repeat(40) + "!")`,
    native: `import { execSync as runCommand } from "node:child_process"; runCommand("sleep 10")`,
  },
};

const python: Cells = {
  changed: k => ok(`1 + ${k}`, `${1 + k}`),
  classCell: k =>
    ok(
      `class P${k}:\n    def __init__(self, x): self.x = x\n    @property\n    def d(self): return self.x * 2\nP${k}(${k}).d`,
      `${2 * k}`,
    ),
  typeError: undefined,
  throwing: k => error(`raise ValueError("boom ${k}")`),
  tfjs: undefined,
  vega: undefined,
  prepareQuestions: ok("import json"),
  complete: k => {
    const code = `q${k} = 1; json.du`;
    return {code, cursor: code.length, answer: "dumps"};
  },
  inspect: k => {
    const code = `q${k} = 1; json.dumps([1])`;
    return {code, cursor: code.indexOf("dumps") + 3, answer: "dumps"};
  },
  declaring: k =>
    ok(
      `v${k} = {"id": ${k}, "name": "n${k}", "list": [${k}, ${k} + 1]}\ndef fn${k}(a): return a + v${k}["id"]`,
    ),
  useDeclared: k => ok(`fn7(v${k}["id"]) + v249["list"][0]`, `${k + 7 + 249}`),
  lines: n => ok(`for i in range(${n}): print("line " + str(i))`),
  beforeStop: marker => ok(`marker = ${marker}; ticks = 0`),
  stop: {
    while: "while True: pass",
    never: "import asyncio\nawait asyncio.Event().wait()",
    afterAwait: "import asyncio\nawait asyncio.sleep(0)\nwhile True: pass",
    awaitLoop: "import asyncio\nwhile True:\n    ticks += 1\n    await asyncio.sleep(0.005)",
    timers:
      "import asyncio\nloop = asyncio.get_running_loop()\ndef tick():\n    global ticks\n    ticks += 1\n    loop.call_later(0.001, tick)\nfor i in range(100): tick()\nawait asyncio.Event().wait()",
    printing: `while True: print("on and on")`,
    regex: `import re\nre.match(r"^(a+)+$", "a" * 40 + "!")`,
    native: `import subprocess\nsubprocess.run(["sleep", "10"])`,
  },
};

export const CELLS: Readonly<Record<Language, Cells>> = {typescript, python};
