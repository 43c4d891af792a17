import type {Mistake} from "../../src/exercise/mistake.js";
import {im2colWork} from "./im2colGrowth.js";

const PLACES = 56 * 56;
const TAPS = 5 * 5 * 32;

export const mistakes: readonly Mistake[] = [
  {
    name: "counts one map",
    answer: {...im2colWork, loops: PLACES * TAPS},
    fails: "multiplications of the loops",
    says: /That is one map/,
  },
  {
    name: "forgets the channels",
    answer: {...im2colWork, loops: PLACES * 25 * 24},
    fails: "multiplications of the loops",
    says: /channels are missing: a filter multiplies/,
  },
  {
    name: "counts weights and not products",
    answer: {...im2colWork, loops: TAPS * 24},
    fails: "multiplications of the loops",
    says: /Those are the parameters/,
  },
  {
    name: "believes that the product multiplies less",
    answer: {...im2colWork, product: PLACES * 24},
    fails: "multiplications of the product",
    says: /a sum of many products/,
  },
  {
    name: "measures the volume that comes out",
    answer: {...im2colWork, volume: PLACES * 24},
    fails: "numbers in the volume",
    says: /The one that comes in/,
  },
  {
    name: "believes that im2col only moves pixels",
    answer: {...im2colWork, matrix: PLACES * 32},
    fails: "numbers in the matrix",
    says: /copied as often as windows cover them/,
  },
  {
    name: "lets the matrix grow as the kernel's side",
    answer: {...im2colWork, growth: 2},
    fails: "growth with the kernel",
    says: /twice as many rows and twice as many columns/,
  },
  {
    name: "lets the places grow with the kernel",
    answer: {...im2colWork, growth: 16},
    fails: "growth with the kernel",
    says: /as many places as before/,
  },
];
