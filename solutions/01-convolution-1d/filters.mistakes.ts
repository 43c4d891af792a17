import type {Mistake} from "../../src/exercise/mistake.js";

const average = new Array<number>(6).fill(1 / 6);
const difference = [-1, 0, 0, 0, 1];

export const mistakes: readonly Mistake[] = [
  {
    name: "sums instead of averaging",
    answer: {average: [1, 1, 1, 1, 1, 1], difference},
    fails: "the moving average",
    says: /A mean divides by the number of samples/,
  },
  {
    name: "rounds the weights",
    answer: {average: [0.167, 0.167, 0.167, 0.167, 0.167, 0.167], difference},
    fails: "the moving average",
    says: /Write `1 \/ 6`/,
  },
  {
    name: "averages one sample too few",
    answer: {average: new Array<number>(5).fill(1 / 5), difference},
    fails: "the moving average",
    says: /a weight too many or too few: 5/,
  },
  {
    name: "turns the difference round, as for convolution",
    answer: {average, difference: [1, 0, 0, 0, -1]},
    fails: "the difference",
    says: /does not turn the kernel/,
  },
  {
    name: "makes the kernel as long as the gap",
    answer: {average, difference: [-1, 0, 0, 1]},
    fails: "the difference",
    says: /spans gap \+ 1 samples/,
  },
  {
    name: "puts as many zeros between as the gap is wide",
    answer: {average, difference: [-1, 0, 0, 0, 0, 1]},
    fails: "the difference",
    says: /there are `gap - 1` zeros/,
  },
  {
    name: "compares neighbours",
    answer: {average, difference: [-1, 1]},
    fails: "the difference",
    says: /These are neighbours/,
  },
  {
    name: "divides the difference by the gap",
    answer: {average, difference: [-0.25, 0, 0, 0, 0.25]},
    fails: "the difference",
    says: /growth per sample/,
  },
  {
    name: "gives a list of the two",
    answer: [average, difference],
    fails: "the moving average",
    says: /must be an object \{average, difference\}/,
  },
];
