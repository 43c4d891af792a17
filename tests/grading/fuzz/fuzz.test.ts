import {expect} from "chai";
import {Random} from "../../../src/core/random.js";
import {grade} from "../../../src/exercise/grade.js";
import {chooseNotebook} from "../../../src/grading/prepare/chooseNotebook.js";
import {exerciseTexts} from "../../../src/grading/prepare/exerciseTexts.js";
import {matchCells} from "../../../src/grading/prepare/matchCells.js";
import type {PreparedAnswer} from "../../../src/grading/prepare/prepared.js";
import {releaseCells} from "../../../src/grading/prepare/releaseCells.js";
import {type ExerciseFiles, everyExercise} from "../../support/exerciseFiles.js";
import {runAnswer} from "../../support/runAnswer.js";
import {prepareFiles} from "../../support/submittedNotebook.js";
import {type Attempt, attemptsOf, groupFor, notebook, pickOf} from "./corpus.js";
import {mangle} from "./mangle.js";

const SEED = 20261121;
const NOTEBOOKS = 10_000;
/** Every so many go through transpiling and the type checker too, and what comes out is run and judged. */
const SAMPLED = 160;

describe("10,000 mangled notebooks", function () {
  this.timeout(240_000);

  it("never crash the reader, and no text is handed on for what it is not", async () => {
    const random = new Random(SEED);
    const files = (await everyExercise()).filter(
      ({exercise}) => exercise.kind !== "text" && exercise.kind !== "run",
    );
    const lessons = [...new Set(files.map(({exercise}) => exercise.lesson))];
    const byExercise = new Map(files.map(one => [one.exercise.id, attemptsOf(one)]));
    const byGroup = new Map<string, Attempt>();
    for (const attempt of [...byExercise.values()].flat()) byGroup.set(groupFor(attempt.source), attempt);
    const count = {
      notebooks: 0,
      ungradable: 0,
      right: 0,
      wrong: 0,
      other: 0,
      unchanged: 0,
      missing: 0,
      run: 0,
      passed: 0,
    };

    for (let n = 0; n < NOTEBOOKS; n++) {
      const lesson = lessons[n % lessons.length];
      const asked = files.filter(({exercise}) => exercise.lesson === lesson);
      const attempts = asked.map(({exercise}) => pickOf(byExercise.get(exercise.id) ?? [], random));
      const {bytes, how, isWhole} = mangle(notebook(attempts), random);
      const at = `seed ${SEED}, notebook ${n}: ${how.join(", ")}`;
      const texts = await Promise.all(asked.map(({exercise}) => exerciseTexts(exercise.id)));
      const ids = asked.map(({exercise}) => exercise.id);
      count.notebooks++;
      const read = chooseNotebook([{name: "work.ipynb", bytes}], "99-none", ids);
      if ("ungradable" in read) {
        expect(read.ungradable, at).to.match(/\.$/);
        count.ungradable++;
        continue;
      }
      const matches = matchCells(read.cells, texts, releaseCells("99-none"));
      for (const {exercise, source, isRight} of attempts) {
        const match = matches.get(exercise);
        if (match === undefined) {
          count.missing++;
          continue;
        }
        if (!isWhole) continue;
        const found = byGroup.get(groupFor(match.cell.source));
        // a cell of ours, and of this exercise where the exercise's own text is still there
        const isThere = read.cells.some(cell => cell.source === source);
        if (isThere && found !== undefined) expect(found.exercise, `${at}; ${exercise}`).to.equal(exercise);
        if (found?.exercise !== exercise) {
          if (match.cell.source.trim() !== "") count.other++;
          continue;
        }
        expect(found.isRight && !isRight, `${at}; ${exercise}`).to.equal(false);
        count[found.isRight ? "right" : "wrong"]++;
      }
      if (n % SAMPLED !== 0) continue;
      const {answers} = await prepareFiles({"work.ipynb": bytes}, ids);
      for (const answer of answers) {
        if (answer.state === "unchanged") count.unchanged++;
        if (answer.state !== "ready" || !isWhole) continue;
        count.run++;
        if (await passes(answer, asked)) {
          count.passed++;
          const text = byGroup.get(groupFor(answer.source ?? ""));
          expect(text, `${at}; ${answer.exercise} passes`).to.include({
            exercise: answer.exercise,
            isRight: true,
          });
        }
      }
    }
    console.log(`      seed ${SEED}: ${JSON.stringify(count)}`);
    expect(count.notebooks).to.equal(NOTEBOOKS);
    // the mangling leaves enough to be found, and the sample shows both verdicts
    expect(count.right).to.be.greaterThan(NOTEBOOKS / 10);
    expect(count.wrong).to.be.greaterThan(NOTEBOOKS / 10);
    // what belongs to no exercise or to another is hardly ever taken for an answer, and never for a right one
    expect(count.other).to.be.lessThan(count.right / 50);
    expect(count.passed).to.be.greaterThan(10);
    expect(count.run).to.be.greaterThan(count.passed + 10);
  });
});

async function passes(
  {exercise: id, code}: PreparedAnswer,
  asked: readonly ExerciseFiles[],
): Promise<boolean> {
  const exercise = asked.find(one => one.exercise.id === id)?.exercise;
  if (exercise === undefined) throw new Error(`passes: exercise must be one of those asked, got ${id}`);
  try {
    return (await grade(exercise, await runAnswer(code))).kind === "pass";
  } catch {
    return false; // the cell threw
  }
}
