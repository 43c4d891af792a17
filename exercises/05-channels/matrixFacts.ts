import type {Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise, type Given} from "../../src/exercise/exercise.js";
import {readFields, readNumber} from "../../src/exercise/read.js";
import {requireNumber} from "../../src/exercise/requireNumber.js";

const FACTS = ["rows", "columns", "weights", "tied", "rank"] as const;
type Fact = (typeof FACTS)[number];

export const exercise = defineExercise({
  id: "l05-matrix-facts",
  lesson: 5,
  kind: "val",
  points: 3,
  partial: true,
  title: "One matrix, few weights",
  prompt:
    "A kernel of `shape.rows` x `shape.columns` moves over an image of `shape.height` x `shape.width`, step 1, no padding. No two of its weights are " +
    "equal, and none is 0. Written as a matrix times the flattened image, it has how many `rows` and `columns`? A dense layer of this size has a " +
    "weight in each cell; how many cells of the matrix of the kernel are not 0 (`weights`)? How many different numbers stand in these (`tied`: what " +
    "is learned)? And what is the matrix's `rank`? Put all five in `matrixFacts`.",
  answer: "matrixFacts",
  type: "{rows: number, columns: number, weights: number, tied: number, rank: number}",
  imports: ["todo", "correlationMatrix"],
  uses: ["l05-conv-matrix"],
  variant: {
    name: "shape",
    values: random => {
      const [rows, columns] = random.pick([
        [2, 3],
        [3, 4],
        [3, 2],
        [4, 3],
      ]);
      return {height: random.integer(6, 9), width: random.integer(9, 13), rows, columns};
    },
  },
  checks: [
    {
      name: "rows",
      expects: "The matrix has a row for each place of the kernel: for each number of the result.",
      phase: "visible",
      run: fact("rows", shape => shape.places, [
        {
          says: "That is the number of pixels. A row belongs to a place where the kernel fits, a column to a pixel.",
          gives: shape => shape.pixels,
        },
        {
          says: "That counts rows of the result. Its numbers stand below each other in one list: a row of the matrix for each.",
          gives: shape => shape.down,
        },
        {
          says: "One place is missing on each axis: a kernel of k fits n pixels in n - k + 1 places.",
          gives: shape => (shape.down - 1) * (shape.across - 1),
        },
      ]),
    },
    {
      name: "columns",
      expects: "The matrix has a column for each pixel of the flattened image.",
      phase: "visible",
      run: fact("columns", shape => shape.pixels, [
        {
          says: "That is the number of places. A row belongs to a place, a column to a pixel.",
          gives: shape => shape.places,
        },
        {
          says: "That is the image's width. The flattened image is one list of all pixels.",
          gives: shape => shape.width,
        },
        {
          says: "That is the size of the kernel. A row holds the kernel and many zeros: one cell for each pixel.",
          gives: shape => shape.cells,
        },
      ]),
    },
    {
      name: "cells that are not 0",
      expects: "Each row holds the whole kernel once, and zeros for all pixels that do not lie under it.",
      phase: "visible",
      run: fact("weights", shape => shape.places * shape.cells, [
        {
          says: "That is every cell of the matrix, as in a dense layer. Pixels that do not lie under the kernel have a 0.",
          gives: shape => shape.places * shape.pixels,
        },
        {says: "That is one row. All rows hold the kernel.", gives: shape => shape.cells},
        {
          says: "That counts the zeros.",
          gives: shape => shape.places * (shape.pixels - shape.cells),
        },
      ]),
    },
    {
      name: "tied weights",
      expects: "All rows share the same weights: as many different numbers as the kernel has cells.",
      phase: "visible",
      run: fact("tied", shape => shape.cells, [
        {
          says: "The 0 is counted too. It is no weight: nothing is learned there.",
          gives: shape => shape.cells + 1,
        },
        {
          says: "The rows hold the same weights again and again: they are tied. Count each of them once.",
          gives: shape => shape.places * shape.cells,
        },
        {
          says: "There is more than one weight: the whole kernel stands in each row.",
          gives: () => 1,
        },
      ]),
    },
    {
      name: "rank",
      expects: "No row can be put together from the others, so the rank is the number of rows.",
      phase: "visible",
      run: fact("rank", shape => shape.places, [
        {
          says: "That is the number of different weights. Rows that share weights are not equal: each has them at other pixels.",
          gives: shape => shape.cells,
        },
        {
          says: "A rank is never larger than the number of rows, and there are fewer rows than columns.",
          gives: shape => shape.pixels,
        },
        {
          says: "Rank 1 would mean that each row is a multiple of one row. Here each row is moved: the first weight of each stands where all later rows have 0.",
          gives: () => 1,
        },
      ]),
    },
  ],
  hints: [
    "Take a small case, `correlationMatrix([2, 3], [[5, 6]])`, print it and count.",
    "Rows: places. Columns: pixels. Each row: the kernel's weights and zeros.",
    "For the rank look at the first weight of each row, from the last row upwards: no later row has anything at that pixel. So no row is a sum of later ones.",
  ],
});

interface Shape {
  readonly width: number;
  readonly pixels: number;
  readonly cells: number;
  readonly down: number;
  readonly across: number;
  readonly places: number;
}

/** A check of one fact, with slips that depend on the shape. */
function fact(
  name: Fact,
  right: (shape: Shape) => number,
  slips: readonly {readonly says: string; readonly gives: (shape: Shape) => number}[],
): (context: CheckContext) => Promise<void> {
  return async ({answer, given}) => {
    const facts = readFields(await answer.value(), "matrixFacts", FACTS);
    const shape = shapeOf(given);
    const what = `matrixFacts.${name}`;
    requireNumber(readNumber(facts[name], what), right(shape), {
      what,
      slips: slips.map(({says, gives}): Slip => ({says, gives: () => gives(shape)})),
    });
  };
}

function shapeOf(given: Given): Shape {
  const of = (name: string) => readNumber(given[name], `shape.${name}`);
  const [height, width, rows, columns] = [of("height"), of("width"), of("rows"), of("columns")];
  const [down, across] = [height - rows + 1, width - columns + 1];
  return {
    width,
    pixels: height * width,
    cells: rows * columns,
    down,
    across,
    places: down * across,
  };
}
