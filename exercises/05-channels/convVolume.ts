import {convVolume} from "../../src/conv/convVolume.js";
import {NdArray} from "../../src/core/ndArray.js";
import type {NestedNumbers} from "../../src/core/shapes.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise} from "../../src/exercise/exercise.js";
import {integers} from "../../src/exercise/inputs.js";
import {callText} from "../../src/exercise/valueText.js";
import {type Layer, padded, randomLayer} from "./volumes.js";

const TRIALS = 20;

const HAND: Layer = {
  x: [
    [
      [1, 2],
      [0, 1],
      [3, 0],
    ],
    [
      [2, 2],
      [1, 0],
      [0, 4],
    ],
  ],
  w: [
    [
      [[1], [10]],
      [[2], [0]],
    ],
    [
      [[0], [1]],
      [[-1], [3]],
    ],
  ],
  b: [100],
  stride: 1,
  pad: 0,
};

export const exercise = defineExercise({
  id: "l05-conv-volume",
  lesson: 5,
  kind: "prop",
  points: 4,
  title: "Convolve a volume",
  prompt:
    "Write `myConvVolume(x, w, b, stride, pad)`: the layer's sums for a volume `x[y][x][c]`, filters `w[i][j][c][k]` and biases `b[k]`. Each filter " +
    "reaches through all channels under its window, adds up all products, then its bias, once. The window moves in steps of `stride`, with " +
    "`pad` pixels of 0 on every edge. Return `[height][width][filters]`. Do not flip the filters, and do not call the library's convolution.",
  answer: "myConvVolume",
  type: "(x: number[][][], w: number[][][][], b: number[], stride: number, pad: number) => number[][][]",
  imports: ["NotAttempted", "outputSize"],
  forbids: [
    {name: "convVolume", why: "the loops are the exercise"},
    {name: "convByMatrix", why: "the loops are the exercise"},
    {name: "conv2d", why: "the loops are the exercise"},
  ],
  checks: [
    {
      name: "sums worked by hand",
      expects:
        "Each number is b[k] plus the sum of w[i][j][c][k] * x[y + i][x + j][c] over the window's cells and all channels.",
      run: async ({answer}) => agreeOn(answer, HAND),
    },
    {
      name: "a bias for each filter",
      expects:
        "A filter's bias is added once to each of its sums, however many channels and cells there are.",
      run: async ({answer, random}) => {
        const layer = randomLayer(random, {
          height: 3,
          width: 4,
          channels: 3,
          rows: 2,
          columns: 2,
          filters: 2,
        });
        await agreeOn(answer, {...layer, b: [7, -20]});
      },
    },
    {
      name: "more filters, more maps",
      expects: "Each filter gives one map: the depth of the result is the number of filters.",
      run: async ({answer, random}) => {
        for (const filters of [1, 2, 5]) {
          await agreeOn(
            answer,
            randomLayer(random, {height: 3, width: 5, channels: 2, rows: 2, columns: 3, filters}),
          );
        }
      },
    },
    {
      name: "steps",
      expects:
        "Place (y, x) of the result belongs to the window at y * stride, x * stride; what is left over is not used.",
      run: async ({answer, random}) => {
        for (const [stride, height, width] of [
          [2, 6, 7],
          [3, 5, 9],
        ] as const) {
          const layer = randomLayer(random, {height, width, channels: 2, rows: 2, columns: 3, filters: 2});
          await agreeOn(answer, {...layer, stride});
        }
      },
    },
    {
      name: "padding",
      expects: "Padding puts zeros around every channel: windows that hang over the edge see them.",
      run: async ({answer, random}) => {
        for (const [pad, stride] of [
          [1, 1],
          [2, 1],
          [1, 2],
          [2, 3],
        ] as const) {
          const layer = randomLayer(random, {
            height: 3,
            width: 4,
            channels: 2,
            rows: 3,
            columns: 2,
            filters: 2,
          });
          await agreeOn(answer, {...layer, pad, stride});
        }
      },
    },
    {
      name: "random layers",
      expects: "The rule is the same for every volume, filter, step and padding.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const [rows, columns] = [random.integer(1, 4), random.integer(1, 4)];
          const layer = randomLayer(random, {
            height: rows + random.integer(0, 4),
            width: columns + random.integer(1, 5),
            channels: random.integer(1, 5),
            rows,
            columns,
            filters: random.integer(1, 4),
          });
          await agreeOn(answer, {...layer, stride: random.integer(1, 4), pad: random.integer(0, 3)});
        }
      },
    },
    {
      name: "no weights, bias alone",
      expects: "Where all weights are 0, every number of a map is the filter's bias.",
      run: async ({answer, random}) => {
        const layer = randomLayer(random, {
          height: 4,
          width: 5,
          channels: 2,
          rows: 2,
          columns: 2,
          filters: 3,
        });
        const w = layer.w.map(row => row.map(cell => cell.map(taps => taps.map(() => 0))));
        await agreeOn(answer, {...layer, w, b: integers(random, 3)});
      },
    },
  ],
  hints: [
    "Six loops: y and x choose a place of the result, k a filter; i, j and c walk over what lies under it.",
    "The result has outputSize(x.length, w.length, {stride, padding: pad}) rows. Start each number with `let sum = b[k]`.",
    "The pixel under w[i][j][c] is x[y * stride + i - pad][x * stride + j - pad][c]. Where that lies outside it is padding: it adds nothing.",
  ],
});

