import {flip2d} from "../../src/conv/convolve2d.js";
import {correlate2d} from "../../src/conv/correlate2d.js";
import {transpose} from "../../src/conv/separate.js";
import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import type {CheckContext} from "../../src/exercise/exercise.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {integerGrid} from "../../src/exercise/inputs.js";
import {readGrid} from "../../src/exercise/read.js";
import {callText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

/** Random inputs a law is tried on: a wrong rule that agrees on all of them would have to agree by design. */
const TRIALS = 24;

const HAND_IMAGE = [
  [1, 2, 0],
  [0, 1, 3],
  [2, 1, 1],
];
const HAND_KERNEL = [
  [1, 0],
  [-1, 2],
];

export const exercise = defineExercise({
  id: "l04-correlate2d",
  lesson: 4,
  kind: "prop",
  points: 3,
  title: "Slide the kernel yourself",
  prompt:
    "Write `myCorrelate2d(image, kernel)`: lay the kernel on every place where it fits, multiply cell by cell, sum, and return " +
    "one number for each place, row by row. Do not call the library.",
  answer: "myCorrelate2d",
  type: "(image: number[][], kernel: number[][]) => number[][]",
  imports: ["NotAttempted", "correlate2d"],
  forbids: [{name: "correlate2d", why: "the four loops are the task"}],
  checks: [
    {
      name: "sums worked by hand",
      phase: "visible",
      expects:
        "Each number of the result is the sum of kernel[i][j] * image[y + i][x + j] over the kernel's cells.",
      run: async ({answer}) => agreeOn(answer, HAND_IMAGE, HAND_KERNEL),
    },
    {
      name: "size of an oblong result",
      expects:
        "A kernel of kh x kw fits an image of h x w in h - kh + 1 places down and w - kw + 1 places across: every one of them counts, none beyond.",
      run: async ({answer, random}) => {
        for (const [h, w, kh, kw] of [
          [4, 6, 2, 2],
          [6, 4, 2, 2],
          [3, 7, 2, 3],
          [7, 3, 3, 1],
        ] as const) {
          const image = integerGrid(random, h, w, 0, 5);
          const kernel = integerGrid(random, kh, kw, 0, 3);
          const got = readGrid(await answer.call(image, kernel), "The result");
          const size = [h - kh + 1, w - kw + 1];
          if (got.length !== size[0] || got[0].length !== size[1]) {
            throw new WrongAnswer(
              `A ${kh} x ${kw} kernel on a ${h} x ${w} image must give ${size[0]} rows of ${size[1]}, but it gives ${got.length} rows of ${got[0].length}.`,
              {
                call: callText("myCorrelate2d", image, kernel),
                expected: `${size[0]} rows of ${size[1]}`,
                got: `${got.length} rows of ${got[0].length}`,
              },
            );
          }
        }
      },
    },
    {
      name: "keeps negative sums",
      phase: "visible",
      expects:
        "A kernel with negative weights gives negative sums where the image is bright under them; they stay as they are.",
      run: async ({answer}) => agreeOn(answer, [[5, 3, 0, 4]], [[-1, 1]]),
    },
    {
      name: "sums past 255",
      phase: "visible",
      expects: "Pixels may come as bytes, 0 to 255, but sums of them need not fit a byte.",
      run: async ({answer}) => {
        const bytes = [Uint8Array.of(200, 250, 255), Uint8Array.of(255, 240, 210)];
        const kernel = [
          [1, 1],
          [1, 1],
        ];
        requireAgreement(await answer.call(bytes, kernel), correlate2d(bytes, kernel), {
          call: `myCorrelate2d([Uint8Array.of(200, 250, 255), Uint8Array.of(255, 240, 210)], [[1, 1], [1, 1]])`,
          slips: [
            {
              says: "The sums are cut to what one byte holds: collect them in plain numbers (`let sum = 0`), not in the image's own kind of array.",
              gives: () => correlate2d(bytes, kernel).map(row => row.map(sum => sum % 256)),
            },
            {
              says: "The sums stop at 255, as in a Uint8ClampedArray: collect them in plain numbers (`let sum = 0`).",
              gives: () => correlate2d(bytes, kernel).map(row => row.map(sum => Math.min(sum, 255))),
            },
          ],
        });
      },
    },
    {
      name: "random oblong images",
      expects: "The rule is the same for every size of image and kernel, oblong ones too.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const {image, kernel} = oblong(random, trial);
          await agreeOn(answer, image, kernel);
        }
      },
    },
    {
      name: "shift law",
      expects: "Moving the image by one column moves the result by one column and changes nothing else.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const {image, kernel} = oblong(random, trial + 2);
          const moved = image.map(row => [0, ...row.slice(0, -1)]);
          const before = readGrid(await answer.call(image, kernel), "The result");
          const after = readGrid(await answer.call(moved, kernel), "The result");
          const left = before.map(row => row.slice(0, -1));
          const right = after.map(row => row.slice(1));
          if (left[0].length === 0) continue;
          requireAgreement(right, left, {
            call: `${callText("myCorrelate2d", moved, kernel)}, without its first column`,
          });
        }
      },
    },
    {
      name: "linearity",
      expects: "Twice the image plus another image gives twice the result plus the other result.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const {image, kernel} = oblong(random, trial);
          const other = integerGrid(random, image.length, image[0].length);
          const mixed = combine(image, other);
          const expected = combine(
            readGrid(await answer.call(image, kernel), "The result"),
            readGrid(await answer.call(other, kernel), "The result"),
          );
          requireAgreement(await answer.call(mixed, kernel), expected, {
            call: callText("myCorrelate2d", mixed, kernel),
          });
        }
      },
    },
  ],
  hints: [
    "You need four loops: two choose the place (y, x) of the result, two walk over the kernel (i, j).",
    "How many places fit? A kernel 2 high on an image 4 high can start at row 0, 1 or 2: image.length - kernel.length + 1.",
    "Inside: `sum += kernel[i][j] * image[y + i][x + j]`. Start `sum` at 0 for each place, and push it to the row when the two inner loops are done.",
  ],
});

