import {pointwiseConv} from "../../src/conv/pointwiseConv.js";
import {NdArray} from "../../src/core/ndArray.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import {type CheckContext, defineExercise} from "../../src/exercise/exercise.js";
import {integerGrid, integers} from "../../src/exercise/inputs.js";
import {isList, type Value} from "../../src/exercise/value.js";
import {callText} from "../../src/exercise/valueText.js";
import {dense} from "../../src/nn/dense.js";
import {randomVolume, type Volume} from "./volumes.js";

const TRIALS = 20;

export const exercise = defineExercise({
  id: "l05-pointwise",
  lesson: 5,
  kind: "prop",
  points: 2,
  title: "A dense layer at every pixel",
  prompt:
    "A 1 x 1 convolution looks at no neighbour: at every pixel the same dense layer mixes the channels. Write `myPointwise(x, w, b)` for a volume " +
    "`x[y][x][c]`, weights `w[c][k]` and biases `b[k]`; the result is `[height][width][filters]`. Do not call the library's convolution.",
  answer: "myPointwise",
  type: "(x: number[][][], w: number[][], b: number[]) => number[][][]",
  imports: ["NotAttempted", "NdArray", "dense", "matmul"],
  uses: ["l05-conv-volume"],
  forbids: [
    {name: "pointwiseConv", why: "the mixing is the exercise"},
    {name: "convVolume", why: "the mixing is the exercise"},
  ],
  checks: [
    {
      name: "mixed by hand",
      expects: "Number k of a pixel is b[k] plus the sum of w[c][k] * x[y][x][c] over its channels.",
      run: async ({answer}) =>
        agreeOn(
          answer,
          [
            [
              [1, 2],
              [0, 3],
              [-1, 1],
            ],
          ],
          [
            [10, 1],
            [5, -1],
          ],
          [100, 200],
        ),
    },
    {
      name: "more or fewer channels",
      expects: "The depth that comes out is the number of filters, whatever the depth that comes in.",
      run: async ({answer, random}) => {
        for (const [channels, filters] of [
          [3, 1],
          [1, 3],
          [2, 4],
          [4, 2],
        ] as const) {
          await agreeOn(
            answer,
            randomVolume(random, 2, 3, channels),
            integerGrid(random, channels, filters),
            integers(random, filters),
          );
        }
      },
    },
    {
      name: "the dense layer of each pixel",
      expects: "What comes out at a pixel is what a dense layer gives for the list of its channels.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const [channels, filters] = [random.integer(1, 6), random.integer(1, 6)];
          const x = randomVolume(random, random.integer(1, 5), random.integer(1, 6), channels);
          const [w, b] = [integerGrid(random, channels, filters), integers(random, filters)];
          const [pixels, weights, biases] = [x.flat(), w, b].map(part => NdArray.fromNested(part));
          const expected = dense(pixels, weights, biases)
            .reshape([x.length, x[0].length, filters])
            .toNested();
          requireAgreement(await answer.call(x, w, b), expected, {
            call: callText("myPointwise", x, w, b),
            slips: slips(x, w, b),
          });
        }
      },
    },
    {
      name: "pixels keep to themselves",
      expects:
        "Exchanging two rows of the volume exchanges the same rows of the result and changes nothing else.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const x = randomVolume(random, 4, random.integer(2, 5), 3);
          const [w, b] = [integerGrid(random, 3, 2), integers(random, 2)];
          const order = random.shuffle([0, 1, 2, 3]);
          const plain = rowsOf(await answer.call(x, w, b));
          const mixed = order.map(y => x[y]);
          requireAgreement(
            await answer.call(mixed, w, b),
            order.map(y => plain[y]),
            {call: callText("myPointwise", mixed, w, b)},
          );
        }
      },
    },
  ],
  hints: [
    "Two `map`s walk over the pixels: `x.map(row => row.map(pixel => ...))`. What is left is one dense layer for one list of numbers.",
    "For filter k: start with b[k], add w[c][k] * pixel[c] for every channel c.",
    "`b.map((bias, k) => pixel.reduce((sum, level, c) => sum + w[c][k] * level, bias))`.",
  ],
});

function rowsOf(value: Value): readonly Value[] {
  return isList(value) ? value : [];
}

async function agreeOn(answer: CheckContext["answer"], x: Volume, w: number[][], b: number[]): Promise<void> {
  requireAgreement(await answer.call(x, w, b), mixed(x, w, b), {
    call: callText("myPointwise", x, w, b),
    slips: slips(x, w, b),
  });
}

/** The library's result. */
function mixed(x: Volume, w: number[][], b: number[]): Value {
  const [volume, weights, biases] = [x, w, b].map(part => NdArray.fromNested(part));
  return pointwiseConv(volume, weights, biases).toNested();
}

function slips(x: Volume, w: number[][], b: number[]): Slip[] {
  const channels = w.length;
  return [
    {
      says: "The biases are missing.",
      gives: () =>
        mixed(
          x,
          w,
          b.map(() => 0),
        ),
    },
    {
      says: "The bias is added once for each channel. It comes once, to the sum over all channels.",
      gives: () =>
        mixed(
          x,
          w,
          b.map(bias => bias * channels),
        ),
    },
    {
      says: "Rows and columns of the weights are exchanged: w[c][k] leads from channel c to filter k.",
      gives: () => {
        if (channels !== b.length) return undefined;
        return mixed(
          x,
          w[0].map((_, k) => w.map(row => row[k])),
          b,
        );
      },
    },
    {
      says: "The products are not summed over the channels: only the last one is left.",
      gives: () =>
        mixed(
          x,
          w.map((row, c) => row.map(weight => (c === channels - 1 ? weight : 0))),
          b,
        ),
    },
    {
      says: "Only channel 0 is read.",
      gives: () =>
        mixed(
          x,
          w.map((row, c) => row.map(weight => (c === 0 ? weight : 0))),
          b,
        ),
    },
    {
      says: "The sum is divided by the number of channels. A layer sums; the weights may average.",
      gives: () =>
        mixed(
          x,
          w.map(row => row.map(weight => weight / channels)),
          b,
        ),
    },
    {
      says: "Negative sums are cut off at 0. The layer's sum has no activation yet.",
      gives: () =>
        (mixed(x, w, b) as Volume).map(row => row.map(pixel => pixel.map(sum => Math.max(0, sum)))),
    },
  ];
}
