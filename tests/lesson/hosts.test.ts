import {mkdtemp, readdir, rm} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import type {KernelLink} from "../../src/core/kernelLink.js";
import type {MimeBundle} from "../../src/core/mime.js";
import type {Output} from "../../src/kernel/output.js";
import {kernelHost} from "../../src/lesson/hosts/kernelHost.js";
import {terminalHost} from "../../src/lesson/hosts/terminalHost.js";
import {runningTslab, tslabHost} from "../../src/lesson/hosts/tslabHost.js";
import {memoryStore} from "../../src/lesson/store.js";
import {TslabRunner} from "../../src/notebook/tslabRunner.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

describe("kernelHost(link, store)", () => {
  it("emits bundles, replaces one that has an id, and asks the kernel for types", async () => {
    const calls: unknown[] = [];
    const link: KernelLink = {
      name: "kernelbook",
      version: "0",
      cwd: ".",
      emit: (bundle, options) => void calls.push([bundle["text/plain"], options]),
      clear: () => {},
      typeErrors: async code => [code],
    };
    const host = kernelHost(link, memoryStore());
    expect(await host.typeErrors?.("let a")).to.deep.equal(["let a"]);
    host.emit({"text/plain": "a"});
    host.emit({"text/plain": "b"}, "id");
    host.emit({"text/plain": "c"}, "id");
    expect(calls).to.deep.equal([
      ["a", undefined],
      ["b", {displayId: "id", update: false}],
      ["c", {displayId: "id", update: true}],
    ]);
  });
});

describe("terminalHost(store)", () => {
  it("prints the text, or the types where there is none", () => {
    const lines: unknown[] = [];
    const {log} = console;
    console.log = (line: unknown) => void lines.push(line);
    try {
      const host = terminalHost(memoryStore());
      host.emit({"text/plain": "a", "text/html": "<b>a</b>"});
      host.emit({"image/png": "..."});
    } finally {
      console.log = log;
    }
    expect(lines).to.deep.equal(["a", "(image/png)"]);
  });
});

describe("tslabHost(tslab, store, notice)", () => {
  it("says once which kernel this is, then sends whole bundles and replaces by id", () => {
    const sent: unknown[] = [];
    const write = (content: {data: MimeBundle; transient: object}, update: boolean) =>
      void sent.push([content.data, content.transient, update]);
    const host = tslabHost({version: "1.0.22", write: () => write}, memoryStore(), true);
    host.emit({"text/plain": "a", "text/html": "<b>a</b>"});
    host.emit({"text/plain": "b"}, "id");
    host.emit({"text/plain": "c"}, "id");
    expect(sent).to.have.length(4);
    expect(JSON.stringify(sent[0])).to.match(/stock tslab 1\.0\.22, not on kernelbook/);
    expect(sent.slice(1)).to.deep.equal([
      [{"text/plain": "a", "text/html": "<b>a</b>"}, {}, false],
      [{"text/plain": "b"}, {display_id: "id"}, false],
      [{"text/plain": "c"}, {display_id: "id"}, true],
    ]);
  });
  it("is not taken for running outside of tslab", () => {
    expect(runningTslab()).to.equal(undefined);
  });
});

describe("the lesson functions in stock tslab", function () {
  this.timeout(120_000);
  let runner: TslabRunner;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "kernelbook-tslab-"));
    runner = new TslabRunner(ROOT, {
      KERNELBOOK_PROGRESS: path.join(folder, "progress.json"),
      KERNELBOOK_NOTICE: "on",
    });
    await runner.start();
  });
  after(async () => {
    await runner.close();
    await rm(folder, {recursive: true});
  });

  async function run(code: string): Promise<{failure: unknown; outputs: Output[]}> {
    const outputs: Output[] = [];
    const {failure} = await runner.run(code, output => void outputs.push(output));
    return {failure, outputs};
  }

  it("shows a whole bundle, after saying once which kernel this is", async () => {
    const {failure, outputs} = await run(
      'import {show, check, NotAttempted} from "kernelbook";\nawait show([[1, 2], [3, 4]]);',
    );
    expect(failure, JSON.stringify(outputs)).to.equal(undefined);
    expect(outputs.map(output => output.type)).to.deep.equal(["display", "display"]);
    expect(JSON.stringify(outputs[0])).to.include("stock tslab 1.0.22");
    expect(outputs[1]).to.have.property("data").that.includes.keys("text/plain", "text/html");
  });
  it("checks a stub without failing the cell, and prints no stray value", async () => {
    await run(
      'function myCorrelate2d(image: number[][], kernel: number[][]): number[][] {\n  throw new NotAttempted("x");\n}',
    );
    const {failure, outputs} = await run('await check("l04-correlate2d", myCorrelate2d);');
    expect(failure).to.equal(undefined);
    expect(outputs).to.have.length(1);
    expect(JSON.stringify(outputs[0])).to.include("Not attempted yet");
  });
  it("keeps progress in the file", async () => {
    const {failure} = await run('await check("l04-correlate2d", () => [[1]]);');
    expect(failure).to.equal(undefined);
    expect(await readdir(folder)).to.deep.equal(["progress.json"]);
  });
});
