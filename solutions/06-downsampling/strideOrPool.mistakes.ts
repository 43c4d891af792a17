import type {Mistake} from "../../src/exercise/mistake.js";
import {cost} from "./strideOrPool.js";

export const mistakes: readonly Mistake[] = [
  {
    name: "halves one axis only",
    answer: {...cost, strided: cost.strided * 2},
    fails: "multiplications of the strided layer",
    says: /along one axis only/,
  },
  {
    name: "counts one filter",
    answer: {...cost, strided: cost.strided / 96},
    fails: "multiplications of the strided layer",
    says: /one filter's share/,
  },
  {
    name: "forgets the channels that come in",
    answer: {...cost, pooled: cost.pooled / 48},
    fails: "multiplications of the pooled layer",
    says: /for every channel that comes in/,
  },
  {
    name: "lets pooling save the filters work",
    answer: {...cost, pooled: cost.strided, times: 1},
    fails: "multiplications of the pooled layer",
    says: /Pooling comes after the filters/,
  },
  {
    name: "takes half as many places for half the work",
    answer: {...cost, times: 2},
    fails: "how many times as many",
    says: /halve the places down and halve them across/,
  },
  {
    name: "compares four numbers four times",
    answer: {...cost, comparisons: (cost.comparisons / 3) * 4},
    fails: "comparisons of the pooling",
    says: /three comparisons are enough/,
  },
  {
    name: "pools the maps that come in",
    answer: {...cost, comparisons: cost.comparisons / 2},
    fails: "comparisons of the pooling",
    says: /come out of the filters/,
  },
  {
    name: "leaves out the comparisons",
    answer: {strided: cost.strided, pooled: cost.pooled, times: cost.times},
    fails: "comparisons of the pooling",
    says: /cost\.comparisons must be a number, but it is undefined/,
  },
  {
    name: "gives a list",
    answer: [cost.strided, cost.pooled, cost.times, cost.comparisons],
    fails: "multiplications of the strided layer",
    says: /must be \{strided, pooled, times, comparisons\}, but it is a list of 4/,
  },
];
