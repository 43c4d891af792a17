import {expect} from "chai";
import {correlate2d} from "../../src/conv/correlate2d.js";
import {Random} from "../../src/core/random.js";
import {findLesson} from "../../src/exercise/catalog.js";
import {todo} from "../../src/exercise/notAttempted.js";
import {setHost} from "../../src/lesson/currentHost.js";
import {requireRight} from "../../src/lesson/requireRight.js";
import {recordingHost} from "../support/recordingHost.js";
import {rejection} from "../support/rejection.js";

const SEED = 4711;

describe("requireRight(id, answer, options)", () => {
  before(() => setHost(recordingHost()));
  after(() => setHost(undefined));

  it("returns for a right answer, with hidden inputs and without", async () => {
    await requireRight("l04-correlate2d", correlate2d);
    await requireRight("l04-correlate2d", correlate2d, {seed: SEED});
  });

  it("throws for a wrong one, with the check that failed, the message and what is expected", async () => {
    const error = await rejection(requireRight("l04-correlate2d", () => [[0]]));
    expect(error.message).to.match(/^l04-correlate2d: .+ \| .+ \| .+/);
  });

  it("throws for one that nobody has tried", async () => {
    const error = await rejection(requireRight("l04-correlate2d", todo("loops")));
    expect(error.message).to.equal("l04-correlate2d: Not attempted yet.");
  });

  it("throws for an answer that knows the visible cases by heart, and tells nothing of the hidden ones", async () => {
    const seen = await visibleCalls();
    const byHeart = (image: number[][], kernel: number[][]) =>
      seen.has(JSON.stringify([image, kernel])) ? correlate2d(image, kernel) : [[0]];
    await requireRight("l04-correlate2d", byHeart);
    const error = await rejection(requireRight("l04-correlate2d", byHeart, {seed: SEED}));
    expect(error.message).to.match(/^l04-correlate2d: it passes the visible cases, but not a hidden one: /);
    expect(error.message).to.not.match(/\[\[|correlate2d\(/);
  });

  it("judges by the numbers it is given", async () => {
    const {entries} = await findLesson("1");
    const exercise = entries.find(entry => entry.exercise.id === "l01-filters")?.exercise;
    const given = {window: 3, gap: 2};
    expect(Object.keys(exercise?.variant?.values(new Random(1)) ?? {})).to.deep.equal(Object.keys(given));
    const answer = {average: [1 / 3, 1 / 3, 1 / 3], difference: [-1, 0, 1]};
    await requireRight("l01-filters", answer, {given, seed: SEED});
    await rejection(requireRight("l01-filters", answer, {given: {window: 4, gap: 2}}));
  });

  it("refuses an id that is none, and lists those there are", async () => {
    const error = await rejection(requireRight("l99-none", 1));
    expect(error).to.be.instanceOf(RangeError);
    expect(error.message).to.match(/^requireRight: id must be one of .*l04-correlate2d.*, got "l99-none"$/);
  });
});

/** What the visible checks ask, as JSON. */
async function visibleCalls(): Promise<Set<string>> {
  const seen = new Set<string>();
  await requireRight("l04-correlate2d", (image: number[][], kernel: number[][]) => {
    seen.add(JSON.stringify([image, kernel]));
    return correlate2d(image, kernel);
  });
  return seen;
}
