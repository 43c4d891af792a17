import type {Mistake} from "../../src/exercise/mistake.js";
import {matrixFacts} from "./matrixFacts.js";

const {rows, columns} = matrixFacts;

export const mistakes: readonly Mistake[] = [
  {
    name: "turns the matrix over",
    answer: {...matrixFacts, rows: columns, columns: rows},
    fails: "rows",
    says: /That is the number of pixels/,
  },
  {
    name: "drops the last place on each axis",
    answer: {...matrixFacts, rows: 5 * 10},
    fails: "rows",
    says: /n - k \+ 1 places/,
  },
  {
    name: "gives a row the kernel's length",
    answer: {...matrixFacts, columns: 6},
    fails: "columns",
    says: /the kernel and many zeros/,
  },
  {
    name: "fills the matrix as a dense layer does",
    answer: {...matrixFacts, weights: rows * columns},
    fails: "cells that are not 0",
    says: /as in a dense layer/,
  },
  {
    name: "counts tied weights as often as they stand there",
    answer: {...matrixFacts, tied: rows * 6},
    fails: "tied weights",
    says: /Count each of them once/,
  },
  {
    name: "takes 0 for a weight",
    answer: {...matrixFacts, tied: 7},
    fails: "tied weights",
    says: /It is no weight/,
  },
  {
    name: "takes the number of weights for the rank",
    answer: {...matrixFacts, rank: 6},
    fails: "rank",
    says: /Rows that share weights are not equal/,
  },
  {
    name: "takes rows with the same weights for multiples of one row",
    answer: {...matrixFacts, rank: 1},
    fails: "rank",
    says: /each row is moved/,
  },
];
