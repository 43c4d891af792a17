import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {expect} from "chai";
import type {Output} from "../../src/kernel/output.js";
import type {Run, RunRequest, RunResult} from "../../src/kernel/run.js";
import {Session, type SessionEvents} from "../../src/kernel/session.js";

describe("Session", () => {
  let folder: string;
  let session: Session;
  const late: [number, Output][] = [];
  const events: Partial<SessionEvents> = {late: (cell, output) => void late.push([cell, output])};

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "kernelbook-session-"));
    session = new Session({cwd: folder, events});
  });
  after(async () => {
    await session.close();
    rmSync(folder, {recursive: true, force: true});
  });

  async function read(run: Run): Promise<{outputs: Output[]; result: RunResult}> {
    const outputs: Output[] = [];
    for await (const output of run) outputs.push(output);
    return {outputs, result: await run.finished};
  }
  const run = (code: string, request: Partial<RunRequest> = {}) => read(session.run({code, ...request}));
  const value = (outputs: readonly Output[]) =>
    outputs.flatMap(output => (output.type === "result" ? [output.data["text/plain"]] : []))[0];

  it("starts by itself with the first cell, and counts from 1", async () => {
    const first = session.run({code: "const a = 1; a"});
    expect(await first.started).to.deep.equal({id: 1, count: 1});
    const {outputs, result} = await read(first);
    expect(outputs).to.deep.equal([{type: "result", data: {"text/plain": "1"}, metadata: {}}]);
    expect(result).to.deep.equal({outcome: "ok", count: 1, expressions: {}});
    expect(session.engine).to.be.oneOf(["typescript7", "typescript6"]);
    expect(session.executorPid).to.be.a("number");
  });

  it("runs queued cells one after the other, in order", async () => {
    await run("const order: number[] = [];");
    const runs = [30, 10, 1].map(ms =>
      run(`await new Promise(f => setTimeout(f, ${ms})); order.push(${ms}); order.join()`),
    );
    expect((await Promise.all(runs)).map(({outputs}) => value(outputs))).to.deep.equal([
      "'30'",
      "'30,10'",
      "'30,10,1'",
    ]);
  });

  it("gives type errors as one error, before anything runs, and remembers nothing of the cell", async () => {
    const {outputs, result} = await run('order.push(-1); const wrong: string = 1; const also: number = "";');
    expect(outputs).to.have.length(1);
    expect(result).to.include({outcome: "error"});
    expect(result.error).to.include({type: "error", name: "TypeScriptError"});
    expect(
      result.error?.frames.map(({file, line, column}) => [file.replace(/\d+/, "N"), line, column]),
    ).to.deep.equal([
      ["Cell N", 1, 23],
      ["Cell N", 1, 48],
    ]);
    expect(value((await run("order.includes(-1)")).outputs)).to.equal("false");
    expect((await run("wrong")).result.error?.name).to.equal("TypeScriptError");
  });

  it("remembers what a cell declared before it threw", async () => {
    const {result} = await run('const early = 5; throw new RangeError("half-way")');
    expect(result.error).to.include({name: "RangeError", message: "half-way"});
    expect(value((await run("early")).outputs)).to.equal("5");
  });

  it("aborts what waits behind an error, unless told otherwise", async () => {
    const [failed, aborted] = await Promise.all([run("throw 1"), run("order.push(99)")]);
    expect([failed.result.outcome, aborted.result.outcome]).to.deep.equal(["error", "aborted"]);
    expect(aborted.outputs).to.deep.equal([]);
    const [, ran] = await Promise.all([run("throw 1", {stopOnError: false}), run("order.includes(99)")]);
    expect(value(ran.outputs)).to.equal("false");
  });

  it("hands over late output with the cell it belongs to", async () => {
    const started = session.run({code: 'setTimeout(() => console.log("late"), 100);'});
    const cell = await started.started;
    await read(started);
    late.length = 0;
    await run("await new Promise(f => setTimeout(f, 300))");
    expect(late).to.deep.equal([[cell?.id, {type: "stream", name: "stdout", text: "late\n"}]]);
  });

  it("evaluates expressions behind a cell without a trace", async () => {
    const {outputs, result} = await run("const w = 6;", {userExpressions: {good: "w * 7", bad: "w.x"}});
    expect(outputs).to.deep.equal([]);
    expect(result.expressions.good).to.deep.equal({ok: true, data: {"text/plain": "42"}});
    expect(result.expressions.bad).to.deep.include({ok: false});
  });

  it("stops a cell and keeps the variables", async () => {
    const endless = session.run({code: "while (true) {}"});
    await endless.started;
    await new Promise(resolve => setTimeout(resolve, 200));
    await session.stop();
    expect((await read(endless)).result).to.deep.include({outcome: "stopped"});
    expect(value((await run("w")).outputs)).to.equal("6");
  });

  it("stops a cell that has only just been sent", async () => {
    const fresh = session.run({code: "while (true) {}"});
    await session.stop();
    const timeout = setTimeout(() => void session.stop(), 5000);
    expect((await read(fresh)).result).to.deep.include({outcome: "stopped"});
    clearTimeout(timeout);
  });

  it("lets a cell wait for a reader who takes his time, and gives him everything", async () => {
    const flood = session.run({code: 'for (let i = 0; i < 2e5; i++) console.log("row " + i); "end"'});
    let text = "";
    for await (const output of flood) {
      if (output.type === "stream") text += output.text;
      await new Promise(resolve => setTimeout(resolve, 1));
    }
    expect(text).to.equal(Array.from({length: 2e5}, (_, i) => `row ${i}\n`).join(""));
  });

  it("completes, inspects and judges without running anything", async () => {
    const {items, start, end} = await session.complete("order.pus", 9);
    expect([items.map(item => item.name), start, end]).to.deep.equal([["push"], 6, 9]);
    expect((await session.inspect("w", 1))?.signature).to.equal("const w: 6");
    expect((await session.isComplete("if (w) {")).status).to.equal("incomplete");
  });

  it("restart forgets variables, types, counts and history", async () => {
    await session.restart();
    expect(session.count).to.equal(0);
    expect(session.history.query({kind: "tail", n: 5}, false)).to.deep.equal([]);
    expect((await run("w")).result).to.deep.include({outcome: "error", count: 1});
    expect(value((await run("const w = 'new'; w")).outputs)).to.equal("'new'");
  });

  it("restart ends a running cell and aborts what waits", async () => {
    const running = session.run({code: "while (true) {}"});
    await running.started;
    const waiting = session.run({code: "1"});
    await new Promise(resolve => setTimeout(resolve, 200));
    await session.restart();
    expect((await read(running)).result.outcome).to.equal("lost");
    expect((await read(waiting)).result.outcome).to.equal("aborted");
    expect(value((await run("'up'")).outputs)).to.equal("'up'");
  });

  it("caps the output of each cell when asked to", async () => {
    const capped = new Session({cwd: folder, outputCapBytes: 100});
    const {outputs} = await read(capped.run({code: 'for (let i = 0; i < 100; i++) console.log("row " + i)'}));
    const text = outputs.flatMap(output => (output.type === "stream" ? [output.text] : [])).join("");
    expect(text).to.match(/held back \d+ lines \(\d+ bytes\) past the cap of 100 bytes/);
    await capped.close();
  });

  it("refuses a cap in the environment that is no number of bytes", () => {
    process.env.KERNELBOOK_OUTPUT_CAP = "64MB";
    expect(() => new Session({cwd: folder})).to.throw(
      RangeError,
      'must be a whole number of bytes, got "64MB"',
    );
    delete process.env.KERNELBOOK_OUTPUT_CAP;
  });

  it("a closed session says so", async () => {
    const closed = new Session({cwd: folder});
    await closed.close();
    const {result} = await read(closed.run({code: "1"}));
    expect(result.error?.message).to.contain("session: must be open");
    expect(closed.executorPid).to.equal(undefined);
  });
});
