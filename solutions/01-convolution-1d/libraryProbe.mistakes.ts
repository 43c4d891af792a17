import type {Mistake} from "../../src/exercise/mistake.js";

export const mistakes: readonly Mistake[] = [
  {
    name: "believes the name",
    answer: {signal: [0, 0, 1, 0, 0], kernel: [1, 2, 3], output: [1, 2, 3], is: "convolution"},
    fails: "what the library gives",
    says: /what its name promises/,
  },
  {
    name: "reads the right numbers and believes the name",
    answer: {signal: [0, 0, 1, 0, 0], kernel: [1, 2, 3], output: [3, 2, 1], is: "convolution"},
    fails: "what the probe says",
    says: /Your own numbers say otherwise/,
  },
  {
    name: "probes with a symmetric kernel",
    answer: {signal: [1, 5, 2, 7], kernel: [1, 2, 1], output: [13, 16], is: "correlation"},
    fails: "a probe that can tell",
    says: /the same from both ends/,
  },
  {
    name: "probes with a flat signal",
    answer: {signal: [1, 1, 1, 1], kernel: [1, 2, 3], output: [6, 6], is: "correlation"},
    fails: "a probe that can tell",
    says: /not flat/,
  },
  {
    name: "lets the library add zeros",
    answer: {signal: [0, 0, 1, 0, 0], kernel: [1, 2, 3], output: [0, 3, 2, 1, 0], is: "correlation"},
    fails: "what the library gives",
    says: /Ask for "valid"/,
  },
  {
    name: "makes the kernel longer than the signal",
    answer: {signal: [1], kernel: [1, 2, 3], output: [1], is: "correlation"},
    fails: "a kernel on a signal",
    says: /must fit on the signal/,
  },
  {
    name: "answers with a word only",
    answer: "correlation",
    fails: "a kernel on a signal",
    says: /must be an object \{signal, kernel, output, is\}, but it is a text/,
  },
];
