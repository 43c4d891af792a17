import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {JudgeRefused} from "../../../src/grading/batch/judgeClient.js";
import type {JudgePool, JudgePoolOptions} from "../../../src/grading/batch/judgePool.js";
import {rejection} from "../../support/rejection.js";
import {jobFor, startPool, tempFolder} from "./support.js";

describe("JudgePool", () => {
  let folder: string;
  let pool: JudgePool | undefined;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(async () => {
    await pool?.close();
    fs.rmSync(folder, {recursive: true});
  });

  async function start(options: Partial<JudgePoolOptions> = {}): Promise<JudgePool> {
    pool = await startPool(folder, options);
    return pool;
  }
  const files = (name: string) => ({
    resultFile: path.join(folder, `${name}.json`),
    transcriptFile: path.join(folder, `${name}.calls.json`),
  });
  const triesOf = (student: string) =>
    fs
      .readFileSync(path.join(folder, `tried-${student}`), "utf8")
      .trim()
      .split("\n");

  it("knows what the results will say before the first job", async () => {
    const {layers, graderVersion} = await start();
    expect({layers, graderVersion}).to.deep.equal({layers: ["a scripted judge"], graderVersion: "1"});
  });

  it("grades more jobs than it has judges, with as many processes as it is wide", async () => {
    const judges = await start();
    const names = ["a", "b", "c", "d", "e", "f"];
    const timings = await Promise.all(names.map(name => judges.run(jobFor(name, "slow"), files(name))));
    expect(timings.map(({ms}) => ms)).to.deep.equal(names.map(() => 5));
    expect(new Set(names.flatMap(triesOf)).size).to.equal(2);
    expect(names.every(name => fs.existsSync(files(name).resultFile))).to.equal(true);
  });

  it("tries a job again, in a new process, when its judge dies, and says so", async () => {
    const retries: string[] = [];
    const judges = await start({
      width: 1,
      onRetry: (student, reason) => retries.push(`${student}: ${reason}`),
    });
    await judges.run(jobFor("a", "die once"), files("a"));
    expect(new Set(triesOf("a")).size).to.equal(2);
    expect(retries).to.deep.equal(["a: the judge process ended (exit code 7): a judge's last words"]);
    await judges.run(jobFor("b"), files("b"));
  });

  it("gives a job up after the second judge, and goes on with the next", async () => {
    const judges = await start({width: 1});
    const error = await rejection(judges.run(jobFor("a", "die"), files("a")));
    expect(error.message).to.match(/^the judge process ended \(exit code 7\)/);
    expect(triesOf("a")).to.have.length(2);
    await judges.run(jobFor("b"), files("b"));
    expect(fs.existsSync(files("b").resultFile)).to.equal(true);
  });

  it("tells why a result could not be written", async () => {
    const judges = await start();
    const error = await rejection(judges.run(jobFor("a", "full disk"), files("a")));
    expect(error.message).to.equal("ENOSPC: no space left");
  });

  it("refuses to start where a judge finds no sandbox", async () => {
    fs.writeFileSync(path.join(folder, "refuse"), "");
    const error = await rejection(start());
    expect(error).to.be.instanceOf(JudgeRefused);
    expect(error.message).to.equal("no sandbox works here");
  });

  it("gives running jobs up when it is closed, without trying them again", async () => {
    const retries: string[] = [];
    const judges = await start({onRetry: student => retries.push(student)});
    const running = rejection(judges.run(jobFor("a", "slow"), files("a")));
    await judges.close();
    await running;
    expect(retries).to.deep.equal([]);
  });
});
