import {expect} from "chai";
import {contents, KernelClient, printed, result} from "../../support/kernelClient.js";

describe("interrupt_request", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
    await kernel.execute("const kept = 'kept'; let ticks = 0;");
  });
  after(() => kernel.close());

  /** Starts a cell, lets it get going, stops it. */
  async function stopped(code: string, options: object = {}) {
    const id = await kernel.sendExecute(code, options);
    await kernel.until(() => kernel.of(id).some(({type}) => type === "execute_input"), "start");
    await new Promise(resolve => setTimeout(resolve, 300));
    const start = performance.now();
    expect((await kernel.ask("control", "interrupt_request")).content).to.deep.equal({status: "ok"});
    const answer = await kernel.answerTo(id);
    return {answer, ms: performance.now() - start};
  }

  for (const [name, code] of [
    ["an endless loop", "while (true) {}"],
    [
      "an endless loop that catches everything",
      "while (true) { try { while (true) {} } catch {} finally {} }",
    ],
    ["an await that never ends", "await new Promise(() => {})"],
    ["a loop of awaits", "while (true) await new Promise(f => setTimeout(f, 1))"],
    ["a loop of awaits that never leaves the microtasks", "while (true) await null"],
    ["a loop behind an await", "await null; while (true) {}"],
    ["a loop in a timer", "setTimeout(() => { while (true) {} }, 1); await new Promise(() => {})"],
    ["a runaway regular expression", '/^(a+)+$/.test("a".repeat(40) + "b")'],
    [
      "a flood of timers",
      "while (true) { setTimeout(() => ticks++, 0); await new Promise(f => setTimeout(f, 0)) }",
    ],
    ["a flood of output", 'while (true) console.log("again and again")'],
  ] as const) {
    it(`ends ${name}, keeps the variables, and says so`, async () => {
      const {answer, ms} = await stopped(code);
      expect(answer.reply.content).to.include({status: "error", ename: "Interrupt"});
      expect(contents(answer, "error")).to.have.length(1);
      expect(result(await kernel.execute("kept"))).to.equal("'kept'");
      // 0.1 s by design; the rest is for other work on the machine.
      expect(ms).to.be.below(2000);
    });
  }

  it("ends what earlier cells left running", async () => {
    await kernel.execute("setInterval(() => { ticks++ }, 5);");
    await kernel.ask("control", "interrupt_request");
    const after = result(await kernel.execute("ticks"));
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(result(await kernel.execute("ticks"))).to.equal(after);
  });

  it("aborts the cells behind the one it ended", async () => {
    const first = await kernel.sendExecute("while (true) {}");
    const second = await kernel.sendExecute("ticks = -1");
    await kernel.until(() => kernel.of(first).some(({type}) => type === "execute_input"), "start");
    await new Promise(resolve => setTimeout(resolve, 100));
    await kernel.ask("control", "interrupt_request");
    expect((await kernel.answerTo(first)).reply.content.ename).to.equal("Interrupt");
    expect((await kernel.answerTo(second)).reply.content.status).to.equal("aborted");
  });

  it("does nothing to a kernel at rest", async () => {
    expect((await kernel.ask("control", "interrupt_request")).content).to.deep.equal({status: "ok"});
    expect(result(await kernel.execute("kept"))).to.equal("'kept'");
  });

  it("ends a prompt that waits for an answer", async () => {
    const {answer} = await stopped("prompt('name?')", {allow_stdin: true});
    expect(answer.reply.content.ename).to.equal("Interrupt");
    expect((await kernel.inputRequest()).content.prompt).to.equal("name?");
    expect(result(await kernel.execute("kept"))).to.equal("'kept'");
  });

  it("SIGINT does the same", async function () {
    if (process.platform === "win32") {
      console.log("      skipped: Windows has no SIGINT between processes");
      this.skip();
    }
    const id = await kernel.sendExecute("while (true) {}");
    await kernel.until(() => kernel.of(id).some(({type}) => type === "execute_input"), "start");
    await new Promise(resolve => setTimeout(resolve, 200));
    kernel.process.kill("SIGINT");
    expect((await kernel.answerTo(id)).reply.content.ename).to.equal("Interrupt");
    expect(result(await kernel.execute("kept"))).to.equal("'kept'");
  });

  it("ends a flood that a client reads too slowly, at once, with nothing lost before the stop", async () => {
    let isSlow = true;
    kernel.onIopub = async message => {
      if (isSlow && message.type === "stream") await new Promise(resolve => setTimeout(resolve, 20));
    };
    const id = await kernel.sendExecute('for (let i = 0; ; i++) console.log("n" + i)');
    await kernel.until(() => kernel.of(id).some(({type}) => type === "stream"), "first output");
    await new Promise(resolve => setTimeout(resolve, 300));
    const start = performance.now();
    await kernel.ask("control", "interrupt_request");
    expect(performance.now() - start).to.be.below(2000);
    isSlow = false;
    const answer = await kernel.answerTo(id);
    expect(answer.reply.content.ename).to.equal("Interrupt");
    const lines = printed(answer).trimEnd().split("\n");
    expect(lines.findIndex((line, i) => line !== `n${i}`)).to.equal(-1);
    kernel.onIopub = () => {};
  });

  it("of a blocking system call costs the variables, within about 2 s, and says so", async () => {
    await kernel.execute('import {execSync} from "node:child_process";');
    const {answer, ms} = await stopped('execSync("sleep 30")');
    expect(answer.reply.content.ename).to.equal("KernelError");
    expect(answer.reply.content.evalue).to.contain("Variables are gone");
    expect(ms).to.be.below(6000);
    expect((await kernel.execute("kept")).reply.content.ename).to.equal("TypeScriptError");
    expect(result(await kernel.execute("const kept = 2; kept"))).to.equal("2");
  });

  it("of a check that takes too long keeps the variables", async () => {
    // 4,096 texts, each compared with each other one: some 10 s of checking.
    const slow = [
      'type Texts<S extends string, N extends 0[]> = N["length"] extends 12 ? S',
      "  : Texts<`$" + "{S}0`, [...N, 0]> | Texts<`$" + "{S}1`, [...N, 0]>;",
      "type Square<A extends string> = {[K in A]: {[L in A]: K extends L ? 1 : 0}};",
      "type Diagonal<T> = {[K in keyof T]: {[L in keyof T[K]]: T[K][L] extends 1 ? K : never}[keyof T[K]]}[keyof T];",
      'const endless: Diagonal<Square<Texts<"", []>>> = "x";',
    ].join("\n");
    await kernel.execute("const before = 7;");
    const id = await kernel.sendExecute(slow);
    await kernel.until(() => kernel.of(id).some(({type}) => type === "execute_input"), "start");
    await new Promise(resolve => setTimeout(resolve, 500));
    await kernel.ask("control", "interrupt_request");
    expect((await kernel.answerTo(id)).reply.content.ename).to.equal("Interrupt");
    expect(result(await kernel.execute("before"))).to.equal("7");
  });
});

