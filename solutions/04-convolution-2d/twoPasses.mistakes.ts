import {correlate1d} from "../../src/conv/correlate1d.js";
import {transpose} from "../../src/conv/separate.js";
import type {Mistake} from "../../src/exercise/mistake.js";

const along = (image: number[][], weights: number[]) => image.map(line => correlate1d(line, weights));
const down = (image: number[][], weights: number[]) => transpose(along(transpose(image), weights));

export const mistakes: readonly Mistake[] = [
  {
    name: "makes the first pass only",
    answer: (image: number[][], _column: number[], row: number[]) => along(image, row),
    fails: "a pass down the columns",
    says: /Only the pass along the rows/,
  },
  {
    name: "makes the second pass on the image",
    answer: (image: number[][], column: number[], row: number[]) => {
      along(image, row);
      return down(image, column);
    },
    fails: "a pass along the rows",
    says: /Only the pass down the columns/,
  },
  {
    name: "exchanges column and row",
    answer: (image: number[][], column: number[], row: number[]) => down(along(image, column), row),
    fails: "a pass along the rows",
    says: /have changed places/,
  },
  {
    name: "forgets to transpose back",
    answer: (image: number[][], column: number[], row: number[]) =>
      along(transpose(along(image, row)), column),
    fails: "a pass along the rows",
    says: /still transposed/,
  },
  {
    name: "adds the two passes",
    answer: (image: number[][], column: number[], row: number[]) => {
      const [a, b] = [along(image, row), down(image, column)];
      return a.slice(0, b.length).map((line, y) => line.map((value, x) => (value + b[y][x]) / 2));
    },
    fails: "a pass along the rows",
    says: /must be/,
  },
  {
    name: "reverses the weights",
    answer: (image: number[][], column: number[], row: number[]) =>
      down(along(image, [...row].reverse()), [...column].reverse()),
    fails: "a pass along the rows",
    says: /from the last to the first/,
  },
  {
    name: "averages once more",
    answer: (image: number[][], column: number[], row: number[]) =>
      down(along(image, row), column).map(line => line.map(sum => sum / (column.length * row.length))),
    fails: "a pass along the rows",
    says: /carry the division already/,
  },
];
