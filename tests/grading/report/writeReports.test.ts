import fs from "node:fs";
import path from "node:path";
import {Ajv2020} from "ajv/dist/2020.js";
import {expect} from "chai";
import {packageRoot} from "../../../src/frontend/places.js";
import {REPORT_FORMATS, type ReportInput} from "../../../src/grading/report/reportInput.js";
import {writeReports} from "../../../src/grading/report/writeReports.js";
import type {SubmissionResult} from "../../../src/grading/result.js";
import {readCsv} from "../../../src/grading/roster/readCsv.js";
import type {RosterEntry} from "../../../src/grading/roster/roster.js";
import {readXml} from "./support/readXml.js";
import {HOSTILE, question, sampleClass, sha, submission, writeResults} from "./support/sampleClass.js";

async function report(all: readonly SubmissionResult[], changes: Partial<ReportInput> = {}) {
  const {folder, files} = writeResults(all);
  const out = path.join(folder, "out");
  const input = {
    out,
    formats: REPORT_FORMATS,
    results: files,
    assignment: "04-convolution-2d",
    points: 10,
    ...changes,
  };
  return {out, input, summary: await writeReports(input), read: (name: string) => readIn(out, name)};
}

const readIn = (out: string, name: string) => fs.readFileSync(path.join(out, name), "utf8");

/** Every file below a folder with what is in it. */
function contents(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder, {recursive: true, encoding: "utf8"}).sort();
  return Object.fromEntries(
    names
      .filter(name => fs.statSync(path.join(folder, name)).isFile())
      .map(name => [name, readIn(folder, name)]),
  );
}

const person = (id: string, firstName: string, lastName: string): [string, RosterEntry] => [
  id,
  {id, firstName, lastName, email: `${id}@example.org`},
];

