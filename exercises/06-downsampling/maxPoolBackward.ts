import {maxPool, maxPoolBackward} from "../../src/conv/maxPool.js";
import {meanPoolBackward} from "../../src/conv/meanPool.js";
import {outputSize} from "../../src/conv/outputSize.js";
import {transpose} from "../../src/conv/separate.js";
import {NdArray} from "../../src/core/ndArray.js";
import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import type {CheckContext} from "../../src/exercise/exercise.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {integerGrid} from "../../src/exercise/inputs.js";
import {callText} from "../../src/exercise/valueText.js";
import {numericGradient} from "../../src/nn/gradientCheck.js";

type Grid = number[][];
/** What the function is called with. */
type Asked = readonly [image: Grid, size: number, stride: number, slopes: Grid];

const TRIALS = 24;
/** Pixels lie at least 1 apart, so no maximum changes hands; between ties pooling is linear, so a large step is exact. */
const STEP = 0.125;

export const exercise = defineExercise({
  id: "l06-max-pool-backward",
  lesson: 6,
  kind: "grad",
  points: 3,
  title: "Send the slopes back",
  prompt:
    "Write `poolSlopes(image, size, stride, slopes)`, the backward pass of max pooling without padding: `slopes[y][x]` is the slope of the loss " +
    "by the maximum at place (y, x); return its slope by every pixel of the image. No two pixels of an image are equal here.",
  answer: "poolSlopes",
  type: "(image: number[][], size: number, stride: number, slopes: number[][]) => number[][]",
  imports: ["NotAttempted", "NdArray", "maxPool", "maxPoolBackward", "numericGradient", "outputSize"],
  uses: ["l06-max-pool"],
  forbids: [{name: "maxPoolBackward", why: "the backward pass is the task"}],
  checks: [
    {
      name: "one window by hand",
      phase: "visible",
      expects:
        "A small change of the largest pixel changes the maximum as much; a small change of the others changes nothing.",
      run: async ({answer}) =>
        agreeOn(answer, [
          [
            [1, 3],
            [4, 2],
          ],
          2,
          2,
          [[10]],
        ]),
    },
    {
      name: "four windows by hand",
      phase: "visible",
      expects: "Each window sends its slope to its own largest pixel, at that pixel's place in the image.",
      run: async ({answer}) =>
        agreeOn(answer, [
          [
            [1, 3, 12, 0],
            [4, 2, 11, 5],
            [8, 13, 7, 15],
            [6, 9, 14, 10],
          ],
          2,
          2,
          [
            [10, 20],
            [30, 40],
          ],
        ]),
    },
    {
      name: "shaped as the image",
      expects:
        "There is a slope for every pixel of the image; pixels that lie under no window changed nothing, so theirs is 0.",
      run: async ({answer, random}) => {
        for (const [height, width, size, stride] of [
          [3, 5, 2, 2],
          [5, 4, 2, 3],
        ] as const) {
          await agreeOn(answer, inputs(random, height, width, size, stride));
        }
      },
    },
    {
      name: "overlapping windows",
      phase: "visible",
      expects: "A pixel that is the largest of several windows gets the slopes of all of them: they add up.",
      run: async ({answer}) =>
        agreeOn(answer, [
          [
            [2, 9, 4, 1],
            [3, 5, 6, 0],
          ],
          2,
          1,
          [[10, 20, 30]],
        ]),
    },
    {
      name: "differences of the loss",
      expects:
        "The slope by a pixel is how much the loss (the sum of slopes times maxima) changes with it: moving the pixel a little up and down measures it.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const size = random.integer(1, 4);
          const [height, width] = [size + (trial % 4), size + random.integer(0, 5)];
          await agreeOn(answer, inputs(random, height, width, size, random.integer(1, 4)));
        }
      },
    },
  ],
  hints: [
    "Go through the windows as in the forward pass. In each, find not the largest pixel but where it is: remember its row and column.",
    "Start with an image of zeros. For the window at (y, x), the pixel under (i, j) is image[y * stride + i][x * stride + j]; add slopes[y][x] where the largest one is.",
    "Add (`+=`) and do not set (`=`): when windows overlap, one pixel can be the largest of several.",
  ],
});

