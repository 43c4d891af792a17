import {sobelKernel} from "../../src/conv/kernels.js";
import type {Mistake} from "../../src/exercise/mistake.js";

const [RIGHT, DOWN] = [sobelKernel("x"), sobelKernel("y")];

function mix(right: number, down: number): number[][] {
  return RIGHT.map((row, i) => row.map((weight, j) => right * weight + down * DOWN[i][j]));
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

export const mistakes: readonly Mistake[] = [
  {
    name: "lets y grow upwards",
    answer: (degrees: number) => mix(Math.cos(radians(degrees)), Math.sin(radians(degrees))),
    fails: "bright side up",
    says: /y grows downwards/,
  },
  {
    name: "is positive on the dark side",
    answer: (degrees: number) => mix(-Math.cos(radians(degrees)), Math.sin(radians(degrees))),
    fails: "bright side right",
    says: /opposite side/,
  },
  {
    name: "exchanges sine and cosine",
    answer: (degrees: number) => mix(Math.sin(radians(degrees)), -Math.cos(radians(degrees))),
    fails: "bright side right",
    says: /Sine and cosine are exchanged/,
  },
  {
    name: "feeds degrees to Math.cos",
    answer: (degrees: number) => mix(Math.cos(degrees), -Math.sin(degrees)),
    fails: "bright side up",
    says: /radians/,
  },
  {
    name: "sums to one",
    answer: (degrees: number) => {
      const kernel = mix(Math.cos(radians(degrees)), -Math.sin(radians(degrees)));
      kernel[1][1] += 1;
      return kernel;
    },
    fails: "nothing on a flat picture",
    says: /must give 0, but it gives 1/,
  },
  {
    name: "knows the four main directions only",
    answer: (degrees: number) => {
      const nearest = radians(Math.round(degrees / 90) * 90);
      return mix(Math.cos(nearest), -Math.sin(nearest));
    },
    fails: "random directions",
    says: /^Asked for \d+ degrees, the kernel answers most to an edge whose bright side lies at (0|90|180|270) degrees/,
  },
  {
    name: "returns one row of nine",
    answer: (degrees: number) => [mix(Math.cos(radians(degrees)), -Math.sin(radians(degrees))).flat()],
    fails: "three rows of three numbers",
    says: /must have 3 rows of 3, but it has 1 of 9/,
  },
];
