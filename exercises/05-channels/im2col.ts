import {convVolume} from "../../src/conv/convVolume.js";
import {im2col} from "../../src/conv/im2col.js";
import {NdArray} from "../../src/core/ndArray.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise} from "../../src/exercise/exercise.js";
import {readGrid} from "../../src/exercise/read.js";
import {callText} from "../../src/exercise/valueText.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";
import {randomLayer, randomVolume, type Volume} from "./volumes.js";

const TRIALS = 20;

/** What is under the window at each place, in the order that `cells` chooses. */
interface Windows {
  readonly x: Volume;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

export const exercise = defineExercise({
  id: "l05-im2col",
  lesson: 5,
  kind: "prop",
  points: 3,
  title: "Windows as rows of a matrix",
  prompt:
    "Write `myIm2col(x, rows, columns, stride)`: for each place of a window of `rows` x `columns` on the volume `x[y][x][c]`, in steps of `stride` and without " +
    "padding, one row that holds everything under the window. Places come row by row; in a matrix row the window's cells come row by row, and the " +
    "channels of a cell side by side: the order of filters `w[i][j][c][k]`. This matrix times the filters as a matrix is the convolution.",
  answer: "myIm2col",
  type: "(x: number[][][], rows: number, columns: number, stride: number) => number[][]",
  imports: ["NotAttempted", "outputSize"],
  forbids: [{name: "im2col", why: "the loops are the exercise"}],
  checks: [
    {
      name: "windows written out by hand",
      expects:
        "Each row of the matrix is one window: its cells row by row, the channels of a cell side by side.",
      run: async ({answer}) =>
        agreeOn(answer, {
          x: [
            [
              [1, 10],
              [2, 20],
              [3, 30],
            ],
            [
              [4, 40],
              [5, 50],
              [6, 60],
            ],
          ],
          rows: 2,
          columns: 2,
          stride: 1,
        }),
    },
    {
      name: "a row for each place",
      expects: "As many rows as places, and in each as many numbers as lie under the window.",
      run: async ({answer, random}) => {
        for (const [height, width, channels, rows, columns] of [
          [4, 6, 1, 2, 3],
          [5, 3, 2, 3, 1],
          [2, 2, 3, 2, 2],
        ] as const) {
          const x = randomVolume(random, height, width, channels);
          const matrix = readGrid(await answer.call(x, rows, columns, 1), "The matrix");
          const size = [(height - rows + 1) * (width - columns + 1), rows * columns * channels];
          if (matrix.length === size[0] && matrix[0].length === size[1]) continue;
          throw new WrongAnswer(
            `A ${rows} x ${columns} window on ${height} x ${width} x ${channels} has ${size[0]} places with ${size[1]} numbers each, but the matrix has ${matrix.length} rows of ${matrix[0].length}.`,
            {
              call: callText("myIm2col", x, rows, columns, 1),
              expected: `${size[0]} rows of ${size[1]}`,
              got: `${matrix.length} rows of ${matrix[0].length}`,
            },
          );
        }
      },
    },
    {
      name: "steps",
      expects:
        "In steps of `stride` the next window lies `stride` pixels further; pixels that are left over are not used.",
      run: async ({answer, random}) => {
        for (const [height, width, stride] of [
          [5, 6, 2],
          [4, 8, 3],
        ] as const) {
          await agreeOn(answer, {x: randomVolume(random, height, width, 2), rows: 2, columns: 1, stride});
        }
      },
    },
    {
      name: "random volumes",
      expects: "The order is the same for every volume, window and step.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const [rows, columns] = [random.integer(1, 4), random.integer(1, 4)];
          const [height, width] = [rows + random.integer(0, 4), columns + random.integer(1, 5)];
          await agreeOn(answer, {
            x: randomVolume(random, height, width, random.integer(1, 5)),
            rows,
            columns,
            stride: random.integer(1, 4),
          });
        }
      },
    },
    {
      name: "times the filters",
      expects: "The matrix times the filters, flattened in the same order, gives what the loops give.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const layer = randomLayer(random, {
            height: random.integer(3, 6),
            width: random.integer(4, 8),
            channels: random.integer(2, 4),
            rows: 2,
            columns: 3,
            filters: 2,
          });
          const matrix = readGrid(await answer.call(layer.x, 2, 3, 1), "The matrix");
          const weights = layer.w.flat(2); // [rows * columns * channels][filters]
          const product = matrix.map(row =>
            [0, 1].map(k => row.reduce((sum, value, n) => sum + value * (weights[n]?.[k] ?? 0), 0)),
          );
          const loops = convVolume(NdArray.fromNested(layer.x), NdArray.fromNested(layer.w));
          const [height, width] = loops.shape;
          requireAgreement(product, loops.reshape([height * width, 2]).toNested(), {
            call: `${callText("myIm2col", layer.x, 2, 3, 1)} times the filters`,
          });
        }
      },
    },
  ],
  hints: [
    "Two loops choose the place (y, x); each place starts an empty row. Three loops inside walk over i, j and c and push.",
    "The number to push is x[y * stride + i][x * stride + j][c]; `row.push(...x[...][...])` pushes all channels of a pixel at once.",
    "There are outputSize(x.length, rows, {stride}) places down and outputSize(x[0].length, columns, {stride}) across.",
  ],
});

