import {expect} from "chai";
import {exercises} from "../../exercises/index.js";
import {grade} from "../../src/exercise/grade.js";
import type {Mistake} from "../../src/exercise/mistake.js";
import {stubAnswer} from "../support/stubAnswer.js";

/** What the files of an exercise under solutions/ export. */
interface Kept {
  readonly solution: Readonly<Record<string, unknown>>;
  readonly mistakes: readonly Mistake[];
}

async function kept(path: string): Promise<Kept> {
  const [solution, wrong] = await Promise.all([
    import(`../../solutions/${path}.js`) as Promise<Kept["solution"]>,
    import(`../../solutions/${path}.mistakes.js`) as Promise<Pick<Kept, "mistakes">>,
  ]);
  return {solution, mistakes: wrong.mistakes};
}

// Loaded here, not in a hook: the mistakes are the titles.
const loaded = await Promise.all(
  exercises.map(async entry => ({
    entry,
    exercise: (await entry.load()).exercise,
    ...(await kept(entry.path)),
  })),
);

for (const {entry, exercise, solution, mistakes} of loaded) {
  describe(`exercise ${entry.id}`, () => {
    it("is listed under its own id and exports its answer by name", () => {
      expect(exercise.id).to.equal(entry.id);
      expect(Object.keys(solution)).to.include(exercise.answer);
    });
    it("starts as not attempted", async () => {
      const outcome = await grade(exercise, await stubAnswer(entry.path, exercise.answer));
      expect(outcome).to.include({kind: "not-attempted", earned: 0});
    });
    for (const seed of [1, 2, 3]) {
      it(`passes with the kept solution (seed ${seed})`, async () => {
        const outcome = await grade(exercise, solution[exercise.answer], {seed});
        expect(outcome, JSON.stringify(outcome)).to.include({kind: "pass", earned: exercise.points});
      });
    }
    it("knows at least three likely mistakes", () => {
      expect(mistakes).to.have.length.of.at.least(3);
    });
    for (const {name, answer, fails, says} of mistakes) {
      it(`catches an answer that ${name}`, async () => {
        const outcome = await grade(exercise, answer);
        expect(outcome, JSON.stringify(outcome)).to.include({kind: "fail", check: fails, earned: 0});
        expect(outcome.message).to.match(says);
      });
    }
  });
}

it("every exercise is listed once", () => {
  expect(new Set(exercises.map(entry => entry.id)).size).to.equal(exercises.length);
  expect(new Set(exercises.map(entry => entry.path)).size).to.equal(exercises.length);
});
