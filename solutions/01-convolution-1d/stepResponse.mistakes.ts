import type {Mistake} from "../../src/exercise/mistake.js";

export const mistakes: readonly Mistake[] = [
  {
    name: "has the sign of convolution",
    answer: [0, 0, 0, 7, 7, 0, 0, 0],
    fails: "where the step is, and its sign",
    says: /the sums of convolution/,
  },
  {
    name: "sees the step from one place",
    answer: [0, 0, 0, 0, -7, 0, 0, 0],
    fails: "where the step is, and its sign",
    says: /from one place only/,
  },
  {
    name: "gives one number for each sample",
    answer: [0, 0, 0, 0, -7, -7, 0, 0, 0, 0],
    fails: "one number for each place",
    says: /two places fewer than samples/,
  },
  {
    name: "counts one place too few",
    answer: [0, 0, 0, -7, -7, 0, 0],
    fails: "one number for each place",
    says: /three weights fit on 10 samples, but there are 7/,
  },
  {
    name: "is one place late",
    answer: [0, 0, 0, 0, -7, -7, 0, 0],
    fails: "where the step is, and its sign",
    says: /one place too late/,
  },
  {
    name: "is one place early",
    answer: [0, 0, -7, -7, 0, 0, 0, 0],
    fails: "where the step is, and its sign",
    says: /one place too early/,
  },
  {
    name: "expects the signal to come through",
    answer: [3, 3, 3, 3, 10, 10, 10, 10],
    fails: "where the step is, and its sign",
    says: /the signal itself/,
  },
];
