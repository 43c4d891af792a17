import {spawn} from "node:child_process";
import {once} from "node:events";
import fs from "node:fs";
import path from "node:path";
import {setTimeout} from "node:timers/promises";
import {expect} from "chai";
import {purgeRun, RunFolder} from "../../../src/grading/batch/runFolder.js";
import {tempFolder} from "./support.js";

describe("RunFolder and purgeRun", () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => fs.rmSync(folder, {recursive: true, force: true}));

  it("make a folder that says what it is, and open it again", () => {
    const out = path.join(folder, "a", "run");
    const run = RunFolder.open(out);
    run.writeRun({settings: {jobs: 2}});
    run.close();
    RunFolder.open(out).close();
    expect(RunFolder.peek(out)).to.deep.include({settings: {jobs: 2}});
  });

  it("refuse a folder with something else in it, and leave it alone", () => {
    fs.writeFileSync(path.join(folder, "notes.txt"), "mine");
    expect(() => RunFolder.open(folder)).to.throw(RangeError, /new or empty folder/);
    fs.writeFileSync(path.join(folder, "run.json"), '{"what": "something"}');
    expect(() => RunFolder.open(folder)).to.throw(RangeError, /new or empty folder/);
    expect(fs.readdirSync(folder).sort()).to.deep.equal(["notes.txt", "run.json"]);
  });

  it("refuse a run that another process is at, and take over from one that is dead", async () => {
    RunFolder.open(folder).close();
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(other, "spawn");
    fs.writeFileSync(path.join(folder, "lock"), String(other.pid));
    expect(() => RunFolder.open(folder)).to.throw(RangeError, `process ${other.pid} is using`);
    expect(() => purgeRun(folder)).to.throw(RangeError, `process ${other.pid} is using`);
    other.kill("SIGKILL");
    await once(other, "exit");
    RunFolder.open(folder).close();
    expect(fs.existsSync(path.join(folder, "lock"))).to.equal(false);
  });

  it("take over from one that is dead, though its parent has not asked for it", async function () {
    if (process.platform !== "linux") this.skip();
    RunFolder.open(folder).close();
    // The shell becomes `sleep`, which never asks for the child that it has got.
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 60"]);
    const [pid] = String((await once(parent.stdout, "data"))[0]).split("\n");
    while (!fs.readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ")) await setTimeout(10);
    fs.writeFileSync(path.join(folder, "lock"), pid);
    RunFolder.open(folder).close();
    parent.kill();
    await once(parent, "exit");
  });

  it("take everybody else's rights from what lies in a run", function () {
    if (process.platform === "win32") this.skip();
    const run = RunFolder.open(folder);
    fs.mkdirSync(path.join(folder, "feedback"), {mode: 0o755});
    fs.writeFileSync(path.join(folder, "feedback", "a.html"), "", {mode: 0o644});
    run.finish();
    run.close();
    const inside = fs.readdirSync(folder, {recursive: true}).map(name => path.join(folder, String(name)));
    expect([folder, ...inside].filter(file => (fs.statSync(file).mode & 0o077) !== 0)).to.deep.equal([]);
  });

  it("take half files away that a killed run has left", () => {
    const run = RunFolder.open(folder);
    run.close();
    for (const name of ["inputs/ab.part", "results/ada.json.part", "results/ada.json"]) {
      fs.writeFileSync(path.join(folder, name), "");
    }
    RunFolder.open(folder).close();
    expect([...fs.readdirSync(run.inputs), ...fs.readdirSync(run.results)]).to.deep.equal(["ada.json"]);
  });

  it("delete a run with all that is in it", () => {
    const run = RunFolder.open(path.join(folder, "run"));
    run.write("seed", "x");
    run.close();
    purgeRun(run.path);
    expect(fs.readdirSync(folder)).to.deep.equal([]);
  });

  it("delete nothing that is no run, and no run through a link", () => {
    fs.writeFileSync(path.join(folder, "run.json"), "{}");
    const run = RunFolder.open(path.join(folder, "run"));
    run.close();
    fs.symlinkSync(run.path, path.join(folder, "link"), "junction");
    for (const other of [".", "missing", "run.json", "link"].map(name => path.join(folder, name))) {
      expect(() => purgeRun(other), other).to.throw(RangeError, /must hold a grading run/);
    }
    expect(fs.readdirSync(folder).sort()).to.deep.equal(["link", "run", "run.json"]);
  });
});
