import type {Mistake} from "../../src/exercise/mistake.js";

type Grid = number[][];
/** What becomes of one window: its corner in the image, the largest pixel's place in it, and its slope. */
interface Seen {
  readonly image: Grid;
  readonly size: number;
  readonly top: number;
  readonly left: number;
  readonly best: readonly [number, number];
  readonly slope: number;
}

/** A backward pass that differs in what each window does to the result. */
function backward(
  send: (result: Grid, seen: Seen) => void,
): (image: Grid, size: number, stride: number, slopes: Grid) => Grid {
  return (image, size, stride, slopes) => {
    const result = image.map(row => row.map(() => 0));
    slopes.forEach((row, y) => {
      row.forEach((slope, x) => {
        const [top, left] = [y * stride, x * stride];
        send(result, {image, size, top, left, best: find(image, size, top, left, 1), slope});
      });
    });
    return result;
  };
}

/** Where the largest pixel of a window is, or with `sign` -1 the smallest. */
function find(image: Grid, size: number, top: number, left: number, sign: number): readonly [number, number] {
  let best: readonly [number, number] = [0, 0];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      if (sign * image[top + i][left + j] > sign * image[top + best[0]][left + best[1]]) best = [i, j];
    }
  }
  return best;
}

export const mistakes: readonly Mistake[] = [
  {
    name: "counts the maximiser's place from the window's corner",
    answer: backward((result, {best, slope}) => {
      result[best[0]][best[1]] += slope;
    }),
    fails: "four windows by hand",
    says: /counted from the window's corner/,
  },
  {
    name: "overwrites the slope of an earlier window",
    answer: backward((result, {top, left, best, slope}) => {
      result[top + best[0]][left + best[1]] = slope;
    }),
    fails: "overlapping windows",
    says: /They add up/,
  },
  {
    name: "shares the slope as mean pooling does",
    answer: backward((result, {size, top, left, slope}) => {
      for (let n = 0; n < size * size; n++) {
        result[top + Math.floor(n / size)][left + (n % size)] += slope / (size * size);
      }
    }),
    fails: "one window by hand",
    says: /backward pass of mean pooling/,
  },
  {
    name: "gives every pixel of the window the whole slope",
    answer: backward((result, {size, top, left, slope}) => {
      for (let n = 0; n < size * size; n++) result[top + Math.floor(n / size)][left + (n % size)] += slope;
    }),
    fails: "one window by hand",
    says: /Only the largest one does/,
  },
  {
    name: "multiplies by the pixel",
    answer: backward((result, {image, top, left, best, slope}) => {
      result[top + best[0]][left + best[1]] += slope * image[top + best[0]][left + best[1]];
    }),
    fails: "one window by hand",
    says: /multiplied by the pixels/,
  },
  {
    name: "sends the slope to the smallest pixel",
    answer: backward((result, {image, size, top, left, slope}) => {
      const [i, j] = find(image, size, top, left, -1);
      result[top + i][left + j] += slope;
    }),
    fails: "one window by hand",
    says: /smallest pixels/,
  },
  {
    name: "returns one slope for each window",
    answer: (_image: Grid, _size: number, _stride: number, slopes: Grid) => slopes,
    fails: "one window by hand",
    says: /must be 2 rows of 2, but it is 1 row of 1/,
  },
];
