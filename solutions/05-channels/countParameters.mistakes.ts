import type {Mistake} from "../../src/exercise/mistake.js";

const RIGHT = {filter: 76, shared: 34_944, unshared: 105_705_600};

export const mistakes: readonly Mistake[] = [
  {name: "forgets the bias", answer: {...RIGHT, filter: 75}, fails: "one filter", says: /bias is missing/},
  {
    name: "counts the window on one channel",
    answer: {...RIGHT, filter: 26},
    fails: "one filter",
    says: /reaches through all channels/,
  },
  {
    name: "adds a bias for each channel",
    answer: {...RIGHT, filter: 78},
    fails: "one filter",
    says: /the bias comes once/,
  },
  {
    name: "counts K * F * F without the depth",
    answer: {...RIGHT, shared: 96 * 122},
    fails: "a layer with shared weights",
    says: /depth of the input is missing/,
  },
  {
    name: "gives the whole layer one bias",
    answer: {...RIGHT, shared: 34_849},
    fails: "a layer with shared weights",
    says: /one bias in all/,
  },
  {
    name: "shares nothing where it should",
    answer: {...RIGHT, shared: 105_705_600},
    fails: "a layer with shared weights",
    says: /Shared means: counted once/,
  },
  {
    name: "counts 54 places across",
    answer: {...RIGHT, unshared: 54 * 54 * 34_944},
    fails: "a layer without sharing",
    says: /one place more than steps/,
  },
  {
    name: "forgets the stride",
    answer: {...RIGHT, unshared: 217 * 217 * 34_944},
    fails: "a layer without sharing",
    says: /in steps of 1/,
  },
  {
    name: "shares the biases only",
    answer: {...RIGHT, unshared: 55 * 55 * 96 * 363 + 96},
    fails: "a layer without sharing",
    says: /biases are shared here/,
  },
  {
    name: "is a list",
    answer: [76, 34_944, 105_705_600],
    fails: "one filter",
    says: /must be an object \{filter, shared, unshared\}/,
  },
];
