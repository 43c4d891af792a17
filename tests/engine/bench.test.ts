import {expect} from "chai";
import {benchEngines, benchTable} from "../../src/engine/bench.js";
import {timeCalls} from "../../src/engine/benchmark/timeCalls.js";

describe("timeCalls(call, repeats)", () => {
  it("counts the calls after the warm ones", async () => {
    let calls = 0;
    const {samples} = await timeCalls(() => ++calls, {warm: 3, steps: 5, mostSeconds: 60});
    expect(calls).to.equal(8);
    expect(samples.length).to.equal(5);
  });

  it("waits for a promise and times it to its end", async () => {
    const call = () => new Promise<number>(resolve => setTimeout(resolve, 20, 1));
    const {samples} = await timeCalls(call, {warm: 0, steps: 2, mostSeconds: 60});
    // Timers may fire a millisecond early by another clock.
    expect(Math.min(...samples)).to.be.greaterThan(18);
  });

  it("ends when the time is over, with one call that counts", async () => {
    const call = () => new Promise<void>(resolve => setTimeout(resolve, 5));
    const {samples} = await timeCalls(call, {warm: 100, steps: 100, mostSeconds: 0.001});
    expect(samples.length).to.equal(1);
  });
});

describe("benchTable(rows)", () => {
  it("has a line for each tier, and the reason where there are no figures", () => {
    const figures = {version: "1.2.3", threads: 2, startMs: 1234, gigaflops: 45.6, steps: 3.21};
    const text = benchTable([
      {engine: "wasm", ...figures},
      {engine: "torch", reason: "PyTorch's library is not installed"},
    ]);
    expect(text.split("\n")).to.deep.equal([
      "engine      threads  start  matrix product  LeNet, 64 images",
      "wasm 1.2.3  2        1.2 s  46 GFLOP/s      3.2 steps/s",
      "torch       PyTorch's library is not installed",
    ]);
  });
});

describe("benchEngines(options)", () => {
  it("measures a tier in a process of its own", async function () {
    this.timeout(60_000);
    const started: string[] = [];
    const rows = await benchEngines({engines: ["wasm"], threads: 1, onStart: name => started.push(name)});
    expect(started).to.deep.equal(["wasm"]);
    const [row] = rows;
    if ("reason" in row) throw new Error(row.reason);
    expect(row).to.include({engine: "wasm", threads: 1});
    // A hundredth of what a slow machine does: figures, not zeros.
    expect(row.gigaflops).to.be.greaterThan(0.1);
    expect(row.steps).to.be.greaterThan(0.1);
    expect(row.startMs).to.be.greaterThan(0);
  });
});
