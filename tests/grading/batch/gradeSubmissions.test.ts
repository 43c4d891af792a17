import fs from "node:fs";
import {expect} from "chai";
import {findLesson} from "../../../src/exercise/catalog.js";
import {gradeSubmissions, type JobReport} from "../../../src/grading/batch/gradeSubmissions.js";
import {Journal} from "../../../src/grading/batch/journal.js";
import {RunFolder} from "../../../src/grading/batch/runFolder.js";
import type {GradingJob} from "../../../src/grading/job.js";
import type {SubmissionResult} from "../../../src/grading/result.js";
import {entriesOf, jobFor, startPool, tempFolder} from "./support.js";

describe("gradeSubmissions(jobs, options)", () => {
  let folder: string;
  beforeEach(() => {
    folder = tempFolder();
  });
  afterEach(() => fs.rmSync(folder, {recursive: true}));

  /** One batch over the folder, as one call of the command makes it. */
  async function grade(
    jobs: readonly GradingJob[],
    signal = new AbortController().signal,
  ): Promise<string[]> {
    const run = RunFolder.open(folder);
    const journal = new Journal(run.journal);
    const runner = await startPool(run.inputs);
    const exercises = (await findLesson("4")).entries.map(({exercise}) => exercise);
    const reports: JobReport[] = [];
    const onJob = (report: JobReport) => void reports.push(report);
    try {
      const pending = jobs.map(job => ({key: job.student, collect: () => job}));
      await gradeSubmissions(pending, {run, runner, journal, exercises, signal, onJob});
    } finally {
      await runner.close();
      journal.close();
      run.close();
    }
    return reports.map(({student, how}) => `${student} ${how}`).sort();
  }
  const journalOf = async () => (await entriesOf(`${folder}/journal.jsonl`)).map(({type}) => type);

  it("grades every submission, and journals each", async () => {
    const jobs = ["a", "b", "c"].map(name => jobFor(name));
    expect(await grade(jobs)).to.deep.equal(["a graded", "b graded", "c graded"]);
    expect((await journalOf()).sort()).to.deep.equal(["done", "done", "done", "start", "start", "start"]);
  });

  it("keeps what has not changed, and grades what has", async () => {
    await grade(["a", "b", "c", "d"].map(name => jobFor(name)));
    fs.writeFileSync(`${folder}/results/c.json`, "{}");
    fs.rmSync(`${folder}/results/d.json`);
    const inputs = [{name: "04-convolution-2d.ipynb", sha256: "1".repeat(64), bytes: 1}];
    expect(await grade([jobFor("a"), {...jobFor("b"), inputs}, jobFor("c"), jobFor("d")])).to.deep.equal([
      "a kept",
      "b graded",
      "c graded",
      "d graded",
    ]);
  });

  for (const [what, change] of [
    ["seed", {seed: "another"}],
    ["exercises", {exercises: ["l04-x", "l04-y"]}],
    ["private cases", {privateCases: {folder: "/x", sha256: "2".repeat(64)}}],
    ["numbers in the stubs", {variants: "seed"}],
  ] as const) {
    it(`grades again for other ${what}`, async () => {
      await grade([jobFor("a")]);
      expect(await grade([{...jobFor("a"), ...change}])).to.deep.equal(["a graded"]);
    });
  }

  it("gives a submission that no judge survives a result that decides nothing, and tries it anew the next time", async () => {
    expect(await grade([jobFor("a", "die"), jobFor("b")])).to.deep.equal(["a fault", "b graded"]);
    const result = JSON.parse(fs.readFileSync(`${folder}/results/a.json`, "utf8")) as SubmissionResult;
    expect(new Set(result.questions.map(({verdict}) => verdict))).to.deep.equal(new Set(["grader-fault"]));
    expect(result.questions.map(({exercise}) => exercise)).to.include("l04-correlate2d");
    expect(await journalOf()).to.include("fault");
    expect(await grade([jobFor("a", "die"), jobFor("b")])).to.deep.equal(["a fault", "b kept"]);
  });

  it("never keeps a result with a grader fault", async () => {
    expect(await grade([jobFor("a", "fault")])).to.deep.equal(["a fault"]);
    expect(await grade([jobFor("a", "fault")])).to.deep.equal(["a fault"]);
    expect((await journalOf()).filter(type => type === "start")).to.have.length(2);
  });

  it("begins nothing more once it is stopped, and the next run does the rest", async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await grade([jobFor("a"), jobFor("b")], stop.signal)).to.deep.equal([]);
    expect(await grade([jobFor("a"), jobFor("b")])).to.deep.equal(["a graded", "b graded"]);
  });
});
