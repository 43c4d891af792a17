import {expect} from "chai";
import type {Argument} from "../../../src/exercise/answer.js";
import {Opaque, type Value} from "../../../src/exercise/value.js";
import {openSandbox} from "../../../src/grading/sandbox/openSandbox.js";
import type {Sandbox} from "../../../src/grading/sandbox/sandbox.js";
import {type AnswerWorker, startWorker} from "../../../src/grading/worker/answerWorker.js";
import {CONSOLE_TEXT} from "../../../src/grading/worker/limits.js";
import {rejection} from "../../support/rejection.js";
import {skip} from "../../support/skip.js";

// The channel and the harness, in processes without a sandbox: what these tests say holds on every system.
describe("AnswerWorker, the judge's end of a worker", function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let worker: AnswerWorker | undefined;

  before(async () => {
    sandbox = await openSandbox({kind: "none"});
  });
  after(() => sandbox.close());
  afterEach(async () => {
    await worker?.stop();
    worker = undefined;
  });

  async function start(): Promise<AnswerWorker> {
    if (worker === undefined || worker.isOver)
      worker = await startWorker(sandbox, {cpuSeconds: 10, memoryMb: 128});
    return worker;
  }

  interface Run {
    readonly realm?: "context" | "main";
    readonly seconds?: number;
  }

  async function call(
    code: string,
    args: readonly Argument[] = [],
    {realm = "main", seconds = 5}: Run = {},
  ): Promise<Value> {
    return (await start()).open(code, {realm, budget: {seconds, memoryMb: 128}}).call(...args);
  }

  for (const kind of ["none", "auto"] as const) {
    it(`computes with TensorFlow.js on the wasm engine in one thread (sandbox ${kind})`, async function () {
      const place = kind === "none" ? sandbox : await openSandbox({kind}).catch(() => undefined);
      if (place === undefined) skip(this, "no sandbox works here");
      const trained = await startWorker(place, {cpuSeconds: 30, memoryMb: 1024});
      try {
        const answer = trained.open(
          `const tf = require("@tensorflow/tfjs");
           return async rows => [tf.getBackend(), require("kernelbook").engineInfo().threads, tf.tensor2d(rows).square().sum().arraySync()];`,
          {realm: "main", engine: true, budget: {seconds: 30, memoryMb: 1024}},
        );
        const [backend, threads, sum] = (await answer.call([
          [1, 2],
          [3, 4],
        ])) as unknown[];
        expect([backend, threads, sum]).to.deep.equal(["wasm", 1, 30]);
      } finally {
        await trained.stop();
        if (place !== sandbox) await place.close();
      }
    });
  }

  for (const realm of ["context", "main"] as const) {
    describe(`in a realm of kind ${realm}`, () => {
      const ask = (code: string, ...args: readonly Argument[]) => call(code, args, {realm});

      it("calls the answer with arguments of its own realm and returns its value", async () => {
        const code = `return (list, typed) => [list instanceof Array, typed instanceof Float64Array, typed[1], list[0] + 1];`;
        expect(await ask(code, [41], new Float64Array([1, Number.NaN]))).to.deep.equal([
          true,
          true,
          Number.NaN,
          42,
        ]);
      });

      it("gives fresh arguments to every call", async () => {
        const answer = (await start()).open("return list => { list.push(0); return list.length; }", {
          realm,
          budget: {seconds: 5, memoryMb: 128},
        });
        const list = [1, 2];
        expect([await answer.call(list), await answer.call(list), list]).to.deep.equal([3, 3, [1, 2]]);
      });

      it("reads an answer that is no function", async () => {
        const answer = (await start()).open("return [[1, 2], [3]];", {
          realm,
          budget: {seconds: 5, memoryMb: 128},
        });
        expect(await answer.value()).to.deep.equal([[1, 2], [3]]);
        expect(await rejection(answer.call())).to.include({
          name: "WrongAnswer",
          message: "The answer must be a function, but it is 2 rows of unequal lengths.",
        });
      });

      it("waits for promises", async () => {
        expect(
          await ask("return async x => { await new Promise(r => setTimeout(r, 5)); return x; }", 7),
        ).to.equal(7);
      });

      it("finds names of the library, and loads only what is used", async () => {
        const code = `const {correlate1d} = require("kernelbook"); return correlate1d;`;
        expect(await ask(code, [1, 2, 3], [1, 1])).to.deep.equal([3, 5]);
      });

      it("says in which line an answer threw", async () => {
        expect(
          await rejection(ask(`return () => {\n  throw new TypeError("no such picture");\n};`)),
        ).to.include({
          name: "AnswerThrew",
          message: "It threw TypeError in line 2: no such picture",
        });
      });

      it("brings an error of the cell itself out of the first call", async () => {
        expect(await rejection(ask(`\nthrow new Error("early");`))).to.include({
          name: "AnswerThrew",
          message: "It threw Error in line 2: early",
        });
      });

      it("says what was thrown that is no error", async () => {
        const message = "It threw the number 5 instead of returning a result.";
        expect(await rejection(ask("return () => { throw 5; }"))).to.include({name: "AnswerThrew", message});
      });

      it("says that an answer calls itself without end, and goes on", async () => {
        const error = await rejection(ask("const f = n => f(n + 1); return f;", 1));
        expect(error)
          .to.include({name: "AnswerThrew"})
          .and.property("message")
          .match(/^It calls itself without end/);
        expect(await ask("return () => 1")).to.equal(1);
      });

      it("knows the marks of an answer that was not attempted", async () => {
        const mark = `Object.assign(new Error("todo"), {[Symbol.for("kernelbook.notAttempted")]: true})`;
        for (const code of [
          `return () => { throw ${mark}; }`,
          `return () => ${mark}`,
          `return ${mark}`,
          "return undefined",
        ]) {
          expect(await rejection(ask(code)), code).to.include({name: "NotAttempted"});
        }
      });

      it("says at once that a promise never settles, and goes on", async () => {
        for (let i = 0; i < 3; i++) {
          expect(await rejection(ask("return () => new Promise(() => {})"))).to.include({
            name: "AnswerThrew",
            message: "It returned a promise that never settles.",
          });
        }
        expect(await ask("return () => 1")).to.equal(1);
      });

      it("collects what was printed, and cuts a flood", async () => {
        expect(
          await ask(`console.log("a", {b: 1}); return () => { process.stdout.write("c"); return 1; }`),
        ).to.equal(1);
        expect(worker?.takeRemarks().text).to.equal("a { b: 1 }\nc");
        expect(
          await ask(`return () => { for (let i = 0; i < 1e5; i++) console.log("flood"); return 2; }`),
        ).to.equal(2);
        const text = worker?.takeRemarks().text ?? "";
        expect(text.length).to.be.within(CONSOLE_TEXT, CONSOLE_TEXT + 100);
        expect(text).to.match(/more was printed, and left out\n$/);
      });

      it("has the same random numbers and clock in every run, and a clock that can be waited for", async () => {
        const code = `return () => { const end = Date.now() + 50; while (Date.now() < end) {} return [Math.random(), +new Date(), performance.now(), process.hrtime()[1]]; }`;
        const first = await ask(code);
        expect(await ask(code)).to.deep.equal(first);
      });

      it("notes what an answer reaches for", async () => {
        await rejection(ask(`require("node:child_process"); await fetch("http://127.0.0.1:1/");`));
        expect(worker?.takeRemarks().notes).to.deep.equal([
          "It loads the module child_process.",
          "It calls fetch.",
        ]);
      });

      it("has nothing in its environment, its arguments or the library that names a grader", async () => {
        expect(await ask("return () => [Object.keys(process.env), process.argv.length]")).to.deep.equal([
          [],
          1,
        ]);
      });

      const forgeries: readonly [string, string][] = [
        [
          "forges a frame",
          `const body = Buffer.from('{"type":"reply","id":"1","value":42}'); const head = Buffer.alloc(4); head.writeUInt32LE(body.length); const fs = require("fs"); return () => { fs.writeSync(1, Buffer.concat([head, body])); return 1; }`,
        ],
        [
          "writes text on the channel",
          `return () => { require("fs").writeSync(1, "PASSED\\n".repeat(1000)); return 1; }`,
        ],
        [
          "announces a frame of 4 GB",
          `return () => { require("fs").writeSync(1, Buffer.alloc(4, 255)); return 1; }`,
        ],
        [
          "writes to every descriptor",
          `return () => { for (let fd = 1; fd < 40; fd++) try { require("fs").writeSync(fd, "[[[[1234"); } catch {} return 1; }`,
        ],
      ];
      for (const [name, code] of forgeries) {
        it(`stops an answer that ${name}`, async () => {
          expect(await rejection(ask(code))).to.include({
            kind: "tampered",
            message: "It wrote on the channel between the grader and the answer.",
          });
          expect(worker?.isOver).to.equal(true);
        });
      }

      it("takes no result but by internal type, whatever the answer has redefined", async () => {
        const fake = `class Fake { valueOf() { return 42; } toJSON() { return 42; } [Symbol.toPrimitive]() { return 42; } }`;
        expect(await ask(`${fake} return () => new Fake();`)).to.deep.equal(new Opaque("a Fake"));
        const redefine = `Array.prototype.every = () => true; Object.is = () => true; JSON.stringify = () => "42"; JSON.parse = () => 42;
          Array.isArray = () => false; Object.prototype.toJSON = () => 42; Array.prototype.push = () => 1; Object.keys = () => [];
          Buffer.from = () => 1; require("fs").writeSync = () => 1; Reflect.apply = () => 1; Promise.prototype.then = () => 1;`;
        expect(await ask(`${redefine} return x => [x, {a: -0}];`, 5)).to.deep.equal([
          5,
          Object.assign(Object.create(null), {a: -0}),
        ]);
      });

      it("ends an answer that ends the process", async () => {
        for (const code of [
          "process.exit(0)",
          "return () => process.exit(0)",
          "process.exitCode = 0; return () => process.reallyExit(0)",
          "process.on('exit', () => { process.exitCode = 0; }); return () => process.exit(3)",
        ]) {
          expect(await rejection(ask(code)), code).to.include({
            kind: "threw",
            message: "It ended the process instead of returning a result.",
          });
        }
      });

      const endless: readonly [string, string][] = [
        ["a loop", "return () => { for (;;) {} }"],
        ["a loop at top level", "for (;;) {}"],
        [
          "promises without end",
          "return () => Promise.resolve().then(function f() { return Promise.resolve().then(f); })",
        ],
        ["a pattern that backtracks", "return () => /(a+)+$/.test('a'.repeat(40) + 'b')"],
      ];
      for (const [name, code] of endless) {
        it(`ends ${name} when its processor time is used up`, async () => {
          const error = await rejection(call(code, [], {realm, seconds: 0.3}));
          expect(error).to.include({kind: "timeout", message: "It used up its 0.3 s of processor time."});
        });
      }

      it("holds back what begins after a reply until another answer is opened", async () => {
        const code = "return () => { Promise.resolve().then(() => { for (;;) {} }); return 1; }";
        const answer = (await start()).open(code, {realm, budget: {seconds: 0.3, memoryMb: 128}});
        expect([await answer.call(), await answer.call()]).to.deep.equal([1, 1]);
        const next = call("return () => 2", [], {realm, seconds: 0.3});
        expect(await rejection(next)).to.include({kind: "timeout"}); // and is asked again, alone
      });

      it("says that the heap is full, and that a buffer is too large", async () => {
        const heap = await rejection(
          ask("return () => { const a = []; for (;;) a.push(new Array(1e5).fill(1.5)); }"),
        );
        expect(heap).to.include({
          kind: "memory",
          message: "It used more than the 128 MB of memory that it may.",
        });
      });
    });
  }

  it("drops what comes after a reply with the worker", async () => {
    const code = `return () => { setInterval(() => {}, 1); return 1; }`;
    expect(await call(code)).to.equal(1);
    expect(await call("return () => 2")).to.equal(2);
  });

  it("has a realm of its own for every answer in a shared worker", async () => {
    await call("Math.max = () => 99; globalThis.leak = 1; return () => 1", [], {realm: "context"});
    expect(await call("return () => [Math.max(1, 2), typeof leak]", [], {realm: "context"})).to.deep.equal([
      2,
      "undefined",
    ]);
  });

  it("waits no longer than the wall limit for an answer that sleeps", async () => {
    const code = "return () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";
    const error = await rejection(call(code, [], {seconds: 0.1}));
    expect(error)
      .to.include({kind: "timeout"})
      .and.property("message")
      .match(/^It was still waiting/);
  });

  it("keeps no more of a flood on stderr than its end", async () => {
    const code = `const fs = require("fs"); return () => { for (let i = 0; i < 300; i++) fs.writeSync(2, "x".repeat(1e5)); return 1; }`;
    const before = process.memoryUsage().rss;
    expect(await call(code)).to.equal(1);
    expect(process.memoryUsage().rss - before).to.be.below(25e6);
  });

  it("reports a worker that cannot start as a fault of the grader", async () => {
    const broken: Sandbox = {...sandbox, launch: limits => sandbox.launch({...limits, memoryMb: Number.NaN})};
    worker = await startWorker(broken, {cpuSeconds: 1, memoryMb: 1});
    const answer = worker.open("return 1", {realm: "main", budget: {seconds: 1, memoryMb: 1}});
    expect(await rejection(answer.value())).to.include({kind: "grader-fault"});
  });
});
