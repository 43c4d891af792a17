import type {Mistake} from "../../src/exercise/mistake.js";

type Volume = number[][][];
type Layer = (pixel: number[], w: number[][], b: number[]) => number[];

/** A wrong answer that is wrong at each pixel in the same way. */
function atEach(layer: Layer): (x: Volume, w: number[][], b: number[]) => Volume {
  return (x, w, b) => x.map(row => row.map(pixel => layer(pixel, w, b)));
}

const sums = (pixel: number[], weight: (c: number, k: number) => number, b: number[]) =>
  b.map((bias, k) => pixel.reduce((sum, level, c) => sum + weight(c, k) * level, bias));

const right: Layer = (pixel, w, b) => sums(pixel, (c, k) => w[c][k], b);

export const mistakes: readonly Mistake[] = [
  {
    name: "reads the weights as w[k][c]",
    answer: atEach((pixel, w, b) => sums(pixel, (c, k) => w[k]?.[c] ?? 0, b)),
    fails: "mixed by hand",
    says: /leads from channel c to filter k/,
  },
  {
    name: "forgets the biases",
    answer: atEach((pixel, w, b) =>
      right(
        pixel,
        w,
        b.map(() => 0),
      ),
    ),
    fails: "mixed by hand",
    says: /biases are missing/,
  },
  {
    name: "adds the bias once per channel",
    answer: atEach((pixel, w, b) =>
      right(
        pixel,
        w,
        b.map(bias => bias * pixel.length),
      ),
    ),
    fails: "mixed by hand",
    says: /once for each channel/,
  },
  {
    name: "overwrites the sum",
    answer: atEach((pixel, w, b) =>
      b.map((bias, k) => bias + w[pixel.length - 1][k] * pixel[pixel.length - 1]),
    ),
    fails: "mixed by hand",
    says: /only the last one is left/,
  },
  {
    name: "cuts negative sums off",
    answer: atEach((pixel, w, b) => right(pixel, w, b).map(sum => Math.max(0, sum))),
    fails: "more or fewer channels",
    says: /no activation yet/,
  },
  {
    name: "makes as many channels as come in",
    answer: atEach((pixel, w, b) =>
      pixel.map((_, k) => pixel.reduce((sum, level, c) => sum + (w[c][k] ?? 0) * level, b[k] ?? 0)),
    ),
    fails: "more or fewer channels",
    says: /must be 3 rows of 1, but it is 3 rows of 3/,
  },
  {
    name: "adds the pixel to the left",
    answer: (x: Volume, w: number[][], b: number[]) =>
      x.map(row =>
        row.map((pixel, column) =>
          right(
            pixel.map((level, c) => level + (row[column - 1]?.[c] ?? 0)),
            w,
            b,
          ),
        ),
      ),
    fails: "mixed by hand",
    says: /^Entry \[0\]\[1\]\[0\] must be/,
  },
];
