import {spawn} from "node:child_process";
import {once} from "node:events";
import {expect} from "chai";
import {canReadMemory, processTree, treeMemory} from "../../../benchmarks/support/processMemory.js";
import {skip} from "../../support/skip.js";

describe("treeMemory(root)", () => {
  it("adds up a process and its child, shared pages counted once in the proportional sum", async function () {
    if (!canReadMemory)
      skip(this, "memory over a process tree is read from /proc, which this system has not");
    const script = `require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e3); console.log(process.pid)"], {stdio: "inherit"})`;
    const child = spawn(process.execPath, ["-e", script], {stdio: ["ignore", "pipe", "inherit"]});
    try {
      const [line] = (await once(child.stdout, "data")) as [Buffer];
      const root = child.pid ?? 0;
      expect(processTree(root)).to.deep.equal([root, Number(line.toString())]);
      const {rss, pss, processes} = treeMemory(root);
      expect(processes).to.equal(2);
      expect(pss).to.be.greaterThan(5);
      expect(rss).to.be.greaterThan(pss);
      process.kill(Number(line.toString()), "SIGKILL");
    } finally {
      child.kill("SIGKILL");
    }
  });
  it("finds nothing for a process that is gone", function () {
    if (!canReadMemory)
      skip(this, "memory over a process tree is read from /proc, which this system has not");
    expect(treeMemory(2 ** 22 + 1)).to.deep.equal({rss: 0, pss: 0, processes: 1});
  });
});
