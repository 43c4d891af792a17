import {correlate2d} from "../../src/conv/correlate2d.js";
import {correlationMatrix} from "../../src/conv/correlationMatrix.js";
import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise} from "../../src/exercise/exercise.js";
import {integerGrid} from "../../src/exercise/inputs.js";
import {readGrid} from "../../src/exercise/read.js";
import {callText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

const TRIALS = 16;

const HAND_KERNEL = [
  [1, 2, 3],
  [4, 5, 6],
];

export const exercise = defineExercise({
  id: "l05-conv-matrix",
  lesson: 5,
  kind: "prop",
  points: 3,
  title: "The matrix behind a kernel",
  prompt:
    "Write `myConvMatrix(height, width, kernel)`: the matrix that does to a flattened image of height x width (row by row) what sliding `kernel` over it " +
    "does, step 1, no padding, kernel not flipped. One row for each place, row by row; one column for each pixel; zeros where a pixel does not lie " +
    "under the kernel.",
  answer: "myConvMatrix",
  type: "(height: number, width: number, kernel: number[][]) => number[][]",
  imports: ["NotAttempted"],
  forbids: [{name: "correlationMatrix", why: "building it is the exercise"}],
  checks: [
    {
      name: "one row of pixels",
      expects:
        "For one row of pixels each row of the matrix is the kernel, one pixel further than in the row above.",
      run: async ({answer}) => agreeOn(answer, 1, 4, [[5, 6]]),
    },
    {
      name: "two rows of pixels",
      expects:
        "The kernel's rows do not touch in a row of the matrix: the pixel below is `width` places further on.",
      run: async ({answer}) => agreeOn(answer, 2, 4, HAND_KERNEL),
    },
    {
      name: "rows and columns",
      expects: "A row for each place of the kernel, a column for each pixel.",
      run: async ({answer, random}) => {
        for (const [height, width, rows, columns] of [
          [3, 5, 2, 2],
          [5, 3, 1, 3],
          [4, 4, 4, 1],
        ] as const) {
          const kernel = integerGrid(random, rows, columns, 1, 9);
          const matrix = readGrid(await answer.call(height, width, kernel), "The matrix");
          const size = [(height - rows + 1) * (width - columns + 1), height * width];
          if (matrix.length === size[0] && matrix[0].length === size[1]) continue;
          throw new WrongAnswer(
            `A ${rows} x ${columns} kernel has ${size[0]} places on ${height} x ${width} pixels: the matrix must have ${size[0]} rows of ${size[1]}, but it has ${matrix.length} rows of ${matrix[0].length}.`,
            {
              call: callText("myConvMatrix", height, width, kernel),
              expected: `${size[0]} rows of ${size[1]}`,
              got: `${matrix.length} rows of ${matrix[0].length}`,
            },
          );
        }
      },
    },
    {
      name: "random kernels",
      expects: "Every row holds the same weights, at the pixels under its place, and zeros elsewhere.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const {height, width, kernel} = oblong(random);
          await agreeOn(answer, height, width, kernel);
        }
      },
    },
    {
      name: "does what sliding does",
      expects:
        "The matrix times the flattened image gives the numbers that sliding the kernel gives, row by row.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const {height, width, kernel} = oblong(random);
          const image = integerGrid(random, height, width);
          const matrix = readGrid(await answer.call(height, width, kernel), "The matrix");
          const pixels = image.flat();
          const product = matrix.map(row =>
            row.reduce((sum, weight, n) => sum + weight * (pixels[n] ?? 0), 0),
          );
          requireAgreement(product, correlate2d(image, kernel).flat(), {
            call: `${callText("myConvMatrix", height, width, kernel)} times ${callText("flatten", image)}`,
          });
        }
      },
    },
  ],
  hints: [
    "Start each row with `new Array(height * width).fill(0)` and write the kernel's weights into it.",
    "Pixel (y, x) of the image stands at y * width + x of the flattened one.",
    "At place (y, x), kernel[i][j] lies on pixel (y + i, x + j): row[(y + i) * width + x + j] = kernel[i][j].",
  ],
});

function oblong(random: Random): {height: number; width: number; kernel: number[][]} {
  const [rows, columns] = random.pick([
    [1, 2],
    [2, 1],
    [2, 3],
    [3, 2],
  ] as const);
  return {
    height: rows + random.integer(0, 3),
    width: columns + random.integer(1, 4),
    kernel: integerGrid(random, rows, columns, 1, 9),
  };
}

async function agreeOn(
  answer: CheckContext["answer"],
  height: number,
  width: number,
  kernel: number[][],
): Promise<void> {
  requireAgreement(await answer.call(height, width, kernel), correlationMatrix([height, width], kernel), {
    call: callText("myConvMatrix", height, width, kernel),
    slips: slips(height, width, kernel),
  });
}

function slips(height: number, width: number, kernel: number[][]): Slip[] {
  const right = () => correlationMatrix([height, width], kernel);
  const [rows, columns] = [kernel.length, kernel[0].length];
  /** The matrix with the weights put elsewhere. */
  const put = (at: (y: number, x: number, i: number, j: number) => number) => () => {
    const matrix: number[][] = [];
    for (let y = 0; y + rows <= height; y++) {
      for (let x = 0; x + columns <= width; x++) {
        const row = new Array<number>(height * width).fill(0);
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            const n = at(y, x, i, j);
            if (n < row.length) row[n] = kernel[i][j];
          }
        }
        matrix.push(row);
      }
    }
    return matrix;
  };
  return [
    {
      says: "The matrix is turned over: rows belong to places, columns to pixels.",
      gives: () => right()[0].map((_, n) => right().map(row => row[n])),
    },
    {
      says: "The kernel is turned by half a turn. Lay it on as it is.",
      gives: () =>
        correlationMatrix(
          [height, width],
          [...kernel].reverse().map(row => [...row].reverse()),
        ),
    },
    {
      says: "The kernel's rows stand side by side. The pixel below is `width` places further on, so zeros lie between them.",
      gives: put((y, x, i, j) => y * width + x + i * columns + j),
    },
    {
      says: "The step from row to row is the height. Row by row, a step down is `width` places.",
      gives: put((y, x, i, j) => (y + i) * height + x + j),
    },
    {
      says: "Each row of the matrix is one pixel further than the last, also at the end of an image row: there the kernel would hang over the edge.",
      gives: put((y, x, i, j) => y * (width - columns + 1) + x + i * width + j),
    },
    {
      says: "The pixels are numbered column by column. Flattened row by row, pixel (y, x) stands at y * width + x.",
      gives: put((y, x, i, j) => (x + j) * height + y + i),
    },
  ];
}
