import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {exercises} from "../../../exercises/index.js";
import {findLesson, type LessonExercises} from "../../../src/exercise/catalog.js";
import {givenFor} from "../../../src/exercise/exercise.js";
import {givenLine} from "../../../src/exercise/variant.js";
import {readRelease} from "../../../src/grading/assign/releaseFile.js";
import {writeRelease} from "../../../src/grading/assign/writeRelease.js";
import {hiddenSeed, variantSeed} from "../../../src/grading/seeds.js";
import type {JsonObject, Notebook} from "../../../src/notebook/nbformat.js";
import {readNotebookFile} from "../../../src/notebook/readNotebook.js";
import {everyExercise} from "../../support/exerciseFiles.js";

const SECRET = "a secret for the tests";
const lessons = [...new Set(exercises.map(({path: file}) => file.slice(0, file.indexOf("/"))))];

describe("writeRelease(lesson, folder, options)", () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-assign-"));
  });
  afterEach(() => fs.rmSync(folder, {recursive: true}));

  for (const name of lessons) {
    it(`gives every exercise of ${name} an answer cell and a check that carries its points`, async () => {
      const lesson = await findLesson(name);
      const {notebook} = writeRelease(lesson, folder, {seed: SECRET});
      const {cells} = readNotebookFile(notebook);
      for (const {exercise} of lesson.entries) {
        const of = (id: string) => cells.filter(cell => cell.id === id).map(cell => cell.metadata.nbgrader);
        if (exercise.kind === "text") {
          expect(of(exercise.id)).to.have.length(1);
          expect(of(exercise.id)[0]).to.include({grade: true, solution: true, points: exercise.points});
          continue;
        }
        expect(of(exercise.id)).to.have.length(1);
        expect(of(exercise.id)[0]).to.include({grade: false, solution: true, locked: false});
        expect(of(`${exercise.id}-check`)).to.have.length(1);
        expect(of(`${exercise.id}-check`)[0]).to.include({
          grade: true,
          locked: true,
          points: exercise.points,
        });
      }
    });

    it(`hands out ${name} without its solutions, the seed and what follows from it`, async () => {
      const lesson = await findLesson(name);
      const {notebook} = writeRelease(lesson, folder, {seed: SECRET});
      const text = fs.readFileSync(notebook, "utf8");
      const all = JSON.parse(text) as {cells: {source: string[]}[]};
      const code = all.cells.map(({source}) => source.join("")).join("\n");
      expect(text).to.not.include(SECRET);
      expect(code).to.not.match(/requireRight|HIDDEN TESTS|BEGIN SOLUTION/);
      const own = (await everyExercise()).filter(({exercise}) => exercise.lesson === lesson.lesson);
      for (const {exercise, solution, stub} of own) {
        expect(code).to.not.include(String(hiddenSeed(SECRET, exercise.id)));
        const told = new Set(`${stub}\n${code.replace(solution, "")}`.split("\n"));
        expect(
          solution.split("\n").every(line => told.has(line)),
          exercise.id,
        ).to.equal(false);
      }
    });
  }

  it("puts the numbers that follow from the seed into stubs, and passes their constant to the check", async () => {
    const lesson = await findLesson("1");
    const {notebook} = writeRelease(lesson, folder, {seed: SECRET});
    const cells = new Map(readNotebookFile(notebook).cells.map(cell => [cell.id, cell.source]));
    const asked = lesson.entries.flatMap(({exercise}) => (exercise.variant ? [exercise] : []));
    expect(asked).to.not.have.length(0);
    for (const exercise of asked) {
      const {name = ""} = exercise.variant ?? {};
      const given = givenFor(exercise, variantSeed(SECRET, exercise.id));
      expect(cells.get(exercise.id)?.split("\n")).to.include(givenLine(name, given));
      expect(cells.get(`${exercise.id}-check`)).to.include(`, ${name});`);
    }
  });

  it("writes the same bytes for the same seed, and other numbers for another", async () => {
    const lesson = await findLesson("1");
    const texts = (seed: string, part: string) => {
      const {notebook, source} = writeRelease(lesson, path.join(folder, part), {seed});
      return [fs.readFileSync(notebook, "utf8"), fs.readFileSync(source, "utf8")];
    };
    expect(texts(SECRET, "a")).to.deep.equal(texts(SECRET, "b"));
    expect(texts(SECRET, "a")[0]).to.not.equal(texts("another", "c")[0]);
  });

  it("keeps seed and due time of a release that is there", async () => {
    const lesson = await findLesson("1");
    const {teacher} = writeRelease(lesson, folder, {due: "2026-12-01"});
    const first = readRelease(fs.readFileSync(teacher, "utf8"), teacher);
    expect(first.seed).to.match(/^[0-9a-f]{32}$/);
    writeRelease(lesson, folder);
    expect(readRelease(fs.readFileSync(teacher, "utf8"), teacher)).to.deep.equal(first);
  });

  it("keeps the teacher's files to their owner", async function () {
    if (process.platform === "win32") this.skip();
    const {teacher, source} = writeRelease(await findLesson("1"), folder);
    for (const file of [teacher, source]) expect(fs.statSync(file).mode & 0o077, file).to.equal(0);
  });

  it("gives nbgrader calls that throw behind every check, in regions that it cuts out", async () => {
    const lesson = await findLesson("4");
    const written = writeRelease(lesson, folder, {seed: SECRET});
    const [source, release] = [written.source, written.notebook].map(readNotebookFile);
    const checks = cellsOf(source, "grade");
    expect(
      checks.map(
        ({source: text}) => text.match(/await requireRight\("(.*?)", \w+, \{seed: \d+(?:, given)?\}\);/)?.[1],
      ),
    ).to.deep.equal(lesson.entries.map(({exercise}) => exercise.id));
    const cut = (text: string) =>
      text.replace(/\n\/\/ BEGIN (SOLUTION|HIDDEN TESTS)\n[\s\S]*?\/\/ END \1/g, "");
    expect(source.cells.map(cell => cut(cell.source))).to.deep.equal(release.cells.map(cell => cell.source));
  });

  it("refuses a due time that is none, before it writes anything", async () => {
    const lesson: LessonExercises = await findLesson("1");
    expect(() => writeRelease(lesson, path.join(folder, "new"), {due: "soon"})).to.throw(
      SyntaxError,
      'got "soon"',
    );
    expect(fs.existsSync(path.join(folder, "new"))).to.equal(false);
  });
});

function cellsOf({cells}: Notebook, flag: "grade" | "solution"): Notebook["cells"] {
  return cells.filter(({metadata}) => (metadata.nbgrader as JsonObject | undefined)?.[flag] === true);
}
