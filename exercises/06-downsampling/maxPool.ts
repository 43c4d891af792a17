import {maxPool} from "../../src/conv/maxPool.js";
import {meanPool} from "../../src/conv/meanPool.js";
import {NdArray} from "../../src/core/ndArray.js";
import type {Random} from "../../src/core/random.js";
import {requireAgreement, type Slip} from "../../src/exercise/agree.js";
import type {CheckContext} from "../../src/exercise/exercise.js";
import {defineExercise} from "../../src/exercise/exercise.js";
import {integerGrid} from "../../src/exercise/inputs.js";
import type {Value} from "../../src/exercise/value.js";
import {callText} from "../../src/exercise/valueText.js";

/** Pixels of an image with its channels: [height][width][channels]. */
type Volume = number[][][];
/** What the function is called with. */
type Asked = readonly [volume: Volume, size: number, stride: number, padding: number];

const TRIALS = 24;

const HAND: Volume = [
  [[1], [3], [2], [0]],
  [[4], [2], [1], [5]],
  [[0], [1], [7], [2]],
  [[6], [2], [3], [3]],
];

export const exercise = defineExercise({
  id: "l06-max-pool",
  lesson: 6,
  kind: "prop",
  points: 3,
  title: "Pool a volume",
  prompt:
    "Write `myMaxPool(volume, size, stride, padding)`: slide a window of `size` x `size` pixels over `volume[y][x][channel]` in steps of " +
    "`stride`, and keep the largest pixel under it, each channel apart. `padding` pixels lie on all four sides; they only make room for more " +
    "windows and never win. A place counts where the whole window fits.",
  answer: "myMaxPool",
  type: "(volume: number[][][], size: number, stride: number, padding: number) => number[][][]",
  imports: ["NotAttempted", "NdArray", "correlate2d", "maxPool", "meanPool", "outputSize", "pad2d"],
  forbids: [{name: "maxPool", why: "the loops are the task"}],
  checks: [
    {
      name: "maxima worked by hand",
      phase: "visible",
      expects:
        "Each number of the result is the largest pixel under one window, and windows are `stride` pixels apart.",
      run: async ({answer}) => {
        await agreeOn(answer, [HAND, 2, 2, 0]);
        await agreeOn(answer, [HAND.slice(0, 2), 2, 1, 0]);
      },
    },
    {
      name: "224 becomes 112",
      phase: "visible",
      expects: "Windows of 2 in steps of 2 halve height and width: (224 - 2) / 2 + 1 = 112.",
      run: async ({answer}) => {
        const got = await answer.call(flat(224, 224, 1), 2, 2, 0);
        requireAgreement(got, flat(112, 112, 1), {call: "myMaxPool(volume of 224 x 224 x 1, 2, 2, 0)"});
      },
    },
    {
      name: "size of the result",
      expects:
        "Along each axis there are floor((n + 2 * padding - size) / stride) + 1 places; pixels left over at the end belong to no window.",
      run: async ({answer, random}) => {
        for (const [height, width, size, stride, padding] of [
          [5, 7, 2, 2, 0],
          [7, 4, 3, 2, 0],
          [4, 9, 3, 1, 1],
          [5, 6, 2, 3, 1],
          [4, 1, 1, 2, 0],
          [3 + random.integer(0, 4), 8, 3, 2, 1],
        ] as const) {
          const asked = [flat(height, width, 2), size, stride, padding] as const;
          requireAgreement(await answer.call(...asked), pooled(...asked), {
            call: callText("myMaxPool", ...asked),
            slips: sizeSlips(...asked),
          });
        }
      },
    },
    {
      name: "each channel apart",
      phase: "visible",
      expects:
        "Pooling makes no sum over channels: every channel has its own maxima, and there are as many channels as before.",
      run: async ({answer}) =>
        agreeOn(answer, [
          [
            [
              [1, 8],
              [4, 5],
            ],
            [
              [3, 6],
              [2, 7],
            ],
          ],
          2,
          2,
          0,
        ]),
    },
    {
      name: "negative pixels",
      phase: "visible",
      expects: "Of negative pixels the largest is negative too.",
      run: async ({answer}) =>
        agreeOn(answer, [
          [
            [[-3], [-1]],
            [[-2], [-7]],
          ],
          2,
          2,
          0,
        ]),
    },
    {
      name: "padding never wins",
      phase: "visible",
      expects: "A window that hangs over the edge takes its maximum from the real pixels under it.",
      run: async ({answer}) =>
        agreeOn(answer, [
          [
            [[-3], [-1]],
            [[-2], [-7]],
          ],
          2,
          1,
          1,
        ]),
    },
    {
      name: "random oblong volumes",
      expects: "The rule is the same for every size of volume, window, stride and padding.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) await agreeOn(answer, inputs(random, trial));
      },
    },
    {
      name: "rising functions",
      expects:
        "What is largest stays largest when all pixels are doubled and moved up by one, so the result is doubled and moved up by one.",
      run: async ({answer, random}) => {
        for (let trial = 0; trial < TRIALS; trial++) {
          const [volume, ...rest] = inputs(random, trial);
          const risen = map(volume, pixel => 2 * pixel + 1);
          const expected = map((await answer.call(volume, ...rest)) as Volume, pixel => 2 * pixel + 1);
          requireAgreement(await answer.call(risen, ...rest), expected, {
            call: callText("myMaxPool", risen, ...rest),
          });
        }
      },
    },
  ],
  hints: [
    "Five loops: two choose the place (y, x) of the result, one the channel c, two walk over the window (i, j). Which pixel lies under (i, j)? The window at (y, x) begins at row y * stride - padding.",
    "How many places? `Math.floor((volume.length + 2 * padding - size) / stride) + 1` down, the same with the width across.",
    "Start with `let best = -Infinity`, not 0. Skip what lies beyond the edge: `if (volume[row]?.[column] === undefined) continue;`.",
  ],
});