/** The slopes as differences of the loss show them. */
function measured([image, size, stride, slopes]: Asked): Grid {
  const volume = asVolume(image);
  const weights = slopes.flat();
  const loss = (x: NdArray) =>
    Array.from(maxPool(x, size, {strides: stride}).y.data).reduce(
      (sum, best, n) => sum + best * weights[n],
      0,
    );
  return asGrid(numericGradient(loss, volume, STEP));
}

async function agreeOn(answer: CheckContext["answer"], asked: Asked): Promise<void> {
  requireAgreement(await answer.call(...asked), measured(asked), {
    call: callText("poolSlopes", ...asked),
    slips: slips(asked),
  });
}

/** Pixels are a shuffled row of whole numbers: no two are equal. */
function inputs(random: Random, height: number, width: number, size: number, stride: number): Asked {
  const pixels = random.shuffle(Array.from({length: height * width}, (_, n) => n - 5));
  return [
    Array.from({length: height}, (_, y) => pixels.slice(y * width, (y + 1) * width)),
    size,
    stride,
    integerGrid(random, outputSize(height, size, {stride}), outputSize(width, size, {stride}), 1, 10),
  ];
}

function slips(asked: Asked): Slip[] {
  const [image, size, stride, slopes] = asked;
  const volume = asVolume(image);
  const dy = asVolume(slopes);
  /** Every window's slope, put somewhere by `put`; sums unless told to overwrite. */
  const spread = (
    place: (y: number, x: number, best: [number, number]) => [number, number],
    isSum = true,
  ) => {
    const result = image.map(row => row.map(() => 0));
    slopes.forEach((row, y) => {
      row.forEach((slope, x) => {
        const [i, j] = place(y, x, largest(image, y * stride, x * stride, size));
        result[i][j] = slope + (isSum ? result[i][j] : 0);
      });
    });
    return result;
  };
  return [
    {
      says: "The place of the largest pixel is counted from the window's corner. In the image it lies `y * stride` rows further down and `x * stride` columns further right.",
      gives: () => spread((_y, _x, best) => best),
    },
    {
      says: "A pixel that is the largest of several windows keeps only one of their slopes. They add up: `+=` in place of `=`.",
      gives: () => spread((y, x, [i, j]) => [y * stride + i, x * stride + j], false),
    },
    {
      says: "The slope is shared among all pixels of the window. That is the backward pass of mean pooling; a maximum depends on one pixel only.",
      gives: () => asGrid(meanPoolBackward(volume, size, dy, {strides: stride})),
    },
    {
      says: "Every pixel of a window gets the whole slope. Only the largest one does: the others changed nothing.",
      gives: () =>
        asGrid(meanPoolBackward(volume, size, dy, {strides: stride})).map(row =>
          row.map(slope => slope * size * size),
        ),
    },
    {
      says: "The slopes are multiplied by the pixels. The maximum is the pixel itself, so its slope by that pixel is 1.",
      gives: () => measured(asked).map((row, y) => row.map((slope, x) => slope * image[y][x])),
    },
    {
      says: "The slopes went to the smallest pixels of the windows, not to the largest.",
      gives: () =>
        asGrid(
          maxPoolBackward(asVolume(image.map(row => row.map(pixel => -pixel))), size, dy, {strides: stride}),
        ),
    },
    {
      says: "These are the maxima's slopes with rows and columns exchanged: `y` and `i` go down, `x` and `j` across.",
      gives: () => (image.length === image[0].length ? transpose(measured(asked)) : undefined),
    },
  ];
}

/** Row and column of the largest pixel, counted from the window's corner. */
function largest(image: Grid, top: number, left: number, size: number): [number, number] {
  let best: [number, number] = [0, 0];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      if (image[top + i][left + j] > image[top + best[0]][left + best[1]]) best = [i, j];
    }
  }
  return best;
}

function asVolume(grid: Grid): NdArray {
  return NdArray.fromNested(grid.map(row => row.map(value => [value])));
}

function asGrid(volume: NdArray): Grid {
  return (volume.toNested() as number[][][]).map(row => row.map(([value]) => value));
}