async function agreeOn(answer: CheckContext["answer"], layer: Layer): Promise<void> {
  const {x, w, b, stride, pad} = layer;
  requireAgreement(await answer.call(x, w, b, stride, pad), convolved(layer), {
    call: callText("myConvVolume", x, w, b, stride, pad),
    slips: slips(layer),
  });
}

/** The library's result. */
function convolved({x, w, b, stride, pad}: Layer): NestedNumbers {
  const [volume, filters, biases] = [x, w, b].map(part => NdArray.fromNested(part));
  return convVolume(volume, filters, biases, {strides: stride, padding: pad}).toNested();
}

function slips(layer: Layer): Slip[] {
  const {x, w, b, stride, pad} = layer;
  const [rows, columns, channels] = [w.length, w[0].length, w[0][0].length];
  const withFilters = (weight: (i: number, j: number, c: number, k: number) => number) => () =>
    convolved({
      ...layer,
      w: w.map((row, i) =>
        row.map((cell, j) => cell.map((taps, c) => taps.map((_, k) => weight(i, j, c, k)))),
      ),
    });
  const withBiases = (bias: (own: number) => number) => () => convolved({...layer, b: b.map(bias)});
  return [
    {says: "The biases are missing.", gives: withBiases(() => 0)},
    {
      says: "The bias is added once for each channel. Sum the products of all channels first, then add it once.",
      gives: withBiases(own => own * channels),
    },
    {
      says: "The bias is added with every product. It comes once, after all of them.",
      gives: withBiases(own => own * channels * rows * columns),
    },
    {
      says: "Every filter gets the first one's bias: b[k] belongs to filter k.",
      gives: withBiases(() => b[0]),
    },
    {
      says: "The slice of channel 0 is used for all channels. A filter has weights of its own on each: w[i][j][c][k].",
      gives: withFilters((i, j, _, k) => w[i][j][0][k]),
    },
    {
      says: "Only channel 0 is read. A filter reaches through all channels.",
      gives: withFilters((i, j, c, k) => (c === 0 ? w[i][j][c][k] : 0)),
    },
    {
      says: "The last channel overwrites the others: sum over all of them.",
      gives: withFilters((i, j, c, k) => (c === channels - 1 ? w[i][j][c][k] : 0)),
    },
    {
      says: "All maps are those of the first filter: the weight is w[i][j][c][k].",
      gives: withFilters((i, j, c) => w[i][j][c][0]),
    },
    {
      says: "The filters are turned by half a turn. A layer lays them on as they are.",
      gives: withFilters((i, j, c, k) => w[rows - 1 - i][columns - 1 - j][c][k]),
    },
    {
      says: "Rows and columns of the filters are exchanged: i belongs to y, j to x.",
      gives: withFilters((i, j, c, k) => w[j]?.[i]?.[c][k] ?? 0),
    },
    {
      says: "The padding is missing: `pad` zeros belong on every edge.",
      gives: () => (fits(layer, 0) ? convolved({...layer, pad: 0}) : undefined),
    },
    {
      says: "The padding repeats the edge's pixels. It is made of zeros.",
      gives: () => convolved({...layer, x: padded(x, pad), pad: 0}),
    },
    {
      says: "The window moves by one pixel each time. The next place is `stride` pixels further.",
      gives: () => (stride > 1 ? convolved({...layer, stride: 1}) : undefined),
    },
  ];
}

function fits({x, w}: Layer, pad: number): boolean {
  return w.length <= x.length + 2 * pad && w[0].length <= x[0].length + 2 * pad;
}
