import {once} from "node:events";
import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {REPORT_FORMATS} from "../../../src/grading/report/reportInput.js";
import {ASSIGNMENT, ClassFolder} from "./classFolder.js";
import {entriesOf, tempFolder} from "./support.js";

/** What every call has: the isolation has tests of its own, and not every machine can have it. */
const LESSON = ["submitted", "--lesson", "1", "--unsandboxed", "--jobs", "2"];
const ALL = ["--format", REPORT_FORMATS.join(",")];

describe("kernelbook grade", function () {
  this.timeout(120_000);
  let folder: ClassFolder;
  beforeEach(async () => {
    folder = await ClassFolder.make(tempFolder());
  });
  afterEach(() => fs.rmSync(folder.root, {recursive: true, force: true}));
  const read = (name: string) => fs.readFileSync(path.join(folder.root, name), "utf8");
  const graded = async (out: string) =>
    (await entriesOf(path.join(folder.root, out, "journal.jsonl"))).flatMap(entry =>
      entry.type === "done" ? [entry.key] : [],
    );

  it("grades a class: right answers earn their points, a wrong one none, and one bad file stops nobody", async () => {
    const {code, stdout, stderr} = await folder.grade(
      ...LESSON,
      ...ALL,
      "--out",
      "run",
      "--seed",
      folder.seed,
    );
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    const {ada, ...others} = folder.scores("run");
    expect(ada).to.be.greaterThan(3);
    expect(others).to.deep.equal({alan: ada - 3, emmy: 0, kurt: 0});
    expect(stdout).to.match(/^01-convolution-1d: 4 submissions, 2 at once\. UNSANDBOXED/);
    expect(stdout.match(/^\[\d\/4\] \w+ {2}[\d.]+ of \d+$/gm)).to.have.length(4);
    for (const name of [
      "index.html",
      "grades.csv",
      "report.json",
      "junit.xml",
      "gradescope",
      "feedback/ada.html",
    ]) {
      expect(fs.existsSync(path.join(folder.root, "run", name)), name).to.equal(true);
    }
  });

  it("killed in the middle and resumed, makes the same reports byte for byte as a run that was not", async () => {
    await folder.grade(...LESSON, ...ALL, "--out", "whole", "--seed", folder.seed, "--due", "2026-12-01");
    const child = folder.start(
      ...LESSON,
      ...ALL,
      "--jobs",
      "1",
      "--out",
      "killed",
      "--seed",
      folder.seed,
      "--due",
      "2026-12-01",
    );
    let seen = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      seen += text;
      if (seen.includes("[2/4]")) child.kill("SIGKILL");
    });
    await once(child, "close");
    expect(child.signalCode).to.equal("SIGKILL");
    expect(fs.existsSync(path.join(folder.root, "killed", "index.html"))).to.equal(false);
    const before = await graded("killed");
    expect(before.length).to.be.within(2, 3);
    fs.appendFileSync(path.join(folder.root, "killed", "journal.jsonl"), '{"at":"2026-');
    const {code, stderr} = await folder.grade("--resume", "--out", "killed");
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect((await graded("killed")).slice(before.length)).to.have.length(4 - before.length);
    const [whole, killed] = [folder.reports("whole"), folder.reports("killed")];
    expect([...killed.keys()]).to.deep.equal([...whole.keys()]);
    expect([...whole.keys()].filter(name => whole.get(name) !== killed.get(name))).to.deep.equal([]);
  });

  it("judges by the numbers that were handed out, and takes nobody else's", async () => {
    const line = folder.stubOf("l01-filters").split("\n")[1];
    const filters =
      "const myFilters = {average: new Array(asked.window).fill(1 / asked.window), difference: [-1, ...new Array(asked.gap - 1).fill(0), 1]};";
    folder.submit("ada", {"l01-filters": `${line}\n${filters}`});
    folder.submit("alan");
    folder.submit("emmy", {"l01-filters": `const asked = {window: 9, gap: 6};\n${filters}`});
    const {code} = await folder.grade(...LESSON, "--out", "run", "--seed", folder.seed);
    expect(code).to.equal(0);
    const {ada, alan, emmy} = folder.scores("run");
    expect({ada, emmy}).to.deep.equal({ada: alan + 2, emmy: alan});
  });

  it("grades again only what has changed", async () => {
    await folder.grade(...LESSON, "--out", "run", "--seed", folder.seed);
    folder.submit("emmy");
    const {code, stdout} = await folder.grade(...LESSON, "--out", "run");
    expect(code).to.equal(0);
    expect(stdout.match(/unchanged/g)).to.have.length(3);
    const {ada, emmy} = folder.scores("run");
    expect(emmy).to.equal(ada);
  });

  it("grades one student with --only, and those since a time with --since; the reports hold everybody", async () => {
    folder.submit("emmy", {}, "2026-12-02 10:00:00 UTC");
    folder.submit("alan", {}, "2026-11-30 10:00:00 UTC");
    await folder.grade(...LESSON, "--out", "run", "--seed", folder.seed, "--only", "ada");
    expect(Object.keys(folder.scores("run"))).to.deep.equal(["ada"]);
    await folder.grade(
      ...LESSON,
      "--out",
      "run",
      "--since",
      "2026-12-01",
      "--only",
      "alan",
      "--only",
      "emmy",
    );
    expect(Object.keys(folder.scores("run"))).to.deep.equal(["ada", "emmy"]);
    const {code, stderr} = await folder.grade(...LESSON, "--out", "run", "--only", "nobody");
    expect(code).to.equal(2);
    expect(stderr).to.match(/--only must name somebody who handed something in, got "nobody"\n$/);
  });

  it("takes off for lateness, and lets marks by hand stand through the next run", async () => {
    folder.submit("alan", {}, "2026-12-02 10:00:00 UTC");
    fs.writeFileSync(
      path.join(folder.root, "class.csv"),
      "student_id,last_name\nada,Lovelace\nalan,Turing\nalonzo,Church\n",
    );
    fs.writeFileSync(
      path.join(folder.root, "marks.csv"),
      "student,exercise,points,comment\nemmy,l01-correlate1d,2,Shown on paper.\n",
    );
    const policy = [
      "--due",
      "2026-12-01T10:00Z",
      "--late",
      "25%/day",
      "--roster",
      "class.csv",
      "--marks",
      "marks.csv",
    ];
    const {code, stderr} = await folder.grade(...LESSON, "--out", "run", "--seed", folder.seed, ...policy);
    expect(code).to.equal(0);
    expect(stderr).to.match(/emmy is not on the class list/);
    const first = folder.scores("run");
    expect(first).to.deep.include({alan: 0.75 * first.ada, emmy: 2, alonzo: 0});
    fs.rmSync(path.join(folder.root, "marks.csv"));
    fs.rmSync(path.join(folder.root, "class.csv"));
    fs.writeFileSync(
      path.join(folder.root, "high.csv"),
      "student,exercise,points\nemmy,l01-correlate1d,99\n",
    );
    const high = await folder.grade("--resume", "--out", "run", "--marks", "high.csv");
    expect(high).to.include({code: 2});
    expect(high.stderr).to.match(/points for l01-correlate1d must be at most \d, got 99 for emmy/);
    await folder.grade("--resume", "--out", "run");
    expect(folder.scores("run")).to.deep.equal(first);
    expect(read("run/feedback/emmy.html")).to.include("Shown on paper.");
  });

  it("puts pseudonyms in place of ids with --anonymous, and keeps the key to the teacher", async () => {
    await folder.grade(...LESSON, ...ALL, "--out", "run", "--seed", folder.seed, "--anonymous");
    const names = /\b(ada|alan|emmy|kurt)\b/;
    const telling = [...folder.reports("run")].filter(
      ([name, text]) =>
        !name.startsWith("private") && !name.startsWith("inputs") && (names.test(name) || names.test(text)),
    );
    expect(telling.map(([name]) => name)).to.deep.equal([]);
    const table = read("run/private/students.csv").split("\r\n");
    expect(table[1]).to.match(/^s-[0-9a-f]{12},ada,/);
    const first = folder.scores("run");
    await folder.grade("--resume", "--out", "run");
    expect(folder.scores("run")).to.deep.equal(first);
  });

  it("ends with 130 on Ctrl-C and goes on where it stood", async function () {
    if (process.platform === "win32") this.skip();
    const child = folder.start(...LESSON, "--jobs", "1", "--out", "run", "--seed", folder.seed);
    let stderr = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.stdout?.once("data", () => child.kill("SIGINT"));
    const [code] = (await once(child, "close")) as [number | null];
    expect(code).to.equal(130);
    expect(stderr).to.match(/^Interrupted\..*kernelbook grade --resume --out run\n$/);
    expect((await folder.grade("--resume", "--out", "run")).code).to.equal(0);
    expect(Object.keys(folder.scores("run"))).to.have.length(4);
  });

  it("tries hidden cases of the teacher's own", async () => {
    const cases = path.join(folder.root, "cases");
    fs.mkdirSync(cases);
    const impossible = JSON.stringify({cases: [{args: [[1, 2, 3], [1]], result: [9, 9, 9]}]});
    fs.writeFileSync(path.join(cases, "l01-correlate1d.json"), impossible);
    await folder.grade(...LESSON, "--out", "plain", "--seed", folder.seed, "--only", "ada");
    await folder.grade(
      ...LESSON,
      "--out",
      "run",
      "--seed",
      folder.seed,
      "--only",
      "ada",
      "--private",
      "cases",
    );
    expect(folder.scores("run").ada).to.equal(folder.scores("plain").ada - 3);
    fs.writeFileSync(path.join(cases, "l01-correlate1d.json"), "{");
    const {code, stderr} = await folder.grade(...LESSON, "--out", "run", "--private", "cases");
    expect(code).to.equal(2);
    expect(stderr).to.include("l01-correlate1d.json");
  });

  it("keeps everything to its owner", async function () {
    if (process.platform === "win32") this.skip();
    await folder.grade(...LESSON, ...ALL, "--out", "run", "--only", "ada");
    const out = path.join(folder.root, "run");
    const inside = fs.readdirSync(out, {recursive: true}).map(name => path.join(out, String(name)));
    expect([out, ...inside].filter(file => (fs.statSync(file).mode & 0o077) !== 0)).to.deep.equal([]);
  });

  it("purges a run and nothing else", async () => {
    await folder.grade(...LESSON, "--out", "run", "--only", "ada");
    expect((await folder.grade("purge", "submitted")).code).to.equal(2);
    expect((await folder.grade("purge", "run")).code).to.equal(0);
    expect(fs.existsSync(path.join(folder.root, "run"))).to.equal(false);
    expect(fs.existsSync(path.join(folder.root, "submitted", "ada", ASSIGNMENT))).to.equal(true);
  });

  for (const [args, message] of [
    [["submitted", "--lesson", "1"], "grade: --out must be given, got none"],
    [["submitted", "--out", "run"], "grade: --lesson must be given, got none"],
    [["--lesson", "1", "--out", "run"], "grade: the folder of the submissions must be given, got none"],
    [["--resume", "--out", "run"], "grade: --resume must find an earlier run, got none in run"],
    [["submitted", "--lesson", "99", "--out", "run"], 'got "99"'],
    [
      ["submitted", "--lesson", "1", "--out", "run", "--jobs", "0"],
      "grade: --jobs must be an integer from 1 to 64, got 0",
    ],
    [["submitted", "--lesson", "1", "--out", "run", "--format", "pdf"], "got pdf"],
    [
      ["submitted", "--lesson", "1", "--out", "run", "--roster", "none.csv"],
      "--roster must be a file that is there, got none.csv",
    ],
    [
      ["submitted", "--lesson", "1", "--out", "run", "--marks", "none.csv"],
      "--marks must be a file that is there, got none.csv",
    ],
    [
      ["submitted", "--lesson", "1", "--out", "run", "--private", "none"],
      "--private must be a folder that is there, got none",
    ],
    [["submitted", "--lesson", "1", "--out", "run", "--since", "soon"], 'got "soon"'],
    [["submitted", "--lesson", "1", "--out", "run", "--late", "much", "--due", "2026-12-01"], 'got "much"'],
    [["submitted", "--lesson", "1", "--out", "run", "--sandbox", "sand"], "got sand"],
    [
      ["submitted", "--lesson", "1", "--out", "run", "--unsandboxed", "--sandbox", "namespaces"],
      "--unsandboxed must stand alone",
    ],
  ] as const) {
    it(`refuses "${args.join(" ")}" and makes nothing`, async () => {
      const {code, stderr} = await folder.grade(...args);
      expect(code).to.equal(2);
      expect(stderr).to.include(message);
      expect(fs.existsSync(path.join(folder.root, "run"))).to.equal(false);
    });
  }

  it("refuses a seed of another lesson's release, and a late policy without a due time", async () => {
    const other = path.join(folder.root, "other.json");
    fs.writeFileSync(
      other,
      JSON.stringify({version: 1, assignment: "02-sizes", lesson: 2, seed: "x", points: {}}),
    );
    const wrong = await folder.grade(...LESSON, "--out", "run", "--seed", other);
    expect([wrong.code, wrong.stderr]).to.deep.equal([
      2,
      `kernelbook: grade: runSeed: ${other} must be of ${ASSIGNMENT}, got a release of 02-sizes\n`,
    ]);
    const late = await folder.grade(...LESSON, "--out", "run", "--late", "10%/day");
    expect(late.code).to.equal(2);
    expect(late.stderr).to.include("a late policy must have a due time");
  });
});
