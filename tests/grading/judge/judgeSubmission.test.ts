import {spawn} from "node:child_process";
import {createHash} from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import type {GradingJob} from "../../../src/grading/job.js";
import {type Judged, judgeSubmission} from "../../../src/grading/judge/judgeSubmission.js";
import {PRIVATE_CHECK, readPrivateCases} from "../../../src/grading/judge/privateCases.js";
import {openPreparer, type Preparer} from "../../../src/grading/prepare/preparer.js";
import {openSandbox} from "../../../src/grading/sandbox/openSandbox.js";
import type {Sandbox} from "../../../src/grading/sandbox/sandbox.js";
import {everyExercise} from "../../support/exerciseFiles.js";
import {callsOf} from "../hostile/buildClass.js";
import {correlate, fromTable, LOOPS, oriented, passes, WRONG} from "../hostile/hostile.js";
import {handedIn} from "../support/handedIn.js";

const ASSIGNMENT = "04-convolution-2d";
const [C, G, O, T] = ["l04-correlate2d", "l04-find-glyph", "l04-oriented-kernel", "l04-two-passes"] as const;

describe("judgeSubmission(job, options)", function () {
  this.timeout(60_000);
  let inputsFolder: string;
  let sandbox: Sandbox;
  let preparer: Preparer;
  let solutions: Readonly<Record<string, string>>;

  before(async () => {
    inputsFolder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-inputs-"));
    // Without a sandbox where this machine has none: what is tested here is the judge.
    sandbox = await openSandbox({kind: "auto"}).catch(() => openSandbox({kind: "none"}));
    preparer = openPreparer();
    solutions = Object.fromEntries(
      (await everyExercise()).map(({exercise, solution}) => [exercise.id, solution]),
    );
  });
  after(async () => {
    await sandbox.close();
    await preparer.close();
    fs.rmSync(inputsFolder, {recursive: true});
  });

  function jobOf(text: string, more: Partial<GradingJob> = {}): GradingJob {
    const sha256 = createHash("sha256").update(text).digest("hex");
    fs.writeFileSync(path.join(inputsFolder, sha256), text);
    return {
      version: 1,
      student: "ada",
      assignment: ASSIGNMENT,
      lesson: 4,
      inputs: [{name: `${ASSIGNMENT}.ipynb`, sha256, bytes: text.length}],
      notes: [],
      exercises: [C, G, O, T],
      seed: "the teacher's",
      variants: "course",
      ...more,
    };
  }

  /** Grades right answers with these in their place. */
  async function judged(
    answers: Readonly<Record<string, string>>,
    more: Partial<GradingJob> = {},
  ): Promise<Judged> {
    const job = jobOf(JSON.stringify(handedIn(ASSIGNMENT, {...solutions, ...answers})), more);
    return judgeSubmission(job, {inputsFolder, sandbox, preparer});
  }

  const verdicts = ({result}: Judged) =>
    Object.fromEntries(result.questions.map(q => [q.exercise, q.verdict]));
  const question = ({result}: Judged, id: string) => result.questions.find(({exercise}) => exercise === id);

  it("gives right answers full marks in both phases, and says how long each took", async () => {
    const {result, timing, transcript} = await judged({});
    expect(result.questions.map(({verdict, message}) => `${verdict}: ${message}`)).to.deep.equal(
      result.questions.map(() => "pass: Every check passes."),
    );
    expect(result).to.include({earned: 10, points: 10, student: "ada"});
    expect(result.layers).to.deep.equal(sandbox.layers);
    const law = result.questions[0].checks.find(({name}) => name === "random oblong images");
    expect(law).to.include({visible: "passed", hidden: "passed"});
    expect(timing.questions.map(({exercise}) => exercise)).to.deep.equal([C, G, O, T]);
    expect(timing.ms).to.be.above(0);
    const hidden = transcript.runs.filter(({phase}) => phase === "hidden");
    expect(hidden.some(({exercise, calls}) => exercise === C && calls.length > 20)).to.equal(true);
    expect(transcript.runs.every(({alone}) => !alone)).to.equal(true);
  });

  it("makes the same bytes of the same submission, wrong answers among them", async () => {
    const answers = {[C]: correlate(WRONG[C]), [O]: oriented("throw new Error(String(degrees));")};
    const [first, second] = [await judged(answers), await judged(answers)];
    expect(JSON.stringify(second.result)).to.equal(JSON.stringify(first.result));
    expect(JSON.stringify(second.transcript)).to.equal(JSON.stringify(first.transcript));
  });

  it("says what a visible case found wrong, with the call", async () => {
    const result = question(await judged({[C]: correlate(LOOPS.replace("let sum = 0", "let sum = 1"))}), C);
    expect(result).to.include({verdict: "fail", earned: 0, check: "sums worked by hand"});
    expect(result?.counterexample?.call).to.match(/^myCorrelate2d\(\[\[/);
    expect(result?.answer).to.include({matchedBy: "id"});
  });

  it("tells of a hidden case its check alone, whatever the answer prints, throws or returns there", async () => {
    const visible = await callsOf("visible");
    const leak = "console.log('LEAK', image); throw new Error('LEAK ' + JSON.stringify([image, kernel]));";
    const all = await judged({
      [C]: correlate(fromTable(visible[C], "image, kernel", leak)),
      [T]: passes(
        fromTable(visible[T], "image, column, row", "return [['LEAK', ...image]] as unknown as number[][];"),
      ),
    });
    expect(verdicts(all)).to.include({[C]: "threw", [T]: "fail"});
    const shown = all.result.questions.map(({answer: _handedIn, ...rest}) => rest);
    expect(JSON.stringify(shown)).not.to.include("LEAK");
    expect(question(all, C)).not.to.have.property("counterexample");
    expect(question(all, C)?.message).to.match(
      /^It passes the visible cases, but stops with an error on a hidden one/,
    );
    expect(JSON.stringify(all.transcript.runs.filter(({phase}) => phase === "hidden"))).to.include("LEAK");
  });

  it("grades again alone what does not pass beside the others, and keeps the others' passes", async () => {
    const all = await judged({[O]: oriented("process.exit(0);")});
    expect(verdicts(all)).to.deep.equal({[C]: "pass", [G]: "pass", [O]: "threw", [T]: "pass"});
    const runs = all.transcript.runs.filter(({exercise}) => exercise === O);
    expect(runs.map(({phase, alone}) => [phase, alone])).to.deep.equal([
      ["visible", false],
      ["visible", true],
    ]);
  });

  it("lets no answer spoil the process for those after it", async () => {
    const poison = `const fs = require("node:fs");
const host = fs.constructor.constructor("return this")() as typeof globalThis;
host.Array.prototype.push = () => { throw new Error("poisoned"); };
host.Buffer.from = () => { throw new Error("poisoned"); };
host.JSON.stringify = () => "{}";`;
    expect(verdicts(await judged({[C]: correlate(LOOPS, poison)}))).to.include({
      [G]: "pass",
      [O]: "pass",
      [T]: "pass",
    });
  });

  /** Has the process answer for `twoPasses`, whoever is asked; `vm` is the way to it. */
  const takeOver = (vm: string) => `{
  const answerFor = (image: number[][], column: number[], row: number[]) =>
    right(right(image, column.map(weight => [weight])), [row]);
  const script = (${vm}).Script.prototype;
  const {runInContext} = script;
  script.runInContext = function (this: unknown, ...args: unknown[]) {
    const made = runInContext.apply(this, args);
    return (...given: unknown[]) => {
      const result = made(...given);
      if (typeof result?.then !== "function") return result;
      return result.then((answer: any) =>
        typeof answer !== "function" ? answer : (...args: unknown[]) =>
          args.length === 3 ? answerFor(...(args as [number[][], number[], number[]])) : answer(...args));
    };
  };
}`;
  const CORRECT = `function right(image: number[][], kernel: number[][]): number[][] {\n${LOOPS}\n}`;

  for (const [road, how] of [
    ["a module", takeOver('require("node:vm") as any')],
    ["process", takeOver('(process as any).getBuiltinModule("node:vm")')],
    [
      "a global's constructor",
      takeOver('(URL as any).constructor("return process")().getBuiltinModule("node:vm")'),
    ],
    [
      "the library's functions",
      takeOver(
        'require("kernelbook").sobelKernel.constructor("return process")().getBuiltinModule("node:vm")',
      ),
    ],
    [
      "a timer's class",
      takeOver(
        '(setTimeout(() => {}, 0) as any).constructor.constructor("return process")().getBuiltinModule("node:vm")',
      ),
    ],
    [
      "require itself",
      takeOver('(require as any).constructor("return process")().getBuiltinModule("node:vm")'),
    ],
    [
      "evaluated code",
      `(0, eval)("import('node:vm')").then((vm: any) => ${takeOver("vm.default")}, () => {});`,
    ],
    [
      "a timer that waits for the next answer",
      `setTimeout(() => ${takeOver('require("node:vm") as any')}, 0);`,
    ],
    [
      "a promise that waits for the next answer",
      `Promise.resolve().then(async () => { for (let i = 0; i < 200; i++) await 0; ${takeOver('require("node:vm") as any')} });`,
    ],
    ["its last call", ""],
  ] as const) {
    it(`lets no answer pass for another one, by way of ${road}`, async () => {
      const body =
        how === ""
          ? `  if (++calls > 20) queueMicrotask(() => ${takeOver('require("node:vm") as any')});\n${LOOPS}`
          : LOOPS;
      const spoiled = correlate(body, `let calls = 0;\n${CORRECT}\n${how}`);
      const all = await judged({[C]: spoiled, [T]: passes(WRONG[T])});
      expect(verdicts(all)).to.include({[G]: "pass", [O]: "pass", [T]: "fail"});
    });
  }

  it("believes no pass in a process in which replies were forged: those are graded again alone", async () => {
    const forged = oriented(
      `require("node:fs").writeSync(1, Buffer.from([2, 0, 0, 0, 123, 125]));\n${WRONG[O]}`,
    );
    const all = await judged({[O]: forged});
    expect(verdicts(all)).to.deep.equal({[C]: "pass", [G]: "pass", [O]: "tampered", [T]: "pass"});
    const visible = all.transcript.runs.filter(({phase}) => phase === "visible");
    expect(visible.map(({exercise, alone}) => [exercise, alone])).to.deep.equal([
      [C, true],
      [G, true],
      [O, true],
      [T, false],
    ]);
  });

  it("notes an answer that gives other results when it is asked again", async () => {
    const dice = `import {randomInt} from "node:crypto";`;
    const all = await judged({
      [O]: oriented("return [0, 1, 2].map(() => [randomInt(1e9), randomInt(1e9), 0]);", dice),
    });
    expect(question(all, O)?.notes.join()).to.match(/not deterministic/i);
    expect(question(all, C)?.notes.join()).not.to.match(/not deterministic/i);
  });

  it("notes chance in an answer that passes, too: its first call is repeated in the hidden cases' worker", async () => {
    const all = await judged({
      [C]: correlate(
        "return right(image, kernel).map(row => row.map(sum => sum + 1e-13 * Math.random()));",
        CORRECT,
      ),
    });
    expect(verdicts(all)[C]).to.equal("pass");
    expect(question(all, C)?.notes.join()).to.match(/not deterministic/i);
    expect(question(all, O)?.notes.join()).not.to.match(/not deterministic/i);
  });

  it("takes an answer's type into account, and still runs every check", async () => {
    const untyped = `const myCorrelate2d: any = (image: any, kernel: any): any => {\n${LOOPS}\n};`;
    const result = question(await judged({[C]: untyped}), C);
    expect(result).to.include({verdict: "fail", check: "its type", earned: 0});
    expect(result?.checks[0]).to.include({name: "its type", visible: "failed"});
    expect(result?.checks.slice(1).some(({hidden}) => hidden === "passed")).to.equal(true);
  });

  it("leaves stubs, cells without an answer and cells that cannot be read unrun", async () => {
    const {[G]: _glyph, ...others} = solutions;
    const notebook = handedIn(ASSIGNMENT, {...others, [C]: "function myCorrelate2d( {"});
    const cells = notebook.cells.filter(({id}) => id !== T);
    const all = await judgeSubmission(jobOf(JSON.stringify({...notebook, cells})), {
      inputsFolder,
      sandbox,
      preparer,
    });
    expect(verdicts(all)).to.deep.equal({
      [C]: "ungradable",
      [G]: "not-attempted",
      [O]: "pass",
      [T]: "not-attempted",
    });
    expect(question(all, C)?.message).to.match(/^The answer cell cannot be read as TypeScript: Line 1/);
    expect(all.transcript.runs.every(({exercise}) => exercise === O)).to.equal(true);
  });

  it("runs a teacher's further cases behind the hidden ones, and shows nothing of them", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-private-"));
    try {
      fs.writeFileSync(
        path.join(folder, `${C}.json`),
        JSON.stringify({cases: [{args: [[[271828, 1]], [[314159]]]}]}),
      );
      const privateCases = await readPrivateCases(folder);
      const grade = async (body: string) =>
        judgeSubmission(jobOf(JSON.stringify(handedIn(ASSIGNMENT, {...solutions, [C]: correlate(body)}))), {
          inputsFolder,
          sandbox,
          preparer,
          privateCases,
        });
      expect(verdicts(await grade(LOOPS))).to.include({[C]: "pass"});
      const wrong = await grade(`  if (image[0][0] > 1000) return [[1]];\n${LOOPS}`);
      expect(question(wrong, C)).to.include({verdict: "fail", check: PRIVATE_CHECK});
      expect(JSON.stringify(wrong.result)).not.to.match(/271828|314159/);
    } finally {
      fs.rmSync(folder, {recursive: true});
    }
  });

  it("says of what was not handed in that nothing was, of what cannot be read why", async () => {
    const options = {inputsFolder, sandbox, preparer};
    const nothing = await judgeSubmission({...jobOf(""), inputs: []}, options);
    expect(new Set(Object.values(verdicts(nothing)))).to.deep.equal(new Set(["not-attempted"]));
    const link = await judgeSubmission({...jobOf(""), inputs: [], notes: ["a.ipynb is a link."]}, options);
    expect(new Set(Object.values(verdicts(link)))).to.deep.equal(new Set(["ungradable"]));
    expect(link.result.notes).to.deep.equal(["a.ipynb is a link."]);
    const half = await judgeSubmission(jobOf('{"cells": ['), options);
    expect(question(half, C)).to.include({verdict: "ungradable"});
    expect(question(half, C)?.message).to.match(/JSON/);
  });

  it("decides nothing where the grader itself fails", async () => {
    const missing = {...jobOf("{}"), inputs: [{name: "a.ipynb", sha256: "00", bytes: 1}]};
    const unread = await judgeSubmission(missing, {inputsFolder, sandbox, preparer});
    expect(new Set(Object.values(verdicts(unread)))).to.deep.equal(new Set(["grader-fault"]));
    const closed = await openSandbox({kind: "none"});
    const broken: Sandbox = {
      ...closed,
      layers: [],
      launch: () => spawn("/no/such/program"),
      cpuMs: () => undefined,
    };
    const job = jobOf(JSON.stringify(handedIn(ASSIGNMENT, solutions)));
    const unrun = await judgeSubmission(job, {inputsFolder, sandbox: broken, preparer});
    expect(new Set(Object.values(verdicts(unrun)))).to.deep.equal(new Set(["grader-fault"]));
    expect(unrun.result.earned).to.equal(0);
    await closed.close();
  });
});
