import type {Mistake} from "../../src/exercise/mistake.js";

type Volume = number[][][];
type Filters = number[][][][];

interface Way {
  /** The filter's part at one cell of the window and one channel. */
  readonly weight?: (w: Filters, i: number, j: number, c: number, k: number) => number;
  readonly bias?: (b: number[], k: number, channels: number, cells: number) => number;
  readonly pixel?: (x: Volume, y: number, column: number) => number[] | undefined;
  readonly stride?: (stride: number) => number;
  readonly pad?: (pad: number) => number;
}

/** A wrong answer that differs in one thing only. */
function convolve(way: Way): (x: Volume, w: Filters, b: number[], stride: number, pad: number) => Volume {
  const {weight = (w, i, j, c, k) => w[i][j][c][k], bias = (b, k) => b[k]} = way;
  const {pixel = (x, y, column) => x[y]?.[column]} = way;
  return (x, w, b, givenStride, givenPad) => {
    const stride = (way.stride ?? (n => n))(givenStride);
    const pad = (way.pad ?? (n => n))(givenPad);
    const places = (length: number, window: number) => Math.floor((length + 2 * pad - window) / stride) + 1;
    const channels = x[0][0].length;
    return Array.from({length: places(x.length, w.length)}, (_, y) =>
      Array.from({length: places(x[0].length, w[0].length)}, (_, column) =>
        b.map((_, k) => {
          let sum = bias(b, k, channels, w.length * w[0].length);
          for (let i = 0; i < w.length; i++) {
            for (let j = 0; j < w[0].length; j++) {
              const under = pixel(x, y * stride - pad + i, column * stride - pad + j) ?? [];
              for (let c = 0; c < under.length; c++) sum += weight(w, i, j, c, k) * under[c];
            }
          }
          return sum;
        }),
      ),
    );
  };
}

const within = (n: number, length: number) => Math.min(Math.max(n, 0), length - 1);

export const mistakes: readonly Mistake[] = [
  {
    name: "adds the bias once per channel",
    answer: convolve({bias: (b, k, channels) => b[k] * channels}),
    fails: "sums worked by hand",
    says: /once for each channel/,
  },
  {
    name: "forgets the bias",
    answer: convolve({bias: () => 0}),
    fails: "sums worked by hand",
    says: /biases are missing/,
  },
  {
    name: "shares one slice of the filter across the channels",
    answer: convolve({weight: (w, i, j, _, k) => w[i][j][0][k]}),
    fails: "sums worked by hand",
    says: /slice of channel 0 is used for all/,
  },
  {
    name: "reads the first channel only",
    answer: convolve({weight: (w, i, j, c, k) => (c === 0 ? w[i][j][c][k] : 0)}),
    fails: "sums worked by hand",
    says: /Only channel 0 is read/,
  },
  {
    name: "flips the filters",
    answer: convolve({weight: (w, i, j, c, k) => w[w.length - 1 - i][w[0].length - 1 - j][c][k]}),
    fails: "sums worked by hand",
    says: /turned by half a turn/,
  },
  {
    name: "swaps i and j",
    answer: convolve({weight: (w, i, j, c, k) => w[j]?.[i]?.[c][k] ?? 0}),
    fails: "sums worked by hand",
    says: /i belongs to y, j to x/,
  },
  {
    name: "adds the first bias to every map",
    answer: convolve({bias: b => b[0]}),
    fails: "a bias for each filter",
    says: /b\[k\] belongs to filter k/,
  },
  {
    name: "uses the first filter for every map",
    answer: convolve({weight: (w, i, j, c) => w[i][j][c][0]}),
    fails: "a bias for each filter",
    says: /those of the first filter/,
  },
  {
    name: "moves by one pixel whatever the stride",
    answer: convolve({stride: () => 1}),
    fails: "steps",
    says: /`stride` pixels further/,
  },
  {
    name: "does not pad",
    answer: convolve({pad: () => 0}),
    fails: "padding",
    says: /padding is missing/,
  },
  {
    name: "pads with the edge's pixels",
    answer: convolve({
      pixel: (x, y, column) => x[within(y, x.length)][within(column, x[0].length)],
    }),
    fails: "padding",
    says: /repeats the edge's pixels/,
  },
  {
    name: "throws where the window hangs over the edge",
    answer: convolve({pixel: (x, y, column) => x[y][column]}),
    fails: "padding",
    says: /^It threw TypeError/,
  },
];
