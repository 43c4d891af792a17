import {readFileSync} from "node:fs";
import {expect} from "chai";
import type {Output} from "../../../src/kernel/output.js";
import {Notebook, sleep, textIn, until} from "../../support/executorHarness.js";

describe("output of cells", function () {
  this.timeout(60_000);
  let notebook: Notebook;
  before(async () => {
    notebook = await Notebook.open();
  });
  after(() => notebook.close());

  const printed = async (code: string, name: "stdout" | "stderr" = "stdout") =>
    textIn((await notebook.run(code)).outputs, name);

  it("formats as Node's console does, without colours", async () => {
    expect(await printed("console.log('a %s %d', 'b', 3, {c: [1, null]}, new Map([[1, 2]]))")).to.equal(
      "a b 3 { c: [ 1, null ] } Map(1) { 1 => 2 }\n",
    );
  });

  it("knows the whole console", async () => {
    const text = await printed(
      "console.group('g'); console.info('in'); console.groupEnd(); console.table([{a: 1}]); console.count(); console.count(); console.dir({a: {b: {c: {}}}}, {depth: 0}); console.time('t'); console.timeEnd('t')",
    );
    expect(text).to.match(/^g\n {2}in\n┌.*┐\n/u);
    expect(text).to.match(/default: 1\ndefault: 2\n\{ a: \[Object\] \}\nt: [\d.]+ms\n$/);
    const errors = await printed(
      "console.error('e'); console.warn('w'); console.assert(false, 'no'); console.trace('tr')",
      "stderr",
    );
    expect(errors).to.match(/^e\nw\nAssertion failed: no\nTrace: tr\n {4}at Cell \d+:1:\d+\n$/);
  });

  it("is one console for libraries that import it, and for captured methods", async () => {
    expect(
      await printed(
        "import {log} from 'node:console'; import other from 'console'; log('a'); other.log('b'); const {log: l3} = console; l3('c')",
      ),
    ).to.equal("a\nb\nc\n");
  });

  it("takes what is written to process.stdout and stderr, calls back and answers", async () => {
    expect(
      await printed(
        "const answer = process.stdout.write('x', () => console.log('written')); process.stdout.write(Buffer.from('é\\n')); process.stdout.write('41', 'hex'); await new Promise(f => setTimeout(f, 10)); answer",
      ),
    ).to.equal("xé\nAwritten\n");
    expect(await printed("process.stderr.write('e')", "stderr")).to.equal("e");
    expect(
      await printed(
        "import {pipeline} from 'node:stream/promises'; import {Readable} from 'node:stream'; await pipeline(Readable.from(['p', 'q']), process.stdout, {end: false})",
      ),
    ).to.equal("pq");
  });

  it("takes what started programs and the file descriptors themselves write", async () => {
    expect(
      await printed(
        "import {execSync} from 'node:child_process'; execSync('node -e \"console.log(1)\"', {stdio: 'inherit'})",
      ),
    ).to.equal("1\n");
    expect(await printed("require('fs').writeSync(1, 'direct')")).to.equal("direct");
    expect(await printed("require('fs').writeSync(2, 'direct')", "stderr")).to.equal("direct");
    expect(await printed("process.emitWarning('careful')", "stderr")).to.match(/Warning: careful/);
  });

  it("keeps the order of text, displays and the result", async () => {
    const {outputs} = await notebook.run(
      "import {display} from 'tslab'; console.log(1); display.html('<b>2</b>'); console.error(3); console.log(4); display.text('5'); 6",
    );
    const kinds = outputs.map(output => (output.type === "stream" ? output.text.trim() : output.type));
    expect(kinds).to.deep.equal(["1", "display", "3", "4", "display", "result"]);
  });

  it("shows a line at once although the loop after it goes on", async () => {
    const running = notebook.run(
      "console.log('first'); console.log('second'); const end = Date.now() + 700; while (Date.now() < end);",
    );
    const cell = notebook.count;
    const start = Date.now();
    await until(() => textIn(notebook.of(cell)) === "first\nsecond\n");
    expect(Date.now() - start).to.be.below(600);
    await running;
  });

  it("shows lines while a cell that prints much goes on", async () => {
    const running = notebook.run(
      "for (const end = Date.now() + 800; Date.now() < end; ) console.log('line')",
    );
    const cell = notebook.count;
    await sleep(400);
    const early = textIn(notebook.of(cell)).length;
    await running;
    expect(early).to.be.within(1, textIn(notebook.of(cell)).length - 1);
  });

  it("gives late lines of a timer to the cell that started it", async () => {
    await notebook.run("setTimeout(() => console.log('late'), 80)");
    const cell = notebook.count;
    await notebook.run("await new Promise(f => setTimeout(f, 200)); console.log('mine')");
    expect(textIn(notebook.of(cell))).to.equal("late\n");
    expect(textIn(notebook.of(cell + 1))).to.equal("mine\n");
  });

  it("passes on a million lines, in order, with flat memory on both sides", async () => {
    let lines = 0;
    let isOrdered = true;
    let rest = "";
    let peak = 0;
    const count = (_cell: number, output: Output) => {
      if (output.type !== "stream") return;
      const parts = (rest + output.text).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) if (line !== `line ${lines++}`) isOrdered = false;
      peak = Math.max(peak, process.memoryUsage().rss);
    };
    const flood = await Notebook.open({onOutput: count, keepOutputs: false});
    try {
      await flood.run("1");
      const before = process.memoryUsage().rss;
      const start = performance.now();
      await flood.run("for (let i = 0; i < 1_000_000; i++) console.log('line', i)");
      console.log(`      1,000,000 lines in ${((performance.now() - start) / 1000).toFixed(2)} s`);
      expect(lines).to.equal(1_000_000);
      expect(isOrdered).to.equal(true);
      expect((peak - before) / 2 ** 20, "growth of this process, MB").to.be.below(120);
      expect(peakOf(flood.executor.pid), "peak of the child, MB").to.be.below(160);
    } finally {
      await flood.close();
    }
  });

  it("makes the cell wait for a reader that is slow, and loses nothing", async () => {
    let text = "";
    const slow = await Notebook.open({
      keepOutputs: false,
      onOutput: async (_cell, output) => {
        await sleep(2);
        if (output.type === "stream") text += output.text;
      },
    });
    try {
      await slow.run("for (let i = 0; i < 100_000; i++) console.log(i)");
      expect(text).to.equal(Array.from({length: 100_000}, (_, i) => `${i}\n`).join(""));
      expect(peakOf(slow.executor.pid), "peak of the child, MB").to.be.below(160);
    } finally {
      await slow.close();
    }
  });

  it("passes on one huge text whole", async () => {
    const text = await printed("process.stdout.write('äß🙂'.repeat(1_000_000)); 0");
    expect(text.length).to.equal(4_000_000);
    expect(text === "äß🙂".repeat(1_000_000)).to.equal(true);
  });

  it("clears the cell's output with console.clear", async () => {
    const {outputs} = await notebook.run("console.log(1); console.clear(); console.log(2)");
    expect(outputs.map(output => output.type)).to.deep.equal(["stream", "clear", "stream"]);
  });

  it("colours only when FORCE_COLOR asks for it", async () => {
    const coloured = await Notebook.open({env: {FORCE_COLOR: "1"}});
    try {
      expect(textIn((await coloured.run("console.log(1)")).outputs)).to.equal("\x1b[33m1\x1b[39m\n");
    } finally {
      await coloured.close();
    }
  });
});

/** Largest resident size so far in MB; 0 where the system does not tell. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
