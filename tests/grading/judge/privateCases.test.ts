import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {localAnswer} from "../../../src/exercise/answer.js";
import {findExercise} from "../../../src/exercise/catalog.js";
import {gradeAnswer} from "../../../src/exercise/grade.js";
import {PRIVATE_CHECK, readPrivateCases} from "../../../src/grading/judge/privateCases.js";
import {rejection} from "../../support/rejection.js";

describe("readPrivateCases(folder)", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-private-"));
  });
  afterEach(() => fs.rmSync(folder, {recursive: true}));

  const write = (name: string, data: unknown) =>
    fs.writeFileSync(path.join(folder, name), typeof data === "string" ? data : JSON.stringify(data));

  /** Outcome of the hidden phase with the folder's check alone. */
  async function outcomeOf(answer: (...args: never[]) => unknown) {
    const {exercise} = await findExercise("l04-correlate2d");
    const {checks} = await readPrivateCases(folder);
    const check = checks.get("l04-correlate2d");
    if (exercise === undefined || check === undefined) throw new Error("no such exercise or no cases for it");
    return gradeAnswer({...exercise, checks: [check]}, localAnswer(answer, 1000), {phase: "hidden"});
  }

  it("makes one more hidden check of the cases, with the results they give", async () => {
    write("l04-correlate2d.json", {cases: [{args: [[[1, 2]], [[3]]], result: [[3, 6]]}]});
    expect(await outcomeOf((image: number[][]) => image.map(row => row.map(x => 3 * x)))).to.include({
      kind: "pass",
    });
    const wrong = await outcomeOf(() => [[3, 7]]);
    expect(wrong).to.include({kind: "fail", check: PRIVATE_CHECK});
  });

  it("takes results that are left out from the kept solution", async () => {
    write("l04-correlate2d.json", {cases: [{args: [[[1, 2, 4]], [[1, -1]]]}]});
    expect(await outcomeOf(() => [[-1, -2]])).to.include({kind: "pass"});
    expect(await outcomeOf(() => [[-1, 2]])).to.include({kind: "fail"});
  });

  it("lets results differ by the tolerance that is given", async () => {
    write("l04-correlate2d.json", {
      cases: [{args: [[[1]], [[1]]], result: [[1]]}],
      tolerance: {atol: 0.5, rtol: 0},
    });
    expect(await outcomeOf(() => [[1.4]])).to.include({kind: "pass"});
    expect(await outcomeOf(() => [[1.6]])).to.include({kind: "fail"});
  });

  it("has one hash for the same files, another when a case changes", async () => {
    write("l04-correlate2d.json", {cases: [{args: [[[1]], [[1]]], result: [[1]]}]});
    const first = (await readPrivateCases(folder)).sha256;
    expect((await readPrivateCases(folder)).sha256).to.equal(first);
    write("l04-correlate2d.json", {cases: [{args: [[[1]], [[2]]], result: [[2]]}]});
    expect((await readPrivateCases(folder)).sha256).not.to.equal(first);
  });

  for (const [what, name, data, says] of [
    ["no JSON", "l04-correlate2d.json", "{cases", /l04-correlate2d\.json must be JSON/],
    ["no cases", "l04-correlate2d.json", {cases: []}, /cases must be a list of at least one, got \[\]/],
    ["a case without arguments", "l04-correlate2d.json", {cases: [{result: 1}]}, /case 0 must be \{args/],
    [
      "a key that is misspelt",
      "l04-correlate2d.json",
      {cases: [{args: [], results: 1}]},
      /keys of case 0 are args and result, got \["results"\]/,
    ],
    [
      "a result that cannot be compared",
      "l04-correlate2d.json",
      {cases: [{args: [1], result: {a: 1}}]},
      /result of case 0 must be a number/,
    ],
    [
      "a tolerance below 0",
      "l04-correlate2d.json",
      {cases: [{args: [1]}], tolerance: {atol: -1, rtol: 0}},
      /tolerance must be/,
    ],
    [
      "the name of no exercise",
      "l04-nothing.json",
      {cases: [{args: [1]}]},
      /named after an exercise .* got .*l04-nothing\.json/,
    ],
    [
      "a missing result of an answer that is no function",
      "l04-find-glyph.json",
      {cases: [{args: [1]}]},
      /answer is a function, got l04-find-glyph/,
    ],
  ] as const) {
    it(`refuses ${what}, and names the file`, async () => {
      write(name, data);
      expect((await rejection(readPrivateCases(folder))).message).to.match(says);
    });
  }
});
