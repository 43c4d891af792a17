import {correlate2d} from "../../src/conv/correlate2d.js";
import type {Mistake} from "../../src/exercise/mistake.js";
import {meanByConv} from "./meanByConv.js";

type Grid = number[][];

const sums = (image: Grid, size: number, stride: number, padding: number) =>
  correlate2d(
    image,
    Array.from({length: size}, () => new Array<number>(size).fill(1)),
    {strides: stride, padding},
  );
const divided = (grid: Grid, by: number) => grid.map(row => row.map(sum => sum / by));

export const mistakes: readonly Mistake[] = [
  {
    name: "divides by the window size at the border too",
    answer: (image: Grid, size: number, stride: number, padding: number) =>
      divided(sums(image, size, stride, padding), size * size),
    fails: "a border by hand",
    says: /as if the zeros of the padding were pixels/,
  },
  {
    name: "forgets to divide",
    answer: sums,
    fails: "means worked by hand",
    says: /These are sums/,
  },
  {
    name: "divides by the side of the window",
    answer: (image: Grid, size: number, stride: number, padding: number) =>
      divided(sums(image, size, stride, padding), size),
    fails: "means worked by hand",
    says: /the window's side/,
  },
  {
    name: "leaves out the stride",
    answer: (image: Grid, size: number, _stride: number, padding: number) =>
      meanByConv(image, size, 1, padding),
    fails: "means worked by hand",
    says: /one pixel at a time/,
  },
  {
    name: "moves the window by its own size",
    answer: (image: Grid, size: number, _stride: number, padding: number) =>
      meanByConv(image, size, size, padding),
    fails: "means worked by hand",
    says: /by its own size/,
  },
  {
    name: "leaves out the padding",
    answer: (image: Grid, size: number, stride: number) => meanByConv(image, size, stride, 0),
    fails: "a border by hand",
    says: /padding is left out/,
  },
  {
    name: "passes the stride under a name that the library does not know",
    code: `function meanByConv(image: number[][], size: number, stride: number, padding: number): number[][] {
  const weights = Array.from({length: size}, () => new Array(size).fill(1 / size ** 2));
  const options = {stride, padding};
  return correlate2d(image, weights, options as object);
}`,
    fails: "means worked by hand",
    says: /Pass the step on/,
  },
];
