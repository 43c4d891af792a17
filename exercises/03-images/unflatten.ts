import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import type {CheckContext} from "../../src/exercise/exercise.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {integers} from "../../src/exercise/inputs.js";
import {callText} from "../../src/exercise/valueText.js";
import {flatten, grid, randomImage, unflatten} from "./pixelOrder.js";

const TRIALS = 16;

const LENGTHS = [
  [2, 3, 4],
  [2, 4, 3],
  [3, 2, 4],
  [3, 4, 2],
  [4, 2, 3],
  [4, 3, 2],
] as const;

export const exercise = defineExercise({
  id: "l03-unflatten",
  lesson: 3,
  kind: "prop",
  points: 2,
  title: "And back to a picture",
  prompt:
    "Write `myUnflatten(vector, height, width, channels)`, the way back from a flattened picture: the result's `[y][x]` is the list of " +
    "a pixel's channels. The vector holds the rows one after the other, in a row the pixels, in a pixel the channels.",
  answer: "myUnflatten",
  type: "(vector: number[], height: number, width: number, channels: number) => number[][][]",
  imports: ["NotAttempted"],
  uses: ["l03-flatten"],
  checks: [
    {
      name: "a picture rebuilt by hand",
      expects: "The first `channels` numbers are the top left pixel; after `width` pixels a new row starts.",
      run: async ({answer}) => agreeOn(answer, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [2, 3, 2]),
    },
    {
      name: "one channel",
      expects: "A grey picture keeps its third pair of brackets: every pixel is a list of one number.",
      run: async ({answer}) => agreeOn(answer, [5, 4, 3, 2, 1, 0], [3, 2, 1]),
    },
    {
      name: "random oblong pictures",
      expects: "The rule is the same for every height, width and number of channels.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const [height, width, channels] = random.pick(LENGTHS);
          const grow = Math.floor(trial / 6);
          const lengths = [height + grow, width + 2 * grow, channels] as const;
          await agreeOn(answer, integers(random, lengths[0] * lengths[1] * lengths[2]), lengths);
        }
      },
    },
    {
      name: "there and back",
      expects: "Flattening a picture and rebuilding it gives the same picture.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const [height, width, channels] = random.pick(LENGTHS);
          const image = randomImage(random, height, width, channels);
          requireAgreement(await answer.call(flatten(image), height, width, channels), image, {
            call: callText("myUnflatten", flatten(image), height, width, channels),
          });
        }
      },
    },
  ],
  hints: [
    "How far do you go in the vector from one pixel to the next? And from one row to the next?",
    "From pixel to pixel it is `channels` numbers, from row to row `width * channels`.",
    "`vector[(y * width + x) * channels + c]` is channel c of pixel (y, x). Three loops build the lists.",
  ],
});

async function agreeOn(
  answer: CheckContext["answer"],
  vector: number[],
  lengths: readonly [number, number, number],
): Promise<void> {
  requireAgreement(await answer.call(vector, ...lengths), unflatten(vector, ...lengths), {
    call: callText("myUnflatten", vector, ...lengths),
    slips: slips(vector, ...lengths),
  });
}

function slips(vector: number[], height: number, width: number, channels: number): Slip[] {
  const from = (place: (y: number, x: number, c: number) => number) => () =>
    grid(height, width, channels, (y, x, c) => vector[place(y, x, c)]);
  return [
    {
      says: "The vector is read column by column. A step to the right is one pixel further, a step down is `width` pixels.",
      gives: from((y, x, c) => (x * height + y) * channels + c),
    },
    {
      says: "The vector is read as whole planes, channel 0 first. The channels of one pixel stand side by side in it.",
      gives: from((y, x, c) => (c * height + y) * width + x),
    },
    {
      says: "Each row starts `height` pixels after the last one. A row is `width` pixels long.",
      gives: from((y, x, c) => (y * height + x) * channels + c),
    },
    {
      says: "Height and width are exchanged: the result has `height` rows of `width` pixels.",
      gives: () => unflatten(vector, width, height, channels),
    },
    {
      says: "The channels are forgotten in the steps: a pixel takes `channels` places of the vector, not one.",
      gives: from((y, x, c) => y * width + x + c),
    },
    {
      says: "The brackets of the pixels are missing: the result has rows of pixels, and every pixel is a list of its channels.",
      gives: () =>
        Array.from({length: height}, (_, y) =>
          vector.slice(y * width * channels, (y + 1) * width * channels),
        ),
    },
  ];
}
