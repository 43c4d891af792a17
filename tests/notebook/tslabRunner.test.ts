import {expect} from "chai";
import type {Output} from "../../src/kernel/output.js";
import {TslabRunner} from "../../src/notebook/tslabRunner.js";

describe("TslabRunner", function () {
  this.timeout(60_000);
  let runner: TslabRunner;

  async function run(code: string) {
    const outputs: Output[] = [];
    const result = await runner.run(code, output => outputs.push(output));
    return {...result, outputs};
  }

  before(async () => {
    runner = new TslabRunner(process.cwd());
    await runner.start();
  });
  after(() => runner.close());

  it("gives text, displays and updates in order, and counts", async () => {
    const first = await run(
      `import {display, newDisplay} from "tslab"; const d = newDisplay(); console.log("a"); d.html("<i>1</i>"); console.error("b"); d.text("2"); display.png(new Uint8Array([1]));`,
    );
    const id = first.outputs.find(output => output.type === "display")?.displayId;
    expect(id).to.be.a("string");
    expect(first).to.deep.equal({
      count: 1,
      outputs: [
        {type: "stream", name: "stdout", text: "a\n"},
        {type: "display", data: {"text/html": "<i>1</i>"}, metadata: {}, displayId: id},
        {type: "stream", name: "stderr", text: "b\n"},
        {type: "update", data: {"text/plain": "2"}, metadata: {}, displayId: id},
        {type: "display", data: {"image/png": "AQ=="}, metadata: {}},
      ],
    });
  });

  it("keeps variables and prints a last expression", async () => {
    await run("const v = await Promise.resolve(41);");
    expect((await run("v + 1")).outputs).to.deep.equal([{type: "stream", name: "stdout", text: "42\n"}]);
  });

  it("names a type error by its number and a thrown error by its name, and runs the next cell at once", async () => {
    const typed = await run(`const s: string = 3;`);
    expect(typed.failure).to.deep.include({name: "TypeScriptError", codes: ["TS2322"], line: 1});
    const thrown = await run(`console.log("before"); throw new RangeError("too much");`);
    expect(thrown.failure).to.deep.include({name: "RangeError", message: "too much", codes: []});
    expect(thrown.outputs[0]).to.deep.equal({type: "stream", name: "stdout", text: "before\n"});
    expect((await run("throw 7")).failure).to.deep.include({name: "Error", message: "7"});
    expect((await run("1 + 1")).failure).to.equal(undefined);
  });

  it("loses no line of a flood", async () => {
    const {outputs} = await run("for (let i = 0; i < 20000; i++) console.log(i);");
    const text = outputs.map(output => (output.type === "stream" ? output.text : "")).join("");
    expect(text).to.equal(Array.from({length: 20000}, (_, i) => `${i}\n`).join(""));
  });

  it("reports an endless loop that is stopped, and a cell that ends the process", async () => {
    const endless = run("while (true) {}");
    setTimeout(() => void runner.stop(), 300);
    expect((await endless).failure).to.deep.include({
      name: "KernelError",
      message: "tslab ended with SIGKILL",
    });
    expect(() => runner.run("1", () => {})).to.throw(Error, /tslab must be running/);
    runner = new TslabRunner(process.cwd());
    await runner.start();
    expect((await run("process.exit(3)")).failure).to.deep.include({
      name: "KernelError",
      message: "tslab ended with code 3",
    });
  });
});
