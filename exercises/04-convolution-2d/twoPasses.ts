import {correlate2d} from "../../src/conv/correlate2d.js";
import {outer} from "../../src/conv/separate.js";
import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import type {CheckContext} from "../../src/exercise/exercise.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {integerGrid, integers} from "../../src/exercise/inputs.js";
import {callText} from "../../src/exercise/valueText.js";

const TRIALS = 24;

export const exercise = defineExercise({
  id: "l04-two-passes",
  lesson: 4,
  kind: "prop",
  points: 2,
  title: "Blur in two passes",
  prompt:
    "Write `twoPasses(image, column, row)`: slide `row` along every row, then `column` down every column of what came out. The " +
    "result must be that of one pass with the kernel `column[i] * row[j]`. You may use `correlate1d` and `transpose`.",
  answer: "twoPasses",
  type: "(image: number[][], column: number[], row: number[]) => number[][]",
  imports: ["NotAttempted", "correlate1d", "correlate2d", "outer", "transpose"],
  uses: ["l04-correlate2d"],
  forbids: [{name: "correlate2d", why: "two passes in one dimension are the task"}],
  checks: [
    {
      name: "a pass along the rows",
      phase: "visible",
      expects: "With a column of one weight, 1, only the pass along the rows is left.",
      run: async ({answer}) =>
        agreeOn(
          answer,
          [
            [1, 2, 4],
            [3, 0, 5],
          ],
          [1],
          [1, 10],
        ),
    },
    {
      name: "a pass down the columns",
      phase: "visible",
      expects: "With a row of one weight, 1, only the pass down the columns is left.",
      run: async ({answer}) =>
        agreeOn(
          answer,
          [
            [1, 2, 4],
            [3, 0, 5],
            [6, 1, 7],
          ],
          [1, 10],
          [1],
        ),
    },
    {
      name: "both passes, one after the other",
      phase: "visible",
      expects:
        "The second pass works on the result of the first, so every pixel under the window is counted once with column[i] * row[j].",
      run: async ({answer}) =>
        agreeOn(
          answer,
          [
            [1, 2, 4],
            [3, 0, 5],
            [6, 1, 7],
          ],
          [1, 2],
          [1, 10],
        ),
    },
    {
      name: "random oblong images and lopsided weights",
      expects:
        "The two passes agree with one pass of the two-dimensional kernel for any sizes and any weights.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const {image, column, row} = inputs(random, trial);
          await agreeOn(answer, image, column, row);
        }
      },
    },
  ],
  hints: [
    "First pass: `image.map(line => correlate1d(line, row))`.",
    "For the second pass, `transpose` makes columns into rows; transpose again at the end.",
  ],
});

async function agreeOn(
  answer: CheckContext["answer"],
  image: readonly number[][],
  column: readonly number[],
  row: readonly number[],
): Promise<void> {
  requireAgreement(await answer.call(image, column, row), correlate2d(image, outer(column, row)), {
    call: callText("twoPasses", image, column, row),
    slips: slips(image, column, row),
  });
}

function inputs(random: Random, trial: number): {image: number[][]; column: number[]; row: number[]} {
  const column = integers(random, random.integer(1, 4), -3, 4);
  const row = integers(random, random.integer(1, 5), -3, 4);
  const extra = trial % 4;
  return {
    image: integerGrid(random, column.length + extra, row.length + extra + random.integer(0, 4)),
    column,
    row,
  };
}

function slips(image: readonly number[][], column: readonly number[], row: readonly number[]): Slip[] {
  const fits = (weights: readonly number[], length: number) => weights.length <= length;
  return [
    {
      says: "`column` and `row` have changed places: `row` slides along the rows, `column` down the columns.",
      gives: () =>
        fits(row, image.length) && fits(column, image[0].length)
          ? correlate2d(image, outer(row, column))
          : undefined,
    },
    {
      says: "Only the pass along the rows has been made. Its result goes into a second pass, down the columns.",
      gives: () => correlate2d(image, [row]),
    },
    {
      says: "Only the pass down the columns has been made. It works on the result of the pass along the rows.",
      gives: () =>
        correlate2d(
          image,
          column.map(weight => [weight]),
        ),
    },
    {
      says: "The result is still transposed: rows and columns are exchanged. Transpose once more at the end.",
      gives: () => correlate2d(image.length === 0 ? [[]] : flipAxes(image), flipAxes(outer(column, row))),
    },
    {
      says: "The weights are read from the last to the first. Lay them on as they are; turning them is what convolution does.",
      gives: () => correlate2d(image, outer([...column].reverse(), [...row].reverse())),
    },
    {
      says: "The result is divided by the number of weights. The passes sum; weights that should average carry the division already.",
      gives: () =>
        correlate2d(image, outer(column, row)).map(line =>
          line.map(sum => sum / (column.length * row.length)),
        ),
    },
  ];
}

function flipAxes(grid: readonly number[][]): number[][] {
  return grid[0].map((_, x) => grid.map(line => line[x]));
}
