import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import fs from "node:fs";
import path from "node:path";
import {text} from "node:stream/consumers";
import {expect} from "chai";
import {AnswerStopped} from "../../../src/exercise/answer.js";
import {GROUP_LAYER, openControlGroups} from "../../../src/grading/sandbox/cgroup.js";
import {GROUP_EXTRA_MB, NODE_DATA_MB, PROCESSES} from "../../../src/grading/sandbox/limits.js";
import {openSandbox} from "../../../src/grading/sandbox/openSandbox.js";
import {ownGroups} from "../../../src/grading/sandbox/ownGroups.js";
import type {Sandbox} from "../../../src/grading/sandbox/sandbox.js";
import {startWorker} from "../../../src/grading/worker/answerWorker.js";
import {skip} from "../../support/skip.js";
import {installSystemPackages} from "../../support/systemPackages.js";
import {descendants} from "./commandLines.js";

const MB = 1024 * 1024;
const limits = {cpuSeconds: 30, memoryMb: 128};
const budget = {seconds: 20, memoryMb: 128};

/** The user `nobody` of every Linux. */
const NOBODY = 65534;

function ownTexts(): [string, string] {
  return [fs.readFileSync("/proc/self/cgroup", "utf8"), fs.readFileSync("/proc/self/mountinfo", "utf8")];
}

/** Where a module of the sandbox lies, for a program of its own. */
function urlOf(name: string): string {
  return new URL(`../../../src/grading/sandbox/${name}.js`, import.meta.url).href;
}

/** Groups of a judge's workers, wherever they stand: at our own group or one above. */
function groupsOf(pid: number | undefined): string[] {
  const folders = ownGroups(...ownTexts()).flatMap(({folder}) => [folder, path.dirname(folder)]);
  return [...new Set(folders)].flatMap(folder =>
    fs
      .readdirSync(folder)
      .filter(name => name.startsWith(`kernelbook-${pid}-`))
      .map(name => path.join(folder, name)),
  );
}

/** The first number of the first of some files that is there, over all groups of this process. */
function counted(...names: readonly string[]): number {
  for (const folder of groupsOf(process.pid)) {
    for (const name of names) {
      try {
        return Number(/\d+/.exec(fs.readFileSync(path.join(folder, name), "utf8"))?.[0]);
      } catch {
        // another hierarchy's, or a kernel without it
      }
    }
  }
  return 0;
}

/** The highest of what is counted while an answer runs, and what it comes to. */
async function watched(
  sandbox: Sandbox,
  code: string,
  count: () => number,
): Promise<{readonly most: number; readonly result: unknown; readonly cpuMs: number}> {
  const worker = await startWorker(sandbox, limits);
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, count());
  }, 5);
  let result: unknown;
  try {
    result = await worker.open(code, {realm: "main", budget}).call();
  } catch (error) {
    result = error instanceof AnswerStopped ? error.kind : error;
  }
  clearInterval(timer);
  most = Math.max(most, count());
  await worker.stop();
  return {most, result, cpuMs: worker.cpuMs()};
}

const START = `const {spawn} = require("node:child_process");
  const start = code => new Promise(resolve => spawn(process.execPath, ["-e", code], {stdio: "pipe"}).on("error", resolve).on("close", resolve));`;