async function agreeOn(
  answer: CheckContext["answer"],
  image: readonly number[][],
  kernel: readonly number[][],
): Promise<void> {
  requireAgreement(await answer.call(image, kernel), correlate2d(image, kernel), {
    call: callText("myCorrelate2d", image, kernel),
    slips: slips(image, kernel),
  });
}

/** Oblong on purpose: on square inputs with symmetric kernels, swapped axes go unseen. */
function oblong(random: Random, trial: number): {image: number[][]; kernel: number[][]} {
  const [kh, kw] = random.pick([
    [1, 2],
    [2, 1],
    [2, 3],
    [3, 2],
    [1, 3],
    [3, 1],
  ] as const);
  const extra = 1 + (trial % 4); // small ones first: the first counter-example is the one shown
  return {
    image: integerGrid(random, kh + extra, kw + random.integer(1, 5)),
    kernel: integerGrid(random, kh, kw, -3, 4),
  };
}

function slips(image: readonly number[][], kernel: readonly number[][]): Slip[] {
  const right = () => correlate2d(image, kernel);
  const [kh, kw] = [kernel.length, kernel[0].length];
  return [
    {
      says: "These are the sums for a kernel with rows and columns exchanged. `i` walks down and belongs to `y`; `j` walks across and belongs to `x`: kernel[i][j] meets image[y + i][x + j].",
      gives: () => (kh === kw ? correlate2d(image, transpose(kernel)) : undefined),
    },
    {
      says: "The kernel is turned by half a turn (`kernel[kh - 1 - i][kw - 1 - j]`): that is convolution. Here it is laid on the image as it is.",
      gives: () => correlate2d(image, flip2d(kernel)),
    },
    {
      says: "The kernel is flipped upside down: its rows are read from the last to the first. Lay it on as it is.",
      gives: () => correlate2d(image, [...kernel].reverse()),
    },
    {
      says: "The kernel is flipped left to right: its columns are read from the last to the first. Lay it on as it is.",
      gives: () =>
        correlate2d(
          image,
          kernel.map(row => [...row].reverse()),
        ),
    },
    {
      says: "Negative sums are cut off at 0. The result keeps them; only a picture of it may leave them out.",
      gives: () => right().map(row => row.map(sum => Math.max(0, sum))),
    },
    {
      says: "Negative sums lost their sign. The result keeps it: a fall from bright to dark is not a rise.",
      gives: () => right().map(row => row.map(Math.abs)),
    },
    {
      says: "Each sum is divided by the number of kernel cells. The rule is the sum; a kernel that should average carries the division in its weights.",
      gives: () => right().map(row => row.map(sum => sum / (kh * kw))),
    },
    {
      says: "`sum` goes on from one place to the next. It must start at 0 for every place of the result.",
      gives: () => runningSums(right()),
    },
  ];
}

function runningSums(sums: readonly number[][]): number[][] {
  let total = 0;
  return sums.map(row => row.map(sum => (total += sum)));
}

function combine(twice: readonly number[][], once: readonly number[][]): number[][] {
  return twice.map((row, y) => row.map((value, x) => 2 * value + once[y][x]));
}
