import {expect} from "chai";
import {STOP_CANCEL_MS, STOP_KILL_MS} from "../../../src/kernel/limits.js";
import {errorIn, Notebook, sleep, textIn, until} from "../../support/executorHarness.js";

/** On a machine that is busy with other tests; 0.3 s is what `npm run bench:kernel` measures on a quiet one. */
const PATIENCE_MS = 5000;

const SETUP =
  "let keep = 41; let after = 0; const sleep = (ms: number) => new Promise<void>(f => setTimeout(f, ms)); async function work() { for (;;) { await sleep(3); after++ } }";

describe("stop()", function () {
  this.timeout(30_000);
  let notebook: Notebook;
  before(async () => {
    notebook = await Notebook.open();
  });
  after(() => notebook.close());
  beforeEach(async () => {
    notebook.onInput = () => {};
    await notebook.value(SETUP);
  });

  /** Stops the running cell after a while; it must end, keep its variables and leave nothing ticking. */
  const keepsVariables = (title: string, code: string, {patience = PATIENCE_MS, delay = 150} = {}) =>
    it(title, async () => {
      const {pid} = notebook.executor;
      const running = notebook.run(`keep = 42; ${code}`, {allowInput: true});
      await sleep(delay);
      const start = Date.now();
      await notebook.executor.stop();
      const took = Date.now() - start;
      const {outcome, outputs} = await running;
      expect(outcome).to.equal("stopped");
      expect(errorIn(outputs)?.name).to.equal("Interrupt");
      expect(took).to.be.below(patience);
      expect(notebook.executor.pid).to.equal(pid);
      expect(await notebook.value("keep")).to.equal("42");
      expect(await notebook.value("const before = after; await sleep(60); after - before")).to.equal("0");
    });

  describe("keeps the variables of", () => {
    keepsVariables("an endless loop", "while (true) {}");
    keepsVariables(
      "an endless loop in try, catch and finally",
      "while (true) { try { while (true) {} } catch (e) {} finally { after++ } }",
    );
    keepsVariables("an await that never ends", "await new Promise(() => {})");
    keepsVariables("a loop of timers", "while (true) { await sleep(3); after++ }");
    keepsVariables("a looping helper of another cell", "await work()");
    keepsVariables("a loop after an await", "await null; while (true) {}");
    keepsVariables("a loop of microtasks", "while (true) await null");
    keepsVariables("a loop of settled promises", "while (true) await Promise.resolve(1)");
    keepsVariables(
      "a loop in a timer's callback",
      "await new Promise(() => setTimeout(() => { while (true) {} }, 5))",
    );
    keepsVariables(
      "a loop in an immediate's callback",
      "await new Promise(() => setImmediate(() => { while (true) {} }))",
    );
    keepsVariables(
      "a loop in a microtask's callback",
      "await new Promise(() => queueMicrotask(() => { while (true) {} }))",
    );
    keepsVariables(
      "a loop in a callback of node:timers",
      "const timers = require('node:timers'); await new Promise(() => timers.setTimeout(() => { while (true) {} }, 5))",
    );
    keepsVariables("an interval left behind", "setInterval(() => { after++ }, 3); await sleep(100000)");
    keepsVariables("a runaway regular expression", "/^(a+)+$/.test('a'.repeat(40) + 'b')");
    keepsVariables("Atomics.wait", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)");
    keepsVariables(
      "a for await over an endless source",
      "for await (const v of (async function* () { for (;;) { await sleep(2); yield 1 } })()) after++",
    );
    keepsVariables(
      "a cell that catches the interrupt and goes on",
      "try { await new Promise(() => {}) } catch {} while (true) {}",
    );
    keepsVariables("a cell that swallows every interrupt", "for (;;) { try { await sleep(5) } catch {} }");
    keepsVariables("an endless loop that prints", "while (true) console.log('x'.repeat(100))");
    keepsVariables(
      "a value whose display never settles",
      "({ async [Symbol.for('Jupyter.display')]() { await new Promise(() => {}) } })",
    );
    keepsVariables("a value whose display loops", "({ [Symbol.for('Jupyter.display')]() { for (;;); } })");
    keepsVariables(
      "an error whose message loops",
      "throw Object.defineProperty(new Error('x'), 'message', { get() { for (;;); } })",
    );
    keepsVariables("input that nobody answers", "await input('?')");
    keepsVariables(
      "an import that waits",
      "await import('data:text/javascript,await new Promise(() => {})')",
    );
  });

  it("keeps variables while a TensorFlow.js model trains, and the training ends", async function () {
    this.timeout(60_000);
    await notebook.value("import * as tf from '@tensorflow/tfjs'");
    const running = notebook.run(
      "keep = 42; const m = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] }); m.compile({ optimizer: 'sgd', loss: 'meanSquaredError' }); await m.fit(tf.ones([64, 1]), tf.ones([64, 1]), { epochs: 100000, verbose: 0, callbacks: { onEpochEnd: () => { after++ } } })",
    );
    await sleep(1000);
    await notebook.executor.stop();
    expect((await running).outcome).to.equal("stopped");
    expect(await notebook.value("keep")).to.equal("42");
    expect(await notebook.value("const before = after; await sleep(100); after - before")).to.equal("0");
  });

  it("keeps the result whose display was stopped, as text", async () => {
    const running = notebook.run(
      "({ a: 1, async [Symbol.for('Jupyter.display')]() { await new Promise(() => {}) } })",
    );
    await sleep(100);
    await notebook.executor.stop();
    const {outputs} = await running;
    expect(outputs.map(output => output.type)).to.deep.equal(["result", "error"]);
    expect(JSON.stringify(outputs[0])).to.include("a: 1");
  });

  it("runs catch and finally of what was waiting, in time for the cell's own output", async () => {
    const running = notebook.run(
      "async function helper() { try { await new Promise(() => {}) } finally { console.log('cleaned') } }\ntry { await helper() } catch (e) { console.log((e as Error).name) }",
    );
    await sleep(100);
    await notebook.executor.stop();
    expect(textIn((await running).outputs)).to.equal("cleaned\nInterrupt\n");
  });

  it("ends what earlier cells left behind when nothing runs", async () => {
    await notebook.value(
      "setInterval(() => { after++ }, 3); setTimeout(() => { keep = 0 }, 300); void work(); 0",
    );
    await sleep(50);
    await notebook.executor.stop();
    expect(await notebook.value("const before = after; await sleep(400); [after - before, keep]")).to.equal(
      "[ 0, 41 ]",
    );
  });

  it("ends a loop that an earlier cell left in a timer, when nothing runs", async () => {
    await notebook.value("setTimeout(() => { for (;;); }, 1); 0");
    await sleep(100);
    await notebook.executor.stop();
    expect(await notebook.value("keep")).to.equal("41");
  });

  it("loses no line of a flood and doubles none", async () => {
    const running = notebook.run("let printed = 0; while (true) { console.log(printed); printed++ }");
    await sleep(300);
    await notebook.executor.stop();
    const lines = textIn((await running).outputs)
      .split("\n")
      .slice(0, -1);
    const printed = Number(await notebook.value("printed"));
    expect(lines.length).to.be.within(printed, printed + 1);
    expect(lines.findIndex((line, n) => line !== String(n))).to.equal(-1);
    expect(printed).to.be.above(1000);
  });

  it("does not wait for a reader that is behind", async () => {
    let release = () => {};
    const slow = await Notebook.open({
      onOutput: () => new Promise<void>(resolve => (release = resolve)),
    });
    try {
      const running = slow.run("let n = 0; while (true) console.log(n++, 'x'.repeat(1000))");
      await sleep(300);
      const stopping = slow.executor.stop();
      const letGo = setInterval(() => release(), 1);
      await stopping;
      expect((await running).outcome).to.equal("stopped");
      clearInterval(letGo);
    } finally {
      await slow.close();
    }
  });

  it("stops a prompt, and the next prompt works", async () => {
    const running = notebook.run("prompt('first?')", {allowInput: true});
    await until(() => notebook.questions.length > 0);
    await notebook.executor.stop();
    expect((await running).outcome).to.equal("stopped");
    notebook.executor.answer("too late");
    notebook.onInput = () => notebook.executor.answer("second");
    const {outputs} = await notebook.run("prompt('again?')", {allowInput: true});
    expect(outputs).to.deep.include({type: "result", data: {"text/plain": "'second'"}, metadata: {}});
  });

  it("waits for a package that is loading, then stops", async () => {
    const slow = "const end = Date.now() + 700; while (Date.now() < end); export const loaded = 7;";
    const {mkdir, writeFile} = await import("node:fs/promises");
    await mkdir(`${notebook.folder}/node_modules/slow`, {recursive: true});
    await writeFile(
      `${notebook.folder}/node_modules/slow/package.json`,
      '{"type":"module","main":"index.js"}',
    );
    await writeFile(`${notebook.folder}/node_modules/slow/index.js`, slow);
    const {pid} = notebook.executor;
    const running = notebook.run("import {loaded} from 'slow'; while (true) {}");
    await sleep(100);
    await notebook.executor.stop();
    expect((await running).outcome).to.equal("stopped");
    expect(notebook.executor.pid).to.equal(pid);
    expect(await notebook.value("(await import('slow')).loaded")).to.equal("7");
  });

  it("ends the process when a package never finishes loading", async () => {
    const other = await Notebook.open();
    try {
      await other.write("node_modules/endless/index.js", "for (;;);");
      const running = other.run("import 'endless'");
      await sleep(300);
      await other.executor.stop();
      expect((await running).outcome).to.equal("lost");
      expect(other.restarts[0]).to.match(/could not be stopped in any other way/);
    } finally {
      await other.close();
    }
  });

  it("can be asked for twice at once, and for nothing", async () => {
    const running = notebook.run("while (true) {}");
    await sleep(50);
    await Promise.all([notebook.executor.stop(), notebook.executor.stop()]);
    await notebook.executor.stop();
    expect((await running).outcome).to.equal("stopped");
    expect(await notebook.value("keep")).to.equal("41");
  });

  it("stops fifty loops in a row without losing anything", async function () {
    this.timeout(120_000);
    const {pid} = notebook.executor;
    for (let round = 0; round < 50; round++) {
      const loop = round % 2 ? "for (;;) console.log('a')" : "await null; for (;;);";
      const running = notebook.run(`keep++; console.log('a'); ${loop}`);
      const cell = notebook.count;
      await until(() => notebook.of(cell).length > 0);
      await notebook.executor.stop();
      expect((await running).outcome).to.equal("stopped");
    }
    expect(notebook.executor.pid).to.equal(pid);
    expect(await notebook.value("keep")).to.equal("91");
  });

  it("ends the process where nothing else helps, and says that variables are gone", async () => {
    const other = await Notebook.open();
    try {
      await other.value("let kept = 1");
      const running = other.run("require('child_process').execSync('sleep 8')");
      await sleep(200);
      const start = Date.now();
      await other.executor.stop();
      expect(Date.now() - start).to.be.within(STOP_KILL_MS, STOP_CANCEL_MS + STOP_KILL_MS + PATIENCE_MS);
      const {outcome, outputs} = await running;
      expect(outcome).to.equal("lost");
      expect(errorIn(outputs)?.name).to.equal("KernelError");
      expect(other.restarts).to.have.length(1);
      expect(other.restarts[0]).to.match(/Variables are gone/);
      expect(await other.value("typeof kept")).to.equal("'undefined'");
    } finally {
      await other.close();
    }
  });
});