describe("control groups of workers", function () {
  this.timeout(120_000);

  before(async function () {
    if (process.platform !== "linux") skip(this, "control groups are Linux's");
    if ((await openControlGroups()) === undefined) skip(this, "no control group can be made here");
    await installSystemPackages(["bubblewrap"]);
  });

  for (const kind of ["namespaces", "bubblewrap"] as const) {
    describe(`in ${kind}`, () => {
      let sandbox: Sandbox;

      before(async function () {
        try {
          sandbox = await openSandbox({kind});
        } catch (error) {
          skip(this, (error as Error).message);
        }
      });
      after(async () => {
        await sandbox?.close();
        expect(groupsOf(process.pid)).to.deep.equal([]);
      });

      it("are named as a layer", () => {
        expect(sandbox.layers).to.include(GROUP_LAYER);
      });

      it("hold what many processes together take, and that is a lack of memory", async () => {
        const code = `${START} const fill = "const all = []; for (let i = 0; i < 250; i++) all.push(Buffer.alloc(1 << 20, 1)); setTimeout(() => {}, 3000)";
          return async () => { await Promise.all([fill, fill, fill, fill].map(start)); return "all four had 250 MB"; };`;
        const memory = () => counted("memory.max_usage_in_bytes", "memory.peak", "memory.current");
        const {most, result} = await watched(sandbox, code, memory);
        expect(result).to.equal("memory");
        expect(most).to.be.within(250 * MB, (limits.memoryMb + NODE_DATA_MB + GROUP_EXTRA_MB) * MB);
      });

      it("hold how many processes there are", async () => {
        const code = `${START} return async () => { for (let i = 0; i < 40; i++) start("setTimeout(() => {}, 2000)"); await new Promise(resolve => setTimeout(resolve, 1500)); return 1; };`;
        const {most, result} = await watched(sandbox, code, () => counted("pids.peak", "pids.current"));
        expect(result).to.equal(1);
        expect(most).to.be.within(PROCESSES / 2, PROCESSES);
      });

      it("count the time of what a worker has started, also once it has ended", async () => {
        const burn =
          "const used = () => { const {user, system} = process.cpuUsage(); return user + system; }; while (used() < 400_000);";
        const code = `${START} return async () => { await start(${JSON.stringify(burn)}); return 1; };`;
        const {cpuMs, result} = await watched(sandbox, code, () => 0);
        expect(result).to.equal(1);
        expect(cpuMs).to.be.within(400, limits.cpuSeconds * 1000);
      });

      it("have the worker inside, without any capability that could come back", async function () {
        const worker = await startWorker(sandbox, limits);
        await worker.open("return () => 1;", {realm: "main", budget}).call();
        const inside = groupsOf(process.pid).map(folder => path.join(folder, "cgroup.procs"));
        const pids = inside.map(file => fs.readFileSync(file, "utf8").trim().split("\n").sort());
        expect(pids.length).to.be.at.least(1);
        for (const some of pids) expect(some).to.deep.equal(pids[0]);
        const below = descendants(process.pid).map(String);
        const program = pids[0].find(pid => statusOf(pid).startsWith("Name:\tnode\n"));
        expect(below).to.include(program);
        const status = statusOf(program ?? "");
        await worker.stop();
        if (process.getuid?.() !== 0 && kind === "namespaces") skip(this, "only root may drop capabilities");
        for (const set of ["Inh", "Prm", "Eff", "Bnd", "Amb"]) {
          expect(status).to.match(new RegExp(`^Cap${set}:\t0{16}$`, "m"));
        }
      });
    });
  }

  it("are there for an ordinary user to whom one is delegated", async function () {
    if (process.getuid?.() !== 0) skip(this, "only root may delegate one");
    const own = ownGroups(...ownTexts());
    const folders = own
      .filter(({controllers}) => controllers.includes("memory") || controllers.includes("pids"))
      .map(({folder}) => path.join(folder, `kernelbook-delegated-${process.pid}`));
    if (folders.length === 0) skip(this, "delegation is tried with groups of version 1");
    for (const folder of folders) {
      fs.mkdirSync(folder);
      for (const name of ["", "cgroup.procs"]) fs.chownSync(path.join(folder, name), NOBODY, NOBODY);
    }
    const program = `import fs from "node:fs";
      for (const folder of ${JSON.stringify(folders)}) fs.writeFileSync(folder + "/cgroup.procs", "0");
      process.setgroups([]); process.setgid(${NOBODY}); process.setuid(${NOBODY});
      const {openSandbox} = await import(${JSON.stringify(urlOf("openSandbox"))});
      const sandbox = await openSandbox({kind: "namespaces"});
      await sandbox.close();
      const left = ${JSON.stringify(folders)}.flatMap(folder => fs.readdirSync(folder)).filter(name => name.startsWith("kernelbook-"));
      process.stdout.write(JSON.stringify({layers: sandbox.layers, left}));`;
    const judge = spawn(process.execPath, ["--input-type=module", "-e", program], {stdio: "pipe"});
    const texts = await Promise.all([text(judge.stdout), text(judge.stderr), once(judge, "close")]);
    for (const folder of folders) fs.rmdirSync(folder);
    if (texts[1].includes("openSandbox: ")) skip(this, "an ordinary user has no namespaces here");
    expect(texts[1]).to.equal("");
    const {layers, left} = JSON.parse(texts[0]) as {layers: string[]; left: string[]};
    expect(layers).to.include(GROUP_LAYER).and.include("user namespace without rights");
    expect(left).to.deep.equal([]);
  });

  it("are gone with a judge that was killed, once another begins", async () => {
    const program = `import {openControlGroups} from ${JSON.stringify(urlOf("cgroup"))};
      (await openControlGroups()).make({cpuSeconds: 1, memoryMb: 64}); process.stdout.write("made"); setInterval(() => {}, 1000);`;
    const judge: ChildProcess = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(judge.stdout ?? judge, "data");
    expect(groupsOf(judge.pid)).to.not.deep.equal([]);
    judge.kill("SIGKILL");
    await once(judge, "close");
    await openControlGroups();
    expect(groupsOf(judge.pid)).to.deep.equal([]);
  });
});

function statusOf(pid: string): string {
  try {
    return fs.readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return ""; // ended meanwhile
  }
}