describe("losing the executor", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
  });
  after(() => kernel.close());

  it("process.exit in a cell is reported there, and the next cell starts afresh", async () => {
    await kernel.execute("const gone = 1;");
    const {content} = (await kernel.execute("process.exit(3)")).reply;
    expect(content).to.include({status: "error", ename: "KernelError"});
    expect(content.evalue).to.contain("process.exit(3) ended the process");
    const next = await kernel.execute("gone");
    expect(next.reply.content).to.include({status: "error", ename: "TypeScriptError"});
    expect(result(await kernel.execute("const gone = 2; gone"))).to.equal("2");
  });

  it("an executor ended from outside while it rests is announced below the last cell", async () => {
    const {id} = await kernel.execute("process.pid");
    const pid = Number(result({iopub: kernel.of(id)}));
    process.kill(pid, "SIGKILL");
    await kernel.until(() => kernel.of(id).some(({type}) => type === "error"), "announcement");
    expect(contents({iopub: kernel.of(id)}, "error")[0]?.evalue).to.contain("Variables are gone");
    expect(result(await kernel.execute("'again'"))).to.equal("'again'");
  });

  it("comms of the lost executor are closed", async () => {
    await kernel.execute('(globalThis as any)[Symbol.for("kernelbook.comms")].open("x");');
    await kernel.execute("process.exit(0)");
    expect((await kernel.ask("shell", "comm_info_request", {})).content.comms).to.deep.equal({});
  });
});
