import {expect} from "chai";
import {errorIn, Notebook, sleep, textIn, until} from "../../support/executorHarness.js";
import {isAlive} from "../../support/isAlive.js";
import {skip} from "../../support/skip.js";

describe("the loss of the executor", function () {
  this.timeout(60_000);
  let notebook: Notebook;
  beforeEach(async () => {
    notebook = await Notebook.open({memoryMb: 64});
    await notebook.value("let kept = 1");
  });
  afterEach(() => notebook.close());

  const loses = async (code: string, reason: RegExp) => {
    const {outcome, outputs} = await notebook.run(code);
    expect(outcome).to.equal("lost");
    const error = errorIn(outputs);
    expect(error?.name).to.equal("KernelError");
    expect(error?.message).to.match(reason);
    expect(notebook.restarts).to.deep.equal([error?.message]);
    expect(await notebook.value("typeof kept")).to.equal("'undefined'");
    return outputs;
  };

  it("by process.exit is reported in its cell with all output before it, and a new one is up", async () => {
    const outputs = await loses(
      "console.log('before'); process.exit(3)",
      /process\.exit\(3\).*Variables are gone/,
    );
    expect(textIn(outputs)).to.equal("before\n");
    expect(textIn(outputs, "stderr"), "what Node says of our control thread").to.equal("");
  });

  it("runs exit handlers and shows what they print", async () => {
    expect(
      textIn(
        await loses("process.on('exit', () => console.log('bye')); process.exit()", /process\.exit\(0\)/),
      ),
    ).to.equal("bye\n");
  });

  it("by a lack of memory is told from a crash, quickly and without the engine's own report", async () => {
    const start = Date.now();
    const outputs = await loses(
      "const hoard: number[][] = []; for (;;) hoard.push(new Array(1000).fill(1.5))",
      /Out of memory.*64 MB/,
    );
    expect(Date.now() - start).to.be.below(20_000);
    expect(textIn(outputs, "stderr")).to.equal("");
  });

  it("by a crash is reported", async () => {
    await loses("process.abort()", /crashed \(SIGABRT\)/);
  });

  it("by a kill from outside is reported", async () => {
    const running = notebook.run("await new Promise(() => {})");
    await sleep(100);
    process.kill(notebook.executor.pid ?? 0, "SIGKILL");
    expect((await running).outcome).to.equal("lost");
    expect(notebook.restarts[0]).to.match(/ended from outside \(SIGKILL\)/);
  });

  it("while nothing runs is reported in the cell that caused it", async () => {
    await notebook.run("setTimeout(() => process.exit(5), 30)");
    const cell = notebook.count;
    await notebook.run("1");
    await until(() => notebook.restarts.length > 0);
    expect(errorIn(notebook.of(cell))?.message).to.match(/process\.exit\(5\)/);
    expect(await notebook.value("2")).to.equal("2");
  });

  it("takes programs with it that cells have started, but for those with a group of their own", async function () {
    if (process.platform === "win32") return skip(this, "Windows has no process groups");
    const start = (detached: boolean) =>
      `require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {detached: ${detached}, stdio: "ignore"}).pid`;
    const own = Number(await notebook.value(start(false)));
    const free = Number(await notebook.value(start(true)));
    try {
      await notebook.executor.restart();
      await until(() => !isAlive(own));
      expect(isAlive(free)).to.equal(true);
    } finally {
      process.kill(free, "SIGKILL");
    }
  });

  it("by something that writes into the kernel's own pipe is survived", async () => {
    await loses("require('fs').writeSync(4, Buffer.alloc(100, 255)); await new Promise(() => {})", /SIGKILL/);
  });

  it("by disconnecting from the kernel is survived", async () => {
    await loses("process.disconnect(); await new Promise(() => {})", /ended/);
  });

  it("is announced once for a restart that was asked for, in the running cell", async () => {
    const running = notebook.run("await new Promise(() => {})");
    await sleep(50);
    await notebook.executor.restart();
    const {outcome, outputs} = await running;
    expect(outcome).to.equal("lost");
    expect(errorIn(outputs)?.message).to.match(/restarted/);
    expect(notebook.restarts).to.deep.equal([]);
    expect(await notebook.value("typeof kept")).to.equal("'undefined'");
  });

  it("does not keep a cell that runs when the notebook is closed", async () => {
    const running = notebook.run("while (true) {}");
    await sleep(100);
    await notebook.executor.close();
    expect((await running).outcome).to.equal("lost");
    await notebook.executor.start().then(
      () => expect.fail("a closed executor must not start"),
      (error: Error) => expect(error.message).to.match(/must be open/),
    );
  });
});
