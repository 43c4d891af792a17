import {expect} from "chai";
import {mutantsOf} from "../mutation/mutants.js";
import {type MutationResult, mutate} from "../mutation/mutate.js";
import {hashOf, killedShare, readTable, TO_KILL} from "../mutation/table.js";
import {Trials} from "../mutation/trials.js";
import {everyExercise} from "../support/exerciseFiles.js";

const table = await readTable();
const coded = (await everyExercise()).filter(({exercise}) => exercise.kind !== "text");
const trials = new Trials();
after(() => trials.close());

describe("mutants of the kept solutions", () => {
  for (const files of coded) {
    const {exercise, solution} = files;
    it(`${exercise.id}: its checks find nine in ten, and the others have a reason`, async function () {
      this.timeout(300_000);
      const entry = table[exercise.id];
      // Exercises that have not changed are not tried again; `npm run mutate` keeps the table.
      const isKept = entry?.hash === (await hashOf(files));
      const result: Pick<MutationResult, "made" | "killed" | "survivors"> = isKept
        ? entry
        : await mutate(files, trials, entry?.survivors);
      const mutants = mutantsOf(solution, exercise.variant?.name).map(({name}) => name);
      expect(result.made).to.equal(mutants.length);
      expect(result.killed + result.survivors.length).to.equal(result.made);
      expect(mutants).to.include.members(result.survivors.map(({mutant}) => mutant));
      expect(result.survivors.filter(({reason}) => reason === "")).to.deep.equal([]);
      expect(killedShare(result)).to.be.at.least(TO_KILL);
    });
  }
  it("stand in the table for exercises that there are", () => {
    expect(coded.map(({exercise}) => exercise.id)).to.include.members(Object.keys(table));
  });
});
