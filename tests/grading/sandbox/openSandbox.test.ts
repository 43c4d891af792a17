import {expect} from "chai";
import {openSandbox} from "../../../src/grading/sandbox/openSandbox.js";
import {rejection} from "../../support/rejection.js";

describe("openSandbox(options)", function () {
  this.timeout(60_000);
  const path = process.env.PATH;
  afterEach(() => {
    process.env.PATH = path;
  });

  it("gives plain processes when asked for none, and says that nothing is active", async () => {
    const sandbox = await openSandbox({kind: "none"});
    expect(sandbox).to.deep.include({kind: "none", layers: []});
    await sandbox.close();
  });

  it("ends the workers that still run when it is closed", async () => {
    const sandbox = await openSandbox({kind: "none"});
    const worker = sandbox.launch({cpuSeconds: 5, memoryMb: 64});
    const over = new Promise(resolve => worker.once("exit", (_code, signal) => resolve(signal)));
    await sandbox.close();
    expect(await over).to.equal("SIGKILL");
  });

  it("says what does not work here, and never falls back to plain processes", async () => {
    process.env.PATH = "/nowhere";
    const error = await rejection(openSandbox({kind: "container", image: "kernelbook-no-such-image"}));
    expect(error.message).to.match(/^openSandbox: a sandbox must work here, but container: ./);
  });
});
