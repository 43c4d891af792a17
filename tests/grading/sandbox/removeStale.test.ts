import {spawnSync} from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {removeStale} from "../../../src/grading/sandbox/removeStale.js";

describe("removeStale(folder, prefix, olderThanSeconds)", () => {
  let folder = "";
  let gone = 0;
  before(() => {
    gone = spawnSync(process.execPath, ["-e", "0"]).pid;
  });
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-stale-"));
  });
  afterEach(() => fs.rmSync(folder, {recursive: true}));
  const make = (name: string) => fs.mkdirSync(path.join(folder, name));

  it("removes the empty folders of processes that are gone", () => {
    make(`root-${gone}-a1`);
    make(`root-${gone}-b2`);
    removeStale(folder, "root-");
    expect(fs.readdirSync(folder)).to.deep.equal([]);
  });

  it("leaves everything else", () => {
    make(`root-${process.pid}-alive`);
    make(`root-${gone}-full`);
    fs.writeFileSync(path.join(folder, `root-${gone}-full`, "file"), "");
    make(`other-${gone}-a`);
    make("root-a1b2c3");
    fs.writeFileSync(path.join(folder, `root-${gone}-file`), "");
    make("target");
    fs.symlinkSync("target", path.join(folder, `root-${gone}-link`));
    const before = fs.readdirSync(folder);
    removeStale(folder, "root-");
    expect(fs.readdirSync(folder)).to.deep.equal(before);
  });

  it("leaves a young one for as long as it is told", () => {
    make(`root-${gone}-young`);
    make(`root-${gone}-old`);
    const then = Date.now() / 1000 - 100;
    fs.utimesSync(path.join(folder, `root-${gone}-old`), then, then);
    removeStale(folder, "root-", 60);
    expect(fs.readdirSync(folder)).to.deep.equal([`root-${gone}-young`]);
  });

  it("does nothing where there is no folder", () => {
    expect(() => removeStale(path.join(folder, "none"), "root-")).to.not.throw();
  });
});
