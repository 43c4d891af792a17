import {expect} from "chai";
import {localAnswer} from "../../src/exercise/answer.js";
import {type Exercise, type Given, givenFor} from "../../src/exercise/exercise.js";
import {type GradeAnswerOptions, gradeAnswer} from "../../src/exercise/grade.js";
import type {Outcome} from "../../src/exercise/outcome.js";
import {typeErrors} from "../support/answerTypes.js";
import {cellAnswer} from "../support/cellAnswer.js";
import {everyExercise, givenLineOf, withNumbers} from "../support/exerciseFiles.js";

// Loaded here, not in a hook: the mistakes are the titles.
const all = await everyExercise();
const coded = all.filter(({exercise}) => exercise.kind !== "text");
const free = all.filter(({exercise}) => exercise.kind === "text");
const solutions: Record<string, unknown> = Object.assign({}, ...coded.map(({exported}) => exported));

let errors: Map<string, string[]> | undefined;
/** Type errors of every stub and every solution as a cell; found once, when first asked for. */
function errorsOf(name: string): string[] {
  errors ??= typeErrors(
    coded.flatMap(of => [
      {name: `stub-${of.exercise.id}`, of, cell: of.stub},
      {name: `solution-${of.exercise.id}`, of, cell: of.solution},
    ]),
    all,
  );
  return errors.get(name) ?? [];
}

/** Visible cases, and where these pass the hidden ones, as the grader does it. */
async function verdict(exercise: Exercise, answer: unknown, given?: Given): Promise<Outcome> {
  const run = (options: GradeAnswerOptions) =>
    gradeAnswer(exercise, localAnswer(answer, 20_000), {...options, ...(given && {given})});
  const visible = await run({});
  return visible.kind === "pass" ? run({phase: "hidden", seed: 2, shuffle: true}) : visible;
}

for (const files of coded) {
  const {entry, exercise, stub, solution, exported, mistakes} = files;
  const {id, answer, variant, uses = []} = exercise;
  const used = Object.fromEntries(
    coded
      .filter(other => uses.includes(other.exercise.id))
      .map(other => [other.exercise.answer, solutions[other.exercise.answer]]),
  );
  describe(`exercise ${id}`, () => {
    it("is listed under its own id and exports its answer by name", () => {
      expect(id).to.equal(entry.id);
      expect(Object.keys(exported)).to.include(answer);
    });
    it("uses earlier exercises only", () => {
      const earlier = coded.slice(0, coded.indexOf(files)).map(other => other.exercise.id);
      expect(earlier).to.include.members([...uses]);
    });
    it("has a stub that begins with its marker, says what is to do, and is typed", function () {
      this.timeout(60_000);
      expect(stub).to.match(new RegExp(`^// Exercise ${id}: .+\n`));
      expect(stub).to.match(/\/\/ TODO: /);
      expect(errorsOf(`stub-${id}`)).to.deep.equal([]);
    });
    it("has a solution that compiles as a cell and has the exercise's type", function () {
      this.timeout(60_000);
      expect(errorsOf(`solution-${id}`)).to.deep.equal([]);
    });
    it("starts as not attempted", async () => {
      const outcome = await verdict(exercise, await cellAnswer(exercise, stub, used));
      expect(outcome).to.include({kind: "not-attempted", earned: 0});
    });
    for (const [phase, seed] of [
      ["visible", 1],
      ["visible", 2],
      ["hidden", 2],
      ["hidden", 4_294_967_295],
    ] as const) {
      it(`passes with the kept solution (${phase} cases, seed ${seed})`, async () => {
        const kept = localAnswer(exported[answer], 20_000);
        const outcome = await gradeAnswer(exercise, kept, {phase, seed, shuffle: phase === "hidden"});
        expect(outcome, JSON.stringify(outcome)).to.include({kind: "pass", earned: exercise.points});
      });
    }
    it("passes with the kept solution as the text of a cell", async () => {
      const outcome = await verdict(exercise, await cellAnswer(exercise, solution, used));
      expect(outcome, JSON.stringify(outcome)).to.include({kind: "pass"});
    });
    if (variant !== undefined) {
      it("has the course's numbers in the stub and in the solution", async () => {
        const given = givenFor(exercise);
        for (const cell of [stub, solution]) {
          expect(givenLineOf(cell, variant.name), `const ${variant.name} = {...};`).to.be.a("string");
          const numbers = await cellAnswer({...exercise, answer: variant.name}, cell, used);
          expect(numbers).to.deep.equal({...given});
        }
      });
      it("can be solved with the numbers of any seed", async () => {
        const seeds = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
        const values = seeds.map(seed => givenFor(exercise, seed));
        expect(new Set(values.map(given => JSON.stringify(given))).size).to.be.at.least(4);
        for (const given of values) {
          const found = await cellAnswer(exercise, withNumbers(solution, variant.name, given), used);
          const outcome = await verdict(exercise, found, given);
          expect(outcome, JSON.stringify({given, outcome})).to.include({kind: "pass"});
        }
      });
    }
    it("knows at least three likely mistakes, and tells them apart", async () => {
      const said = await Promise.all(
        mistakes.map(async mistake => {
          const wrong =
            mistake.code === undefined ? mistake.answer : await cellAnswer(exercise, mistake.code, used);
          return (await verdict(exercise, wrong)).message;
        }),
      );
      expect(new Set(mistakes.map(({name}) => name)).size).to.equal(mistakes.length);
      expect(new Set(said).size, said.join("\n")).to.be.at.least(3);
    });
    for (const mistake of mistakes) {
      it(`catches an answer that ${mistake.name}`, async () => {
        const wrong =
          mistake.code === undefined ? mistake.answer : await cellAnswer(exercise, mistake.code, used);
        const outcome = await verdict(exercise, wrong);
        const found = JSON.stringify(outcome);
        expect(outcome, found).to.include({check: mistake.fails});
        expect(outcome.message, found).to.match(mistake.says);
        expect(exercise.partial ? ["fail", "threw", "partial"] : ["fail", "threw"]).to.include(outcome.kind);
        expect(outcome.earned, found).to.be.below(exercise.points);
      });
    }
  });
}

for (const {entry, exercise, stub, solution} of free) {
  describe(`exercise ${exercise.id}, free text`, () => {
    it("is listed under its own id, with a stub that names it and a model answer", () => {
      expect(exercise.id).to.equal(entry.id);
      expect(stub.split("\n")[0]).to.include(`Exercise ${exercise.id}`);
      expect(solution.length).to.be.above(stub.length);
    });
  });
}

it("every exercise is listed once", () => {
  expect(new Set(all.map(({entry}) => entry.id)).size).to.equal(all.length);
  expect(new Set(all.map(({entry}) => entry.path)).size).to.equal(all.length);
});
it("every exercise declares a name of its own", () => {
  const names = coded.map(({exercise}) => exercise.answer);
  expect(new Set(names).size, names.join(", ")).to.equal(names.length);
});
it("the exercises stand in the order of the lessons", () => {
  const lessons = all.map(({exercise}) => exercise.lesson);
  expect(lessons).to.deep.equal([...lessons].sort((a, b) => a - b));
});
