import {spawn} from "node:child_process";
import {once} from "node:events";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {until} from "../../support/executorHarness.js";
import {isAlive} from "../../support/isAlive.js";

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
});
