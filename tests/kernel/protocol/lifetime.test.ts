import {execFile, spawn} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {connect} from "node:net";
import {tmpdir} from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {isAlive} from "../../support/isAlive.js";
import {KernelClient, result} from "../../support/kernelClient.js";

const MAIN = fileURLToPath(new URL("../../../src/cli/main.js", import.meta.url));

async function gone(pid: number, patienceMs = 10_000): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (isAlive(pid) && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, 20));
  return !isAlive(pid);
}

/** Resolves when somebody listens on the port. */
async function listening(port: number): Promise<void> {
  for (;;) {
    const heard = await new Promise<boolean>(resolve => {
      const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (heard) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

describe("the life of a kernel process", () => {
  let kernel: KernelClient;
  let executor: number;

  async function start(options: Parameters<typeof KernelClient.start>[0] = {}): Promise<void> {
    kernel = await KernelClient.start(options);
    executor = Number(result(await kernel.execute("process.pid")));
    expect(isAlive(executor)).to.equal(true);
  }
  afterEach(() => kernel.close());

  for (const restart of [false, true]) {
    it(`shutdown_request with restart ${restart}: replies, tells everybody, ends with code 0`, async () => {
      await start();
      const id = await kernel.send("control", "shutdown_request", {restart});
      expect((await kernel.replyTo(id)).content).to.deep.equal({status: "ok", restart});
      expect(await kernel.exited()).to.equal(0);
      await kernel.until(
        () => kernel.of(id).some(({type}) => type === "shutdown_reply"),
        "shutdown on iopub",
      );
      expect(await gone(executor)).to.equal(true);
    });
  }

  it("shutdown_request while a cell runs ends the cell, too", async () => {
    await start();
    await kernel.sendExecute("while (true) {}");
    await new Promise(resolve => setTimeout(resolve, 200));
    await kernel.ask("shell", "shutdown_request", {restart: false});
    expect(await kernel.exited()).to.equal(0);
    expect(await gone(executor)).to.equal(true);
  });

  it("SIGTERM ends it cleanly", async function () {
    if (process.platform === "win32") {
      console.log("      skipped: Windows has no SIGTERM between processes");
      this.skip();
    }
    await start();
    kernel.process.kill("SIGTERM");
    expect(await kernel.exited()).to.equal(0);
    expect(await gone(executor)).to.equal(true);
  });

  it("SIGKILL leaves no executor behind, even one that is busy", async () => {
    await start();
    await kernel.sendExecute("while (true) {}");
    await new Promise(resolve => setTimeout(resolve, 300));
    kernel.process.kill("SIGKILL");
    await kernel.exited();
    expect(await gone(executor)).to.equal(true);
  });

  it("ends when standard input ends, if asked to watch it", async () => {
    await start({args: ["--watch-stdin"]});
    kernel.process.stdin?.end();
    expect(await kernel.exited()).to.equal(0);
    expect(await gone(executor)).to.equal(true);
  });

  it("does not mind standard input ending otherwise, as Jupyter closes it at once", async () => {
    await start();
    kernel.process.stdin?.end();
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(result(await kernel.execute("1"))).to.equal("1");
  });

  it("works over local sockets", async function () {
    if (process.platform === "win32") {
      console.log("      skipped: libzmq has no local sockets on Windows");
      this.skip();
    }
    await start({transport: "ipc"});
    expect(await kernel.beat("x")).to.equal("x");
    expect(result(await kernel.execute("6 * 7"))).to.equal("42");
  });

  it("works unsigned when the key is empty", async () => {
    await start({key: ""});
    expect(result(await kernel.execute("6 * 7"))).to.equal("42");
  });
});

describe("the parent of a kernel process", () => {
  it("takes the kernel with it when it dies", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "kernelbook-parent-"));
    const file = path.join(folder, "connection.json");
    const ports = Object.fromEntries(
      ["shell", "iopub", "stdin", "control", "hb"].map((name, i) => [`${name}_port`, 47_321 + i]),
    );
    writeFileSync(file, JSON.stringify({transport: "tcp", ip: "127.0.0.1", key: "k", ...ports}));
    const code = `
      const kernel = require("node:child_process").spawn(process.execPath, [${JSON.stringify(MAIN)}, "kernel", "--connection-file", ${JSON.stringify(file)}], {stdio: "ignore"});
      console.log(kernel.pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["-e", code], {stdio: ["ignore", "pipe", "inherit"]});
    const pid = Number(
      await new Promise(resolve => parent.stdout?.once("data", data => resolve(String(data)))),
    );
    // A kernel that is still loading can't know yet whose child it is.
    await listening(ports.hb_port ?? 0);
    expect(isAlive(pid)).to.equal(true);
    parent.kill("SIGKILL");
    expect(await gone(pid)).to.equal(true);
    rmSync(folder, {recursive: true, force: true});
  });
});

describe("kernelbook kernel, called wrongly", () => {
  const call = (...args: string[]) =>
    new Promise<{code: unknown; stderr: string}>(resolve => {
      execFile(process.execPath, [MAIN, "kernel", ...args], (error, _, stderr) =>
        resolve({code: error?.code ?? 0, stderr}),
      );
    });

  for (const [args, message] of [
    [["--engine", "auto"], "--connection-file must be given, got none"],
    [
      ["--connection-file", "x", "--engine", "typescript5"],
      "--engine must be auto, typescript7, typescript6 or tslab, got typescript5",
    ],
    [
      ["--connection-file", "x", "--output-cap", "many"],
      "--output-cap must be a whole number of bytes, got many",
    ],
    [["--nonsense"], "Unknown option '--nonsense'"],
    [["--connection-file", "/nowhere/file.json"], "ENOENT"],
  ] as const) {
    it(`refuses ${args.join(" ")} with exit code 2`, async () => {
      const {code, stderr} = await call(...args);
      expect(code).to.equal(2);
      expect(stderr).to.contain(message);
    });
  }

  it("names the field of a connection file that is wrong", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "kernelbook-wrong-"));
    const file = path.join(folder, "connection.json");
    writeFileSync(file, '{"shell_port": -1}');
    const {code, stderr} = await call("--connection-file", file);
    expect(code).to.equal(2);
    expect(stderr).to.contain("shell_port must be an integer from 1 to 65535, got -1");
    rmSync(folder, {recursive: true});
  });
});
