import {expect} from "chai";
import {exercise, headAccuracy, RAW, REFERENCE} from "../../exercises/04-convolution-2d/histogramFeature.js";
import {histogramFeature} from "../../solutions/04-convolution-2d/histogramFeature.js";
import {Random} from "../../src/core/random.js";
import {localAnswer} from "../../src/exercise/answer.js";
import {gradeAnswer} from "../../src/exercise/grade.js";

/** The random numbers that `grade` hands to the sixth check for a seed. */
const SEEDS = [1, 2, 3, 4, 5].map(seed => seed * 64 + 5);

/** Five test digits: another V8 may round an exponential differently. */
const MARGIN = 0.005;

async function accuracies(feature: (image: number[][]) => number[]): Promise<number[]> {
  const found: number[] = [];
  for (const seed of SEEDS) found.push(await headAccuracy(async image => feature(image), new Random(seed)));
  return found;
}

describe("exercise l04-histogram-feature, its hidden cases", () => {
  it("find an answer that knows the digits by heart", async () => {
    const answer = () => [1, 0, 0];
    const outcome = await gradeAnswer(exercise, localAnswer(answer, 10_000), {phase: "hidden", seed: 7});
    expect(outcome).to.include({kind: "fail", check: "sees edges in images that it has never met"});
  });

  it("let the kept solution pass whatever the seed", async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const outcome = await gradeAnswer(exercise, localAnswer(histogramFeature, 10_000), {
        phase: "hidden",
        seed,
      });
      expect(outcome, `seed ${seed}: ${outcome.message}`).to.include({kind: "pass"});
    }
  });
});

describe("exercise l04-histogram-feature, its threshold", () => {
  it("rests on the kept solution's worst accuracy over five seeds", async function () {
    this.timeout(120_000);
    expect(Math.min(...(await accuracies(histogramFeature)))).to.be.closeTo(REFERENCE, MARGIN);
  });
  it("lies above the best that raw pixels reach over the same seeds", async function () {
    this.timeout(240_000);
    const raw = Math.max(...(await accuracies(image => image.flat())));
    expect(raw).to.be.closeTo(RAW, MARGIN);
    expect(raw).to.be.below(REFERENCE - 0.02);
  });
});
