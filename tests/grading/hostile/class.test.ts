import {spawn} from "node:child_process";
import {once} from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {glyphPlace} from "../../../solutions/04-convolution-2d/findGlyph.js";
import type {OutcomeKind} from "../../../src/exercise/outcome.js";
import {packageRoot} from "../../../src/frontend/places.js";
import type {QuestionResult, SubmissionResult} from "../../../src/grading/result.js";
import {openSandbox} from "../../../src/grading/sandbox/openSandbox.js";
import {hiddenSeed} from "../../../src/grading/seeds.js";
import {skip} from "../../support/skip.js";
import {buildClass, callsOf, hostile, type Pupil} from "./buildClass.js";
import {freePort, isListening, processesWith, snapshot, textsIn} from "./host.js";
import {LONG_QUESTION, QUESTIONS, type QuestionId, type Targets} from "./hostile.js";

const CLI = path.join(packageRoot, "dist/src/cli/main.js");
const SEED = "seed of the hostile class";
/** Parts of a run that are for the teacher alone: the hidden cases stand in them. */
const TEACHERS = ["inputs", "transcripts", "private", "appeals"];
/** Numbers of the private cases: nobody writes them by chance. */
const PRIVATE_NUMBERS = [271828183, 314159265];

describe("a class of 60, 52 of whom attack their grader", function () {
  // About 90 s on two cores: endless loops use up their budgets.
  this.timeout(600_000);

  let folder: string;
  let out: string;
  let targets: Targets;
  let pupils: readonly Pupil[];
  let printed = "";
  let code: number | null;
  let connections = 0;
  let server: net.Server;
  let untouched: Readonly<Record<string, Readonly<Record<string, string>>>>;
  const results = new Map<string, SubmissionResult>();

  before(async function () {
    const sandbox = await openSandbox().catch((error: unknown) => skip(this, String(error)));
    await sandbox.close();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-hostile-"));
    fs.chmodSync(folder, 0o755); // nothing but the sandbox keeps answers out
    server = net.createServer(socket => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>(resolve => server.listen(0, resolve));
    targets = {
      decoy: path.join(folder, "decoy"),
      port: (server.address() as net.AddressInfo).port,
      freePort: await freePort(),
      survivor: `kernelbook-survivor-${process.pid}`,
      visible: await callsOf("visible"),
      glyphPlace,
    };
    out = path.join(folder, "out");
    writeDecoy();
    pupils = await buildClass(path.join(folder, "submitted"), targets);
    untouched = {decoy: snapshot(targets.decoy), submitted: snapshot(path.join(folder, "submitted"))};
    code = await grade();
    const files = fs.readdirSync(path.join(out, "results"));
    for (const file of files.filter(name => name.endsWith(".json"))) {
      const result = JSON.parse(fs.readFileSync(path.join(out, "results", file), "utf8")) as SubmissionResult;
      results.set(result.student, result);
    }
  });

  after(async () => {
    server?.close();
    if (folder !== undefined) fs.rmSync(folder, {recursive: true, force: true});
  });

  function writeDecoy(): void {
    fs.mkdirSync(path.join(targets.decoy, "results"), {recursive: true});
    fs.writeFileSync(path.join(targets.decoy, "kept.txt"), "kept");
    fs.writeFileSync(path.join(targets.decoy, "right.ipynb"), '{"cells": []}');
    for (const name of [targets.decoy, path.join(targets.decoy, "results")]) fs.chmodSync(name, 0o777);
    fs.chmodSync(path.join(targets.decoy, "kept.txt"), 0o666);
    fs.mkdirSync(path.join(folder, "cases"));
    const [a, b] = PRIVATE_NUMBERS;
    const cases = {cases: [{args: [[[a, 1, 2]], [[b]]]}]};
    fs.writeFileSync(path.join(folder, "cases", "l04-correlate2d.json"), JSON.stringify(cases));
  }

  /** Runs the command as a teacher would. */
  async function grade(): Promise<number | null> {
    const options = ["--lesson", "4", "--out", out, "--jobs", "2", "--seed", SEED];
    const formats = ["--format", "html,csv,json,junit,gradescope", "--private", path.join(folder, "cases")];
    const child = spawn(process.execPath, [
      CLI,
      "grade",
      path.join(folder, "submitted"),
      ...options,
      ...formats,
    ]);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", text => (printed += String(text)));
    const [exit] = (await once(child, "close")) as [number | null];
    return exit;
  }

  /** The result of a folder of the class. */
  function resultOf({folder: name}: Pupil): SubmissionResult {
    const odd = [...results.values()].filter(({student}) => !/^student-\d\d$/.test(student));
    const found = /^student-\d\d$/.test(name) ? results.get(name) : odd[0];
    if (found === undefined)
      throw new Error(`no result of ${name} in ${[...results.keys()].join(", ")}:\n${printed}`);
    return found;
  }

  it("ends with code 0, with a verdict for every one of the 60", () => {
    expect(code, printed).to.equal(0);
    expect(results.size).to.equal(60);
    expect(pupils.filter(pupil => pupil.hostile !== undefined)).to.have.length(52);
    expect(new Set(hostile.map(({number}) => number)).size).to.equal(52);
    for (const {layers} of results.values()) expect(layers).not.to.deep.equal([]);
  });

  it("gives every right submission full marks", () => {
    const right = pupils.filter(pupil => pupil.hostile === undefined);
    expect(right).to.have.length(8);
    for (const pupil of right) {
      const {earned, points, questions} = resultOf(pupil);
      expect(questions.map(({verdict, message}) => `${verdict}: ${message}`)).to.deep.equal(
        questions.map(() => "pass: Every check passes."),
      );
      expect(earned).to.equal(points).and.to.equal(14);
    }
  });

  for (const {number, does} of hostile) {
    it(`${number}: judges a submission that ${does}`, () => {
      const pupil = pupils.find(one => one.hostile?.number === number);
      if (pupil === undefined) throw new Error(`submission ${number} must be in the class`);
      expectAsStated(pupil, resultOf(pupil));
    });
  }

  function expectAsStated({expected}: Pupil, {questions, notes}: SubmissionResult): void {
    for (const question of questions) {
      const id = question.exercise as QuestionId;
      const shown = `${question.exercise} ${question.verdict}: ${question.message}`;
      expect(wanted(question, expected.verdicts[id]), shown).to.include(question.verdict);
      expect(question.earned, shown).to.equal(question.verdict === "pass" ? question.points : 0);
      const says = expected.says?.[id];
      if (says !== undefined) expect(question.message).to.match(says);
    }
    const said = [...notes, ...questions.flatMap(question => question.notes)].join("\n");
    for (const note of expected.notes ?? []) expect(said).to.match(note);
    const advice = questions.flatMap(question => question.advice).join("\n");
    for (const pattern of expected.advice ?? []) expect(advice).to.match(pattern);
  }

  function wanted(
    {exercise}: QuestionResult,
    stated: OutcomeKind | readonly OutcomeKind[] | undefined,
  ): readonly OutcomeKind[] {
    if (stated !== undefined) return typeof stated === "string" ? [stated] : stated;
    // Where nothing can be read, the question that nobody answered cannot be told from the others.
    return exercise === LONG_QUESTION ? ["not-attempted", "ungradable"] : ["pass"];
  }

  it("leaves the files, the processes and the ports of the machine as they were", async () => {
    expect(snapshot(targets.decoy)).to.deep.equal(untouched.decoy);
    expect(snapshot(path.join(folder, "submitted"))).to.deep.equal(untouched.submitted);
    expect(fs.readdirSync(folder).sort()).to.deep.equal(["cases", "decoy", "out", "submitted"]);
    expect(fs.readdirSync(os.tmpdir())).not.to.include.members(["escaped.ipynb"]);
    expect(connections).to.equal(0);
    expect(await isListening(targets.freePort)).to.equal(false);
    if (process.platform === "linux") expect(processesWith(targets.survivor)).to.deep.equal([]);
  });

  it("writes nothing into the run's folder that a submission has named", () => {
    const names = fs.readdirSync(out, {recursive: true}).map(String);
    expect(names.filter(name => /escaped|gradebook|flood|id\.txt|\.npmrc|tsconfig/.test(name))).to.deep.equal(
      [],
    );
    for (const name of names) expect(name).to.match(/^[\w./-]+$/);
  });

  it("shows no hidden case in any result or report, though answers were told to spread them", async () => {
    const transcripts = [...textsIn(path.join(out, "transcripts")).values()].join("\n");
    expect(transcripts).to.include("LEAK-C").and.to.include("LEAK-T");
    for (const number of PRIVATE_NUMBERS) expect(transcripts).to.include(String(number));
    const hidden = await callsOf("hidden", ({id}) => hiddenSeed(SEED, id));
    const needles = QUESTIONS.flatMap(id =>
      Object.keys(hidden[id])
        .filter(args => args.length > 60 && !(args in targets.visible[id]))
        .map(args => args.slice(1, -1)),
    );
    expect(needles).to.have.length.above(20);
    expect(transcripts.replaceAll(/\s/g, "")).to.include(needles[0]);
    for (const [name, text] of textsIn(out, TEACHERS)) {
      const packed = text.replaceAll(/\s/g, "");
      for (const needle of needles)
        expect(packed.includes(needle), `${name} holds ${needle}`).to.equal(false);
      for (const number of PRIVATE_NUMBERS) expect(text, name).not.to.include(String(number));
      // The answer's own text names the word; what it made of hidden cases has brackets behind it.
      expect(packed, name).not.to.match(/LEAK-[CT]\[/);
    }
  });

  it("lets no markup, terminal code or formula of a student's through", () => {
    for (const [name, text] of textsIn(out, TEACHERS)) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: those are looked for
      expect(text, name).not.to.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
      if (name.endsWith(".html")) expect(text, name).not.to.match(/<img src=x|<script>alert/);
      if (name.endsWith(".csv")) expect(text, name).not.to.match(/(?:^|,)"?[=@]/m);
    }
    expect([...textsIn(out, TEACHERS).keys()].filter(name => name.endsWith(".html"))).to.have.length.above(
      60,
    );
    expect(printed).not.to.include("\u001b]0;");
  });
});
