import {expect} from "chai";
import {runTool, tail} from "../../src/frontend/runTool.js";

describe("runTool(command, args, options)", () => {
  it("gives exit code and both streams", async () => {
    const code = 'console.log("out"); console.error("err"); process.exitCode = 3;';
    const result = await runTool(process.execPath, ["-e", code]);
    expect(result.code).to.equal(3);
    expect(result.stdout).to.equal("out\n");
    expect(result.output).to.include("out\n").and.include("err\n");
  });

  it("gives null and a reason for a program that is not there", async () => {
    const result = await runTool("kernelbook-no-such-program", [], {timeout: 60_000});
    expect(result.code).to.equal(null);
    expect(result.output).to.include("ENOENT");
  });

  it("ends a program that takes too long", async () => {
    const start = Date.now();
    const result = await runTool(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {timeout: 300});
    expect(result.code).to.equal(null);
    expect(Date.now() - start).to.be.lessThan(10_000);
  });

  it("keeps the last lines", () => {
    const text = Array.from({length: 100}, (_, line) => `line ${line}`).join("\n");
    expect(tail(`${text}\n\n`).split("\n"))
      .to.have.lengthOf(40)
      .and.include("line 99")
      .and.not.include("line 59");
  });
});
