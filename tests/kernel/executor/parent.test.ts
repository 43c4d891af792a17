import {spawn} from "node:child_process";
import {once} from "node:events";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {until} from "../../support/executorHarness.js";
import {isAlive} from "../../support/isAlive.js";
import {skip} from "../../support/skip.js";

const PARENT = fileURLToPath(new URL("../../support/orphanExecutor.js", import.meta.url));

describe("an executor whose parent is killed", function () {
  this.timeout(30_000);

  for (const [state, code] of [
    ["waits", "await new Promise(() => {})"],
    ["is in an endless loop", "for (;;);"],
    ["is in an endless loop that prints", "for (;;) console.log('x')"],
    ["is in a blocking wait", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)"],
  ] as const)
    it(`ends although it ${state}`, async () => {
      const parent = spawn(process.execPath, [PARENT, code], {stdio: ["ignore", "pipe", "inherit"]});
      const [text] = (await once(parent.stdout, "data")) as [Buffer];
      const pid = Number(text.toString());
      expect(isAlive(pid)).to.equal(true);
      parent.kill("SIGKILL");
      await until(() => !isAlive(pid), 5000);
    });

  it("takes programs with it that cells have started", async function () {
    if (process.platform === "win32") return skip(this, "Windows has no process groups");
    const code =
      "console.log(require('child_process').spawn('sleep', ['1000'], {stdio: 'ignore'}).pid); await new Promise(() => {})";
    const parent = spawn(process.execPath, [PARENT, code], {stdio: ["ignore", "pipe", "inherit"]});
    const pids: number[] = [];
    parent.stdout.on("data", (text: Buffer) => pids.push(...text.toString().trim().split("\n").map(Number)));
    await until(() => pids.length === 2, 5000);
    expect(pids.map(isAlive)).to.deep.equal([true, true]);
    parent.kill("SIGKILL");
    await until(() => !pids.some(isAlive), 5000);
  });
});
