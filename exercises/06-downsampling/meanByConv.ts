import {correlate2d} from "../../src/conv/correlate2d.js";
import {maxPool} from "../../src/conv/maxPool.js";
import {meanPool} from "../../src/conv/meanPool.js";
import {NdArray} from "../../src/core/ndArray.js";
import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import type {CheckContext} from "../../src/exercise/exercise.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {integerGrid} from "../../src/exercise/inputs.js";
import {callText} from "../../src/exercise/valueText.js";

type Grid = number[][];
/** What the function is called with. */
type Asked = readonly [image: Grid, size: number, stride: number, padding: number];

const TRIALS = 24;

const HAND = [
  [1, 3, 2, 6],
  [4, 0, 5, 7],
  [8, 8, 0, 4],
  [0, 4, 8, 0],
];

export const exercise = defineExercise({
  id: "l06-mean-by-conv",
  lesson: 6,
  kind: "prop",
  points: 2,
  title: "Mean pooling is a convolution",
  prompt:
    "Write `meanByConv(image, size, stride, padding)`: the mean of the real pixels under each window of `size` x `size`, made with " +
    "`correlate2d(image, kernel, {strides, padding})` and no loop over pixels. A window that hangs over the edge divides by the number of real " +
    "pixels under it, not by `size * size`. Do not call `meanPool`.",
  answer: "meanByConv",
  type: "(image: number[][], size: number, stride: number, padding: number) => number[][]",
  imports: ["NotAttempted", "boxKernel", "correlate2d", "meanPool", "outputSize", "pad2d"],
  uses: ["l06-max-pool"],
  forbids: [{name: "meanPool", why: "the convolutions are the task"}],
  checks: [
    {
      name: "means worked by hand",
      phase: "visible",
      expects:
        "Each number of the result is the sum of the pixels under a window, divided by how many they are.",
      run: async ({answer}) => {
        await agreeOn(answer, [HAND, 2, 2, 0]);
        await agreeOn(answer, [HAND, 3, 1, 0]);
      },
    },
    {
      name: "a border by hand",
      phase: "visible",
      expects:
        "Padding takes no part in a mean: a window with one real pixel under it has that pixel as its mean.",
      run: async ({answer}) => agreeOn(answer, [HAND.slice(0, 2), 2, 2, 1]),
    },
    {
      name: "flat images stay flat",
      expects: "Where all pixels are equal every mean is that pixel, at the border too.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const [image, ...rest] = inputs(random, trial);
          const level = random.integer(-9, 10);
          await agreeOn(answer, [image.map(row => row.map(() => level)), ...rest]);
        }
      },
    },
    {
      name: "random oblong images",
      expects: "The rule is the same for every size of image, window, stride and padding.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) await agreeOn(answer, inputs(random, trial));
      },
    },
  ],
  hints: [
    "A kernel of ones sums the pixels under it: `Array.from({length: size}, () => new Array(size).fill(1))`. `{strides: stride, padding}` moves it as pooling does.",
    "How many real pixels lie under a window? The same convolution over an image of ones counts them: zeros of the padding add nothing.",
    "So: `sums = correlate2d(image, ones, options)`, `counts = correlate2d(image.map(row => row.map(() => 1)), ones, options)`, and sums divided by counts, place by place.",
  ],
});

function means([image, size, stride, padding]: Asked): Grid {
  const volume = NdArray.fromNested(image.map(row => row.map(pixel => [pixel])));
  const pooled = meanPool(volume, size, {strides: stride, padding}).toNested() as number[][][];
  return pooled.map(row => row.map(([mean]) => mean));
}

async function agreeOn(answer: CheckContext["answer"], asked: Asked): Promise<void> {
  requireAgreement(await answer.call(...asked), means(asked), {
    call: callText("meanByConv", ...asked),
    slips: slips(asked),
  });
}

function inputs(random: Random, trial: number): Asked {
  const size = random.integer(1, 4);
  const extra = trial % 4;
  return [
    integerGrid(random, size + extra, size + extra + random.integer(1, 4)),
    size,
    random.integer(1, 4),
    random.integer(0, size),
  ];
}

function slips(asked: Asked): Slip[] {
  const [image, size, stride, padding] = asked;
  const ones = Array.from({length: size}, () => new Array<number>(size).fill(1));
  const sums = () => correlate2d(image, ones, {strides: stride, padding});
  return [
    {
      says: "The windows at the border are divided by `size * size`, as if the zeros of the padding were pixels. Divide by the number of real pixels under each window.",
      gives: () => (padding === 0 ? undefined : sums().map(row => row.map(sum => sum / (size * size)))),
    },
    {
      says: "These are sums. A mean is the sum divided by the number of pixels in it.",
      gives: sums,
    },
    {
      says: "The sums are divided by `size`, the window's side. It has size * size pixels.",
      gives: () => sums().map(row => row.map(sum => sum / size)),
    },
    {
      says: "The window moves by one pixel at a time. Pass the step on: `{strides: stride, padding}`.",
      gives: () => means([image, size, 1, padding]),
    },
    {
      says: "The window moves by its own size. It must move by `stride`, which may be another number.",
      gives: () => means([image, size, size, padding]),
    },
    {
      says: "The padding is left out: pass it on, `{strides: stride, padding}`.",
      gives: () => means([image, size, stride, 0]),
    },
    {
      says: "These are the largest pixels of the windows. Here the mean is asked for.",
      gives: () => {
        const volume = NdArray.fromNested(image.map(row => row.map(pixel => [pixel])));
        const pooled = maxPool(volume, size, {strides: stride, padding}).y.toNested() as number[][][];
        return pooled.map(row => row.map(([best]) => best));
      },
    },
  ];
}
