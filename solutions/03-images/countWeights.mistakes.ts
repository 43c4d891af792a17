import type {Mistake} from "../../src/exercise/mistake.js";

const SMALL = 3072;
const LARGE = 3_000_000;
const LAYER = 300_000_100;

export const mistakes: readonly Mistake[] = [
  {
    name: "counts pixels and not their three numbers",
    answer: [1024, 1_000_000, 100_000_100],
    fails: "one neuron, small picture",
    says: /counts pixels/,
  },
  {
    name: "counts the bias among the weights",
    answer: [SMALL + 1, LARGE + 1, LAYER],
    fails: "one neuron, small picture",
    says: /only the weights are asked for/,
  },
  {
    name: "adds height and width",
    answer: [(32 + 32) * 3, 6000, 600_100],
    fails: "one neuron, small picture",
    says: /multiplied, not added/,
  },
  {
    name: "forgets the channels of the large picture",
    answer: [SMALL, 1_000_000, LAYER],
    fails: "one neuron, large picture",
    says: /A colour pixel is three numbers/,
  },
  {
    name: "leaves the biases out",
    answer: [SMALL, LARGE, 300_000_000],
    fails: "a layer with its biases",
    says: /biases are missing/,
  },
  {
    name: "gives the layer one bias in all",
    answer: [SMALL, LARGE, 300_000_001],
    fails: "a layer with its biases",
    says: /as many as neurons/,
  },
  {
    name: "lets all neurons share one set of weights",
    answer: [SMALL, LARGE, LARGE + 1],
    fails: "a layer with its biases",
    says: /they share nothing/,
  },
  {
    name: "stops after the first two",
    answer: [SMALL, LARGE],
    fails: "one neuron, small picture",
    says: /must be three whole numbers/,
  },
];
