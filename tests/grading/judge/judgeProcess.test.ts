import {type ChildProcess, fork} from "node:child_process";
import {createHash} from "node:crypto";
import {once} from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {packageRoot} from "../../../src/frontend/places.js";
import type {GradingJob} from "../../../src/grading/job.js";
import type {JudgeReply, JudgeRequest} from "../../../src/grading/judge/judgeMessages.js";
import type {Transcript} from "../../../src/grading/judge/transcript.js";
import type {SubmissionResult} from "../../../src/grading/result.js";
import {handedIn} from "../support/handedIn.js";

const PROGRAM = path.join(packageRoot, "dist/src/grading/judge/judgeProcess.js");

describe("a judge process", function () {
  this.timeout(60_000);
  let folder: string;
  let judge: ChildProcess;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-judge-"));
    fs.mkdirSync(path.join(folder, "inputs"));
    judge = fork(PROGRAM, {stdio: ["ignore", "ignore", "inherit", "ipc"]});
  });
  afterEach(() => {
    judge.kill("SIGKILL");
    fs.rmSync(folder, {recursive: true});
  });

  async function ask(request: JudgeRequest): Promise<JudgeReply> {
    const reply = once(judge, "message");
    judge.send(request);
    return (await reply)[0] as JudgeReply;
  }

  const start = {type: "start", sandbox: "none"} as const;

  function jobOf(text: string): GradingJob {
    const sha256 = createHash("sha256").update(text).digest("hex");
    fs.writeFileSync(path.join(folder, "inputs", sha256), text);
    const inputs = [{name: "04-convolution-2d.ipynb", sha256, bytes: text.length}];
    const exercises = ["l04-correlate2d"];
    const of = {student: "ada", assignment: "04-convolution-2d", lesson: 4, exercises};
    return {version: 1, ...of, inputs, notes: [], seed: "s", variants: "course"};
  }
  const files = () => ({
    resultFile: path.join(folder, "result.json"),
    transcriptFile: path.join(folder, "transcript.json"),
  });

  it("says what it runs behind, grades, writes both files for their owner alone, and ends when told", async () => {
    const ready = await ask({...start, inputsFolder: path.join(folder, "inputs")});
    expect(ready).to.deep.include({type: "ready", layers: []});
    const job = jobOf(JSON.stringify(handedIn("04-convolution-2d", {})));
    const done = await ask({type: "job", id: 7, job, ...files()});
    expect(done).to.deep.include({type: "done", id: 7, student: "ada", resultFile: files().resultFile});
    const result = JSON.parse(fs.readFileSync(files().resultFile, "utf8")) as SubmissionResult;
    expect(result.questions.map(({verdict}) => verdict)).to.deep.equal(["not-attempted"]);
    expect(JSON.parse(fs.readFileSync(files().transcriptFile, "utf8")) as Transcript).to.include({
      version: 1,
    });
    if (process.platform !== "win32") {
      for (const file of Object.values(files())) expect(fs.statSync(file).mode & 0o777).to.equal(0o600);
    }
    expect(fs.readdirSync(folder).filter(name => name.endsWith(".part"))).to.deep.equal([]);
    const ended = once(judge, "exit");
    judge.send({type: "stop"} satisfies JudgeRequest);
    expect((await ended)[0]).to.equal(0);
  });

  it("goes on after a job whose result cannot be written", async () => {
    await ask({...start, inputsFolder: path.join(folder, "inputs")});
    const job = jobOf(JSON.stringify(handedIn("04-convolution-2d", {})));
    const nowhere = path.join(folder, "missing", "result.json");
    const failed = await ask({type: "job", id: 1, job, ...files(), resultFile: nowhere});
    expect(failed).to.include({type: "failed", id: 1});
    expect(await ask({type: "job", id: 2, job, ...files()})).to.include({type: "done", id: 2});
  });

  it("fails a job whose private cases have changed since the run began", async () => {
    await ask({...start, inputsFolder: path.join(folder, "inputs")});
    const cases = path.join(folder, "cases");
    fs.mkdirSync(cases);
    fs.writeFileSync(path.join(cases, "l04-correlate2d.json"), '{"cases": [{"args": [[[1]], [[1]]]}]}');
    const job = {...jobOf("{}"), privateCases: {folder: cases, sha256: "00"}};
    const reply = await ask({type: "job", id: 1, job, ...files()});
    expect(reply.type === "failed" && reply.message).to.match(/must be those the run began with \(00\)/);
  });

  it("refuses to start behind a sandbox that it cannot make, and says why", async () => {
    const ended = once(judge, "exit");
    const reply = await ask({...start, sandbox: "container", image: "no/such-image:0", inputsFolder: folder});
    expect(reply.type === "refused" && reply.message).to.match(/container/);
    expect((await ended)[0]).to.equal(1);
  });

  it("ends with the channel", async () => {
    await ask({...start, inputsFolder: path.join(folder, "inputs")});
    const ended = once(judge, "exit");
    judge.disconnect();
    expect((await ended)[0]).to.equal(0);
  });
});
