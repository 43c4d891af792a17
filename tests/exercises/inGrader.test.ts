import {createHash} from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {givenFor} from "../../src/exercise/exercise.js";
import type {GradingJob} from "../../src/grading/job.js";
import {judgeSubmission} from "../../src/grading/judge/judgeSubmission.js";
import {openPreparer, type Preparer} from "../../src/grading/prepare/preparer.js";
import type {QuestionResult} from "../../src/grading/result.js";
import {openSandbox} from "../../src/grading/sandbox/openSandbox.js";
import type {Sandbox} from "../../src/grading/sandbox/sandbox.js";
import {variantSeed} from "../../src/grading/seeds.js";
import {type ExerciseFiles, everyExercise, withNumbers} from "../support/exerciseFiles.js";
import {mistakeCell, notebookOf} from "../support/submission.js";

const all = await everyExercise();
const lessons = [...new Set(all.map(({exercise}) => exercise.lesson))];

const SECRET = "a secret of the teacher";

/** A cell of a submission, and the exercise it answers. */
interface Cell {
  readonly of: ExerciseFiles;
  readonly source: string;
}

describe("exercises in the grader", function () {
  this.timeout(180_000);
  let inputsFolder: string;
  let preparer: Preparer;
  let sandbox: Sandbox;

  before(async () => {
    inputsFolder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-grader-"));
    preparer = openPreparer();
    // Where no sandbox works the verdicts are the same.
    sandbox = await openSandbox().catch(() => openSandbox({kind: "none"}));
  });
  after(async () => {
    await sandbox?.close();
    await preparer?.close();
    fs.rmSync(inputsFolder, {recursive: true, force: true});
  });

  /** Verdicts on a notebook with these cells, in their order. */
  async function graded(
    cells: readonly Cell[],
    variants: GradingJob["variants"] = "course",
  ): Promise<readonly QuestionResult[]> {
    const text = notebookOf(cells);
    const sha256 = createHash("sha256").update(text).digest("hex");
    fs.writeFileSync(path.join(inputsFolder, sha256), text);
    const assignment = path.dirname(cells[0].of.entry.path);
    const {result} = await judgeSubmission(
      {
        version: 1,
        student: "ada",
        assignment,
        lesson: cells[0].of.exercise.lesson,
        inputs: [{name: `${assignment}.ipynb`, sha256, bytes: Buffer.byteLength(text)}],
        notes: [],
        exercises: cells.map(({of}) => of.exercise.id),
        seed: SECRET,
        variants,
      },
      {inputsFolder, sandbox, preparer},
    );
    return result.questions;
  }

  for (const lesson of lessons) {
    const own = all.filter(({exercise}) => exercise.lesson === lesson);
    const coded = own.filter(({exercise}) => exercise.kind !== "text");

    it(`lesson ${lesson}: the stubs are not attempted`, async () => {
      for (const question of await graded(own.map(of => ({of, source: of.stub})))) {
        expect(question.verdict, textOf(question)).to.equal("not-attempted");
      }
    });
    it(`lesson ${lesson}: the kept solutions get full marks, free text waits for a person`, async () => {
      const questions = await graded(own.map(of => ({of, source: of.solution})));
      for (const question of questions) {
        const isText = question.kind === "text";
        expect(question.verdict, textOf(question)).to.equal(isText ? "manual" : "pass");
        expect(question.earned).to.equal(isText ? 0 : question.points);
        expect(question.advice, textOf(question)).to.deep.equal([]);
      }
    });
    const varied = coded.filter(({exercise}) => exercise.variant !== undefined);
    if (varied.length > 0) {
      it(`lesson ${lesson}: with a class's own numbers solutions are right, and the course's answers are not`, async () => {
        const cells = varied.map(of => {
          const {id, variant} = of.exercise;
          const numbers = givenFor(of.exercise, variantSeed(SECRET, id));
          return {of, source: withNumbers(of.solution, variant?.name ?? "", numbers)};
        });
        for (const question of await graded(cells, "seed")) {
          expect(question.verdict, textOf(question)).to.equal("pass");
        }
        const copied = varied.map(of => ({of, source: courseAnswer(of)}));
        for (const question of await graded(copied, "seed")) {
          expect(question.verdict, textOf(question)).to.be.oneOf(["fail", "partial"]);
        }
      });
    }
    const most = Math.max(...coded.map(({mistakes}) => mistakes.length));
    it(`lesson ${lesson}: every wrong answer fails its own check, and is told why`, async () => {
      for (let n = 0; n < most; n++) {
        const wrong = coded.filter(({mistakes}) => mistakes.length > n);
        const cells = await Promise.all(wrong.map(async of => ({of, source: await mistakeCell(of, n)})));
        const questions = await graded(cells);
        for (const [i, {exercise, mistakes}] of wrong.entries()) {
          const [question, {name, fails, says}] = [questions[i], mistakes[n]];
          const what = `${exercise.id}, an answer that ${name}: ${textOf(question)}`;
          expect(question.check, what).to.equal(fails);
          expect(question.verdict, what).to.be.oneOf(
            exercise.partial ? ["fail", "threw", "partial"] : ["fail", "threw"],
          );
          expect(question.earned, what).to.be.below(question.points);
          const isShown = question.checks.find(check => check.name === fails)?.visible === "failed";
          if (isShown) expect(question.message, what).to.match(says);
        }
      }
    });
  }
});

/** The value that is right with the course's numbers, as somebody who has found it on the web hands it in. */
function courseAnswer({exercise: {answer}, exported}: ExerciseFiles): string {
  return `const ${answer} = ${JSON.stringify(exported[answer])};`;
}

function textOf({answer: _, ...rest}: QuestionResult): string {
  return JSON.stringify(rest);
}