function pooled(volume: Volume, size: number, stride: number, padding: number): Value {
  return maxPool(NdArray.fromNested(volume), size, {strides: stride, padding}).y.toNested() as Value;
}

async function agreeOn(answer: CheckContext["answer"], asked: Asked): Promise<void> {
  requireAgreement(await answer.call(...asked), pooled(...asked), {
    call: callText("myMaxPool", ...asked),
    slips: [...valueSlips(...asked), ...sizeSlips(...asked)],
  });
}

function inputs(random: Random, trial: number): Asked {
  const size = random.integer(1, 4);
  const extra = trial % 4; // small ones first: the first counter-example is the one shown
  const [height, width] = [size + extra, size + extra + random.integer(1, 4)];
  const channels = random.integer(1, 4);
  return [
    Array.from({length: height}, () => integerGrid(random, width, channels)),
    size,
    random.integer(1, 4),
    random.integer(0, size),
  ];
}

function flat(height: number, width: number, channels: number): Volume {
  return Array.from({length: height}, () =>
    Array.from({length: width}, () => new Array<number>(channels).fill(1)),
  );
}

function map(volume: Volume, change: (pixel: number) => number): Volume {
  return volume.map(row => row.map(pixels => pixels.map(change)));
}

/** Ways to get the wrong maxima. */
function valueSlips(volume: Volume, size: number, stride: number, padding: number): Slip[] {
  const right = () => pooled(volume, size, stride, padding) as Volume;
  const width = volume[0].length + 2 * padding;
  const border = (row: Volume[0]) => [
    ...zeros(padding, volume[0][0].length),
    ...row,
    ...zeros(padding, volume[0][0].length),
  ];
  return [
    {
      says: "The zeros of the padding win over negative pixels. Padding takes no part: leave out what lies beyond the edge.",
      gives: () => {
        if (padding === 0) return undefined;
        const edge = Array.from({length: padding}, () => zeros(width, volume[0][0].length));
        return pooled([...edge, ...volume.map(border), ...edge], size, stride, 0);
      },
    },
    {
      says: "Windows of negative pixels give 0: the search starts at 0. Start it at -Infinity, or at the window's first pixel.",
      gives: () => map(right(), best => Math.max(0, best)),
    },
    {
      says: "These are the smallest pixels under each window, not the largest.",
      gives: () =>
        map(
          pooled(
            map(volume, pixel => -pixel),
            size,
            stride,
            padding,
          ) as Volume,
          best => -best,
        ),
    },
    {
      says: "These are the means of the windows. That is mean pooling; here the largest pixel is kept.",
      gives: () => meanPool(NdArray.fromNested(volume), size, {strides: stride, padding}).toNested() as Value,
    },
    {
      says: "The maximum is taken over all channels together. Each channel is pooled by itself.",
      gives: () => right().map(row => row.map(pixels => pixels.map(() => Math.max(...pixels)))),
    },
  ];
}

/** Ways to get the wrong number of places. */
function sizeSlips(volume: Volume, size: number, stride: number, padding: number): Slip[] {
  const fits = (step: number) => (step >= 1 ? pooled(volume, size, step, padding) : undefined);
  return [
    {
      says: "The window moves by one pixel at a time. It must move by `stride`: row `y * stride + i - padding` of the volume lies under row i of the window.",
      gives: () => (stride === 1 ? undefined : fits(1)),
    },
    {
      says: "The window moves by its own size. It must move by `stride`, which may be another number.",
      gives: () => (stride === size ? undefined : fits(size)),
    },
    {
      says: "The padding is left out: it makes room for windows that begin before the first pixel and end after the last.",
      gives: () => (padding === 0 ? undefined : pooled(volume, size, stride, 0)),
    },
    {
      says: "There is one place too many: a window that does not fit whole is left out (floor, not ceil).",
      gives: () => {
        const over = (length: number) => (length + 2 * padding - size) % stride !== 0;
        const [down, across] = [over(volume.length), over(volume[0].length)];
        if (!down && !across) return undefined;
        const wide = across ? volume.map(row => [...row, ...fill(stride, volume)]) : volume;
        const tall = down
          ? [...wide, ...Array.from({length: stride}, () => fill(wide[0].length, volume))]
          : wide;
        return pooled(tall, size, stride, padding);
      },
    },
  ];
}

function zeros(length: number, channels: number): Volume[0] {
  return Array.from({length}, () => new Array<number>(channels).fill(0));
}

/** Pixels that never win. */
function fill(length: number, volume: Volume): Volume[0] {
  const lowest = Math.min(...volume.flat(2));
  return Array.from({length}, () => volume[0][0].map(() => lowest));
}
