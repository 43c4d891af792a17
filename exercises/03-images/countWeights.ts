import {defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readNumber, readNumbers} from "../../src/exercise/read.js";
import {requireNumber} from "../../src/exercise/requireNumber.js";
import type {Value} from "../../src/exercise/value.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

// The first draws of the course's seed are 32 x 32 pixels, as in CIFAR-10, a megapixel and 100 neurons.
const SMALL = [
  [24, 24, 3],
  [28, 36, 3],
  [32, 32, 3],
  [40, 30, 3],
] as const;
const LARGE = [
  [1200, 900, 3],
  [1024, 768, 3],
  [800, 1200, 3],
  [1000, 1000, 3],
] as const;
const UNITS = [64, 120, 250, 100] as const;

export const exercise = defineExercise({
  id: "l03-count-weights",
  lesson: 3,
  kind: "val",
  points: 2,
  partial: true,
  title: "What one neuron must learn",
  prompt:
    "A neuron of a flattened picture has one weight for every number of the picture, and a bias. `pictures` gives height, width and " +
    "channels of a small picture and of a large one. Put three numbers in `weightCounts`: the weights of one neuron on the small picture, " +
    "without its bias; the same on the large picture; and all that a layer of `pictures.units` such neurons learns on the large picture, " +
    "biases included.",
  answer: "weightCounts",
  type: "number[]",
  imports: ["NotAttempted", "todo"],
  variant: {
    name: "pictures",
    values: random => ({
      small: [...random.pick(SMALL)],
      large: [...random.pick(LARGE)],
      units: random.pick(UNITS),
    }),
  },
  checks: [
    {
      name: "one neuron, small picture",
      expects: "One weight for every number of the picture: height times width times channels.",
      phase: "visible",
      run: async ({answer, given}) => {
        const [count] = readCounts(await answer.value());
        judgeNeuron("small", count, given);
      },
    },
    {
      name: "one neuron, large picture",
      expects: "The rule stays the same when the picture grows; only the numbers get out of hand.",
      phase: "visible",
      run: async ({answer, given}) => {
        const [, count] = readCounts(await answer.value());
        judgeNeuron("large", count, given);
      },
    },
    {
      name: "a layer with its biases",
      expects: "Every neuron of the layer learns weights of its own, and one bias.",
      phase: "visible",
      run: async ({answer, given}) => {
        const [, , count] = readCounts(await answer.value());
        const [weights] = sizeOf("large", given);
        const units = readNumber(given.units, "pictures.units");
        requireNumber(count, units * (weights + 1), {
          what: "What the layer learns",
          slips: [
            {
              says: "The biases are missing: every neuron adds one number of its own after the sum.",
              gives: () => units * weights,
            },
            {
              says: "There is one bias in all here. Every neuron has its own, so a layer has as many as neurons.",
              gives: () => units * weights + 1,
            },
            {
              says: "Here every weight has a bias. A neuron sums all its products first and adds one bias to the sum.",
              gives: () => 2 * units * weights,
            },
            {
              says: "That is one neuron with its bias. The layer has `pictures.units` of them, and they share nothing.",
              gives: () => weights + 1,
            },
            {
              says: "Weights and neurons are multiplied, not added: each neuron looks at the whole picture.",
              gives: () => weights + units,
            },
          ],
        });
      },
    },
  ],
  hints: [
    "Flattening loses no number: a picture of 2 x 3 pixels with 3 channels becomes a list of 18.",
    "One neuron multiplies each number of the list with a weight of its own: height * width * channels weights.",
    "A layer of n neurons: n times (weights of one neuron + 1).",
  ],
});

function readCounts(value: Value): number[] {
  const counts = readNumbers(value, "weightCounts");
  if (counts.length === 3 && counts.every(Number.isInteger)) return counts;
  throw new WrongAnswer(`weightCounts must be three whole numbers, but it is [${counts.join(", ")}].`);
}

/** Numbers in a picture, and its three lengths. */
function sizeOf(which: "small" | "large", given: Given): [number, number, number, number] {
  const [height, width, channels] = readNumbers(given[which], `pictures.${which}`);
  return [height * width * channels, height, width, channels];
}

function judgeNeuron(which: "small" | "large", count: number, given: Given): void {
  const [weights, height, width, channels] = sizeOf(which, given);
  requireNumber(count, weights, {
    what: `The weights of one neuron on the ${which} picture`,
    slips: [
      {
        says: "That counts pixels. A colour pixel is three numbers, and each has its own weight.",
        gives: () => height * width,
      },
      {
        says: "The bias is counted too. It belongs to the neuron, but here only the weights are asked for.",
        gives: () => weights + 1,
      },
      {says: "Height and width are multiplied, not added.", gives: () => (height + width) * channels},
      {
        says: "All three lengths are multiplied: each row has a number for every column and channel.",
        gives: () => height + width + channels,
      },
    ],
  });
}