async function agreeOn(answer: CheckContext["answer"], windows: Windows): Promise<void> {
  const {x, rows, columns, stride} = windows;
  const right = im2col(NdArray.fromNested(x), [rows, columns], {strides: stride}).toNested() as number[][];
  requireAgreement(await answer.call(x, rows, columns, stride), right, {
    call: callText("myIm2col", x, rows, columns, stride),
    slips: slips(windows, right),
  });
}

function slips({x, rows, columns, stride}: Windows, right: number[][]): Slip[] {
  const channels = x[0][0].length;
  const across = Math.floor((x[0].length - columns) / stride) + 1;
  const down = right.length / across;
  /** The rows with their numbers in another order. */
  const ordered = (from: (i: number, j: number, c: number) => number, order: "channels" | "columns") => () =>
    right.map(row => {
      const out: number[] = [];
      if (order === "channels") {
        for (let c = 0; c < channels; c++)
          for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out.push(row[from(i, j, c)]);
      } else {
        for (let j = 0; j < columns; j++)
          for (let i = 0; i < rows; i++) for (let c = 0; c < channels; c++) out.push(row[from(i, j, c)]);
      }
      return out;
    });
  const place = (i: number, j: number, c: number) => (i * columns + j) * channels + c;
  return [
    {
      says: "The numbers of a row come channel by channel. The filters' order is w[i][j][c][k]: channels change fastest, so the product would meet the wrong weights.",
      gives: ordered(place, "channels"),
    },
    {
      says: "The window's cells come column by column. Row by row is the order of the filters: i is the outer loop, j the inner one.",
      gives: ordered(place, "columns"),
    },
    {
      says: "The matrix is turned over: each place has a row here, not a column.",
      gives: () => right[0].map((_, n) => right.map(row => row[n])),
    },
    {
      says: "The places come column by column: y is the outer loop.",
      gives: () =>
        Array.from({length: down * across}, (_, n) => right[(n % down) * across + Math.floor(n / down)]),
    },
    {
      says: "The window moves by one pixel each time. The next place is `stride` pixels further.",
      gives: () => (stride > 1 ? im2col(NdArray.fromNested(x), [rows, columns]).toNested() : undefined),
    },
    {
      says: "The last place of each row is missing: the window fits up to and with the right edge.",
      gives: () => right.filter((_, n) => n % across < across - 1),
    },
    {
      says: "Only channel 0 is written. A row holds all channels of what lies under the window.",
      gives: () => right.map(row => row.filter((_, n) => n % channels === 0)),
    },
  ];
}
