import type {Mistake} from "../../src/exercise/mistake.js";

type Grid = number[][];
/** What one place of the result is made of. */
type Sum = (image: Grid, kernel: Grid, y: number, x: number) => number;

/** A wrong answer that differs in one thing only: the sum at a place, or the number of places. */
function slide(sum: Sum, rows = fitDown, columns = fitAcross): (image: Grid, kernel: Grid) => Grid {
  return (image, kernel) =>
    Array.from({length: rows(image, kernel)}, (_, y) =>
      Array.from({length: columns(image, kernel)}, (_, x) => sum(image, kernel, y, x)),
    );
}

const fitDown = (image: Grid, kernel: Grid) => image.length - kernel.length + 1;
const fitAcross = (image: Grid, kernel: Grid) => image[0].length - kernel[0].length + 1;

/** Sums `weight(i, j)` times the pixel under it; pixels beyond the image count as 0. */
function weighted(
  image: Grid,
  kernel: Grid,
  y: number,
  x: number,
  weight: (i: number, j: number) => number,
): number {
  let sum = 0;
  for (let i = 0; i < kernel.length; i++) {
    for (let j = 0; j < kernel[0].length; j++) sum += weight(i, j) * (image[y + i]?.[x + j] ?? 0);
  }
  return sum;
}

const right: Sum = (image, kernel, y, x) => weighted(image, kernel, y, x, (i, j) => kernel[i][j]);

export const mistakes: readonly Mistake[] = [
  {
    name: "swaps i and j",
    answer: slide((image, kernel, y, x) => weighted(image, kernel, y, x, (i, j) => kernel[j]?.[i] ?? 0)),
    fails: "sums worked by hand",
    says: /rows and columns exchanged/,
  },
  {
    name: "turns the kernel by half a turn, as convolution does",
    answer: slide((image, kernel, y, x) =>
      weighted(image, kernel, y, x, (i, j) => kernel[kernel.length - 1 - i][kernel[0].length - 1 - j]),
    ),
    fails: "sums worked by hand",
    says: /half a turn/,
  },
  {
    name: "flips the kernel upside down only",
    answer: slide((image, kernel, y, x) =>
      weighted(image, kernel, y, x, (i, j) => kernel[kernel.length - 1 - i][j]),
    ),
    fails: "sums worked by hand",
    says: /upside down/,
  },
  {
    name: "flips the kernel left to right only",
    answer: slide((image, kernel, y, x) =>
      weighted(image, kernel, y, x, (i, j) => kernel[i][kernel[0].length - 1 - j]),
    ),
    fails: "sums worked by hand",
    says: /left to right/,
  },
  {
    name: "exchanges height and width of the result",
    answer: slide(right, fitAcross, fitDown),
    fails: "size of an oblong result",
    says: /must give 3 rows of 5, but it gives 5 rows of 3/,
  },
  {
    name: "leaves out the last window",
    answer: slide(
      right,
      (image, kernel) => fitDown(image, kernel) - 1,
      (image, kernel) => fitAcross(image, kernel) - 1,
    ),
    fails: "sums worked by hand",
    says: /must be 2 rows of 2, but it is 1 row of 1/,
  },
  {
    name: "lets the kernel hang over the edge and reads 0 there",
    answer: slide(
      right,
      image => image.length,
      image => image[0].length,
    ),
    fails: "sums worked by hand",
    says: /must be 2 rows of 2, but it is 3 rows of 3/,
  },
  {
    name: "clips negative sums at 0",
    answer: slide((...place) => Math.max(0, right(...place))),
    fails: "keeps negative sums",
    says: /cut off at 0/,
  },
  {
    name: "collects sums in the image's bytes",
    answer: (image: Grid, kernel: Grid) => {
      const sums = slide(right)(image, kernel);
      return ArrayBuffer.isView(image[0]) ? sums.map(row => Uint8Array.from(row)) : sums;
    },
    fails: "sums past 255",
    says: /one byte holds/,
  },
  {
    name: "clamps sums to bytes",
    answer: (image: Grid, kernel: Grid) => {
      const sums = slide(right)(image, kernel);
      return ArrayBuffer.isView(image[0]) ? sums.map(row => Uint8ClampedArray.from(row)) : sums;
    },
    fails: "sums past 255",
    says: /stop at 255/,
  },
  {
    name: "takes the mean in place of the sum",
    answer: slide((image, kernel, y, x) => right(image, kernel, y, x) / (kernel.length * kernel[0].length)),
    fails: "sums worked by hand",
    says: /divided by the number of kernel cells/,
  },
  {
    name: "lets the sum run on from place to place",
    answer: (image: Grid, kernel: Grid) => {
      let total = 0;
      return slide((...place) => (total += right(...place)))(image, kernel);
    },
    fails: "sums worked by hand",
    says: /must start at 0 for every place/,
  },
  {
    name: "works for kernels up to 2 x 2 only",
    answer: slide((image, kernel, y, x) =>
      weighted(image, kernel, y, x, (i, j) => (i < 2 && j < 2 ? kernel[i][j] : 0)),
    ),
    fails: "random oblong images",
    says: /^Entry \[\d+\]\[\d+\] must be/,
  },
];