describe("writeReports(input)", () => {
  it("takes the pages of a student away whose marks are no longer final, in formats it leaves out too", async () => {
    const released = await report([submission("ada", [question("pass")])]);
    const page = path.join(released.out, "feedback", "k0001.html");
    expect(fs.existsSync(page)).to.equal(true);
    await writeReports({...released.input, formats: ["csv"]});
    expect(fs.existsSync(page)).to.equal(true);
    const held = await report([submission("ada", [question("grader-fault")])]);
    await writeReports({...held.input, out: released.out, formats: ["csv"]});
    expect(fs.existsSync(page)).to.equal(false);
  });
  it("writes every format, the same bytes each time and in whatever order the results come", async () => {
    const all = sampleClass(12);
    const first = await report(all);
    const again = await report(all, {results: [...first.input.results].reverse()});
    expect(contents(first.out)).to.deep.equal(contents(again.out));
    expect(Object.keys(contents(first.out))).to.include.members([
      "index.html",
      path.join("feedback", "k0001.html"),
      "grades.csv",
      "questions.csv",
      "groups.csv",
      "report.json",
      "junit.xml",
      path.join("gradescope", "k0012.json"),
    ]);
    expect(Object.keys(contents(first.out)).filter(name => name.endsWith(".part"))).to.deep.equal([]);
  });

  it("names no time and no place of the grading", async () => {
    const {out} = await report(sampleClass(3));
    for (const [name, text] of Object.entries(contents(out))) {
      expect(text, name)
        .to.not.match(/\b20\d\d-\d\d-\d\d\b/)
        .and.to.not.include(packageRoot);
      expect(text, name).to.not.include(path.dirname(out));
    }
  });

  it("keeps a student back while a question is open, in every format, and takes an older page away", async () => {
    const open = submission("ada", [question("pass"), question("grader-fault", {exercise: "l04-b"})]);
    const text = submission("bob", [question("pass"), question("manual", {exercise: "l04-b"})]);
    const done = submission("cem", [question("pass"), question("fail", {exercise: "l04-b"})]);
    const {folder, files} = writeResults([open, text, done]);
    const stale = path.join(folder, "out", "feedback", "k0001.html");
    fs.mkdirSync(path.dirname(stale), {recursive: true});
    fs.writeFileSync(stale, "of an earlier run");
    const out = path.join(folder, "out");
    const summary = await writeReports({
      out,
      formats: REPORT_FORMATS,
      results: files,
      assignment: "a",
      points: 4,
    });
    expect(summary).to.deep.include({held: ["ada", "bob"], faults: 1});
    expect(fs.readdirSync(path.join(out, "feedback"))).to.deep.equal(["k0003.html"]);
    expect(fs.readdirSync(path.join(out, "gradescope"))).to.deep.equal(["k0003.json"]);
    const scores = readCsv(readIn(out, "grades.csv"), "grades.csv").map(row => [row.student_id, row.score]);
    expect(scores).to.deep.equal([
      ["ada", ""],
      ["bob", ""],
      ["cem", "2"],
    ]);
    expect(readIn(out, "index.html"))
      .to.include("The grader itself failed on 1 answer")
      .and.to.include("held back");
  });

  it("applies marks by hand and penalties without touching the results, and says which marks fit nobody", async () => {
    const text = question("manual", {exercise: "l04-why", points: 4});
    const all = [submission("ada", [text]), submission("bob", [text])];
    const stray = {exercise: "l04-why", student: "nobody", points: 1, comment: "", by: ""};
    const {read, summary, input} = await report(all, {
      marks: [
        {
          exercise: "l04-why",
          group: text.answer?.group ?? "",
          points: 3,
          comment: "Short & good.",
          by: "Ms H",
        },
        stray,
      ],
      submitted: new Map([
        ["bob", {timestamp: "2026-11-20 13:00", late: {share: 0.5, why: "1 day late: 50 % off"}}],
      ]),
      due: "2026-11-19 12:00",
    });
    expect(summary).to.deep.include({held: [], unusedMarks: [stray]});
    const rows = readCsv(read("grades.csv"), "grades.csv");
    expect(rows[1]).to.deep.equal({
      assignment: "04-convolution-2d",
      duedate: "2026-11-19 12:00",
      timestamp: "2026-11-20 13:00",
      student_id: "bob",
      last_name: "",
      first_name: "",
      email: "",
      raw_score: "3",
      late_submission_penalty: "1.5",
      score: "1.5",
      max_score: "4",
    });
    expect(read("feedback/k0002.html"))
      .to.include("Short &amp; good.")
      .and.to.include("1 day late: 50 % off")
      .and.to.include("Marked by <bdi>Ms H</bdi>");
    expect(JSON.parse(fs.readFileSync(input.results[0], "utf8"))).to.deep.equal(all[0]);
  });

  it("sorts by last name and counts those who handed in nothing", async () => {
    const {read} = await report(sampleClass(2), {
      roster: new Map([
        person("s0001", "Zoe", "Young"),
        person("s0002", "Ann", "Old"),
        person("s0003", "Not", "There"),
      ]),
    });
    const rows = readCsv(read("grades.csv"), "grades.csv");
    expect(rows.map(({student_id}) => student_id)).to.deep.equal(["s0002", "s0001", "s0003"]);
    expect(rows[2]).to.include({score: "0", max_score: "10", timestamp: ""});
    const [points, ...wide] = readCsv(read("questions.csv"), "questions.csv");
    expect(points).to.include({student_id: "points possible", "l04-correlate2d": "2", score: "10"});
    expect(wide[2]).to.include({student_id: "s0003", "l04-correlate2d": "", score: "0"});
    expect(read("index.html")).to.include("Nothing handed in").and.to.include("Not There");
  });

  it("writes a groups.csv that comes back as marks", async () => {
    const text = question("manual", {exercise: "l04-why", points: 4});
    const all = [submission("ada", [text]), submission("bob", [text])];
    const {read} = await report(all);
    const [row] = readCsv(read("groups.csv"), "groups.csv");
    expect(row).to.include({
      exercise: "l04-why",
      size: "2",
      verdict: "manual",
      points: "",
      group: sha("manuall04-why"),
    });
    expect(row.answer).to.equal(text.answer?.source);
  });

  it("fits its schema with every verdict in it", async () => {
    const schema = JSON.parse(readIn(packageRoot, "docs/schemas/class-report.json"));
    const validate = new Ajv2020({allowUnionTypes: true}).compile(schema);
    const hostile = submission("h", [
      question("fail", {message: HOSTILE}),
      question("manual", {exercise: "l04-why"}),
    ]);
    const {read} = await report([...sampleClass(20), hostile]);
    const json = JSON.parse(read("report.json"));
    expect(validate(json), JSON.stringify(validate.errors)).to.equal(true);
    expect(json.submissions).to.have.length(21);
    const empty = await report([]);
    expect(validate(JSON.parse(empty.read("report.json"))), JSON.stringify(validate.errors)).to.equal(true);
  });

  it("makes reports of a class of nobody", async () => {
    const {read, summary} = await report([]);
    expect(summary).to.deep.include({held: [], faults: 0});
    expect(read("index.html")).to.include("No submission was found");
    expect(readXml(read("junit.xml")).children).to.deep.equal([]);
    expect(read("grades.csv").split("\r\n")).to.have.length(2);
  });

  it("keeps files for their owner alone", async function () {
    if (process.platform === "win32") this.skip();
    const {out} = await report(sampleClass(2), {appeals: {seed: "s", transcriptFile: () => undefined}});
    for (const name of ["index.html", "grades.csv", "feedback/k0001.html", "appeals/k0001.json"]) {
      expect(fs.statSync(path.join(out, name)).mode & 0o777, name).to.equal(0o600);
    }
    for (const name of ["", "feedback", "appeals"]) {
      expect(fs.statSync(path.join(out, name)).mode & 0o777, name).to.equal(0o700);
    }
  });

  it("bundles what an appeal needs: result, seed, limits, layers, transcript", async () => {
    const transcript = path.join(writeResults([]).folder, "t.json");
    fs.writeFileSync(transcript, `{"calls": [1]}`);
    const all = sampleClass(1);
    const {read} = await report(all, {appeals: {seed: "secret", transcriptFile: () => transcript}});
    expect(JSON.parse(read("appeals/k0001.json"))).to.deep.include({
      student: "s0001",
      seed: "secret",
      inputHash: all[0].inputHash,
      layers: all[0].layers,
      result: all[0],
      transcript: {calls: [1]},
    });
    expect(JSON.parse(read("appeals/k0001.json")).limits["l04-two-passes"]).to.include.keys(
      "seconds",
      "memoryMb",
    );
    for (const [name, text] of Object.entries(contents(path.dirname(transcript))))
      expect(text, name).to.not.include("secret");
  });

  it("says so, everywhere it matters, when nothing shielded the machine", async () => {
    const {read} = await report([submission("ada", [question("pass")], {layers: []})]);
    expect(read("index.html")).to.include("Graded without a sandbox");
    expect(read("feedback/k0001.html")).to.include("Answers ran without a sandbox");
    expect(read("gradescope/k0001.json")).to.include("Graded without a sandbox");
  });

  it("refuses a file that is no result", async () => {
    const {folder, files} = writeResults([submission("ada", [])]);
    fs.writeFileSync(files[0], `{"version": 2}`);
    const input = {out: folder, formats: REPORT_FORMATS, results: files, assignment: "a", points: 1};
    const error = await writeReports(input).catch((caught: unknown) => caught);
    expect(error)
      .to.be.instanceOf(SyntaxError)
      .with.property("message")
      .that.includes("version 1, got version 2");
  });
});
