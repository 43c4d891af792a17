import {expect} from "chai";
import {contents, KernelClient, printed, result} from "../../support/kernelClient.js";

/** What stock tslab 1.0.22 gets wrong, row by row, each shown to be right here. */
describe("defects of stock tslab, over the protocol", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(() => kernel.close());

  it("A: functions and variables of one cell share one binding with later cells", async () => {
    await kernel.execute("let n = 0; function inc() { n++; return n }");
    expect(result(await kernel.execute("n = 100; [n, inc(), n]"))).to.equal("[ 100, 101, 101 ]");
    await kernel.execute("function helper() { return 1 }\nfunction caller() { return helper() }");
    await kernel.execute("function helper() { return 2 }");
    expect(result(await kernel.execute("caller()"))).to.equal("2");
  });

  it("B: `await (` is an await", async () => {
    expect(result(await kernel.execute("const r = await (async () => 5)(); r"))).to.equal("5");
  });

  it("C: a lone `for await` runs", async () => {
    const code = "async function* three() { yield 1; yield 2; yield 3 }\nlet sum = 0;";
    await kernel.execute(code);
    await kernel.execute("for await (const x of three()) sum += x;");
    expect(result(await kernel.execute("sum"))).to.equal("6");
  });

  it("D: 600 lines and 600 displays of one cell all arrive, then idle", async () => {
    const lines = await kernel.execute("for (let i = 0; i < 600; i++) console.log(i)");
    expect(printed(lines)).to.equal(Array.from({length: 600}, (_, i) => `${i}\n`).join(""));
    const code =
      'import {display} from "tslab"; for (let i = 0; i < 600; i++) display.html("<i>" + i + "</i>")';
    const displays = await kernel.execute(code);
    expect(
      contents(displays, "display_data").map(({data}) => (data as Record<string, string>)["text/html"]),
    ).to.deep.equal(Array.from({length: 600}, (_, i) => `<i>${i}</i>`));
  });

  it("E: 600 short cells in one kernel each come to their idle", async function () {
    this.timeout(120_000);
    for (let i = 0; i < 600; i++) {
      const answer = await kernel.execute(`console.log(${i})`);
      expect(printed(answer)).to.equal(`${i}\n`);
    }
  });

  it("F: a request right after an error reply runs", async () => {
    for (let round = 0; round < 10; round++) {
      expect(
        (await kernel.replyTo(await kernel.sendExecute("throw new Error('x')"))).content.status,
      ).to.equal("error");
      expect((await kernel.replyTo(await kernel.sendExecute("'ran'"))).content.status).to.equal("ok");
    }
  });

  it("G: Stop during an await loop ends the loop, too", async () => {
    await kernel.execute("let ticks = 0;");
    const id = await kernel.sendExecute("while (true) { await new Promise(f => setTimeout(f, 5)); ticks++ }");
    await kernel.until(() => kernel.of(id).some(({type}) => type === "execute_input"), "start");
    await new Promise(resolve => setTimeout(resolve, 300));
    await kernel.ask("control", "interrupt_request");
    expect((await kernel.answerTo(id)).reply.content.ename).to.equal("Interrupt");
    const ticks = Number(result(await kernel.execute("ticks")));
    expect(ticks).to.be.above(0);
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(result(await kernel.execute("ticks"))).to.equal(String(ticks));
  });

  it("H: Stop ends an endless loop behind an await, and keeps the variables", async () => {
    await kernel.execute("const kept = 5;");
    const id = await kernel.sendExecute("await null; while (true) {}");
    await kernel.until(() => kernel.of(id).some(({type}) => type === "execute_input"), "start");
    await new Promise(resolve => setTimeout(resolve, 300));
    await kernel.ask("control", "interrupt_request");
    expect((await kernel.answerTo(id)).reply.content.ename).to.equal("Interrupt");
    expect(result(await kernel.execute("kept"))).to.equal("5");
  });

  it("I: a traceback speaks of the student's lines and of nothing else", async () => {
    await kernel.execute(
      "interface Point { x: number }\n\nfunction boom(p: Point): never {\n  throw new RangeError('bad ' + p.x);\n}",
    );
    const answer = await kernel.execute("const p: Point = {x: 3};\n\n  boom(p);");
    const traceback = (answer.reply.content.traceback as string[]).join("\n");
    expect(traceback).to.match(/at boom \(Cell \d+:4:9\)\n\s*at Cell \d+:3:3/);
    expect(traceback).to.not.match(/evalmachine|node:|kernelbook|dist/);
  });

  it("J: an error message names the error", async () => {
    const {reply, iopub} = await kernel.execute("JSON.parse('{')");
    expect(reply.content.ename).to.equal("SyntaxError");
    expect(contents({iopub}, "error")[0]).to.deep.include({
      ename: "SyntaxError",
      evalue: reply.content.evalue,
    });
  });

  it("K: export const again, a lone function, an open template", async () => {
    await kernel.execute("export const x = 1");
    expect((await kernel.execute("export const x = 2; x")).reply.content.status).to.equal("ok");
    expect(result(await kernel.execute("x"))).to.equal("2");
    expect(result(await kernel.execute("(y: number) => y"))).to.not.contain("tsLastExpr");
    expect((await kernel.ask("shell", "is_complete_request", {code: "`hello "})).content.status).to.equal(
      "incomplete",
    );
  });
});
