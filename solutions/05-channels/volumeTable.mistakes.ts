import type {Mistake} from "../../src/exercise/mistake.js";
import {volumeTable} from "./volumeTable.js";

/** The right table but for one entry. */
function but(row: number, column: number, value: number): number[][] {
  return volumeTable.map((entries, n) =>
    entries.map((entry, m) => (n === row && m === column ? value : entry)),
  );
}

export const mistakes: readonly Mistake[] = [
  {
    name: "pads one edge only",
    answer: but(0, 0, 24 - 7 + 3 + 1),
    fails: "a layer that keeps its size",
    says: /Row 0 .*counts on both edges/,
  },
  {
    name: "keeps the depth that came in",
    answer: but(0, 1, 8),
    fails: "a layer that keeps its size",
    says: /depth that comes out is the number of filters/,
  },
  {
    name: "leaves out the depth in the parameters",
    answer: but(0, 2, 12 * (49 + 1)),
    fails: "a layer that keeps its size",
    says: /depth that comes in is missing/,
  },
  {
    name: "adds a bias for each channel",
    answer: but(1, 2, 16 * (4 + 1) * 3),
    fails: "steps that leave no pixel over",
    says: /one bias, not one for each channel/,
  },
  {
    name: "counts steps in place of places",
    answer: but(0, 0, 23),
    fails: "a layer that keeps its size",
    says: /Row 0 .*: places are one more than steps/,
  },
  {
    name: "counts the padding once where the steps are wide",
    answer: but(1, 0, 13),
    fails: "steps that leave no pixel over",
    says: /either a place is missing .* or the padding/,
  },
  {
    name: "leaves the biases out",
    answer: but(1, 2, 16 * 4 * 3),
    fails: "steps that leave no pixel over",
    says: /biases are missing/,
  },
  {
    name: "rounds up",
    answer: but(2, 0, 13),
    fails: "steps that leave pixels over",
    says: /round down, not up/,
  },
  {
    name: "keeps a part of a place",
    answer: but(2, 0, 12.8),
    fails: "steps that leave pixels over",
    says: /no part of a place/,
  },
  {
    name: "leaves a layer out",
    answer: volumeTable.slice(0, 2),
    fails: "a layer that keeps its size",
    says: /must have 3 rows .* but it has 2 rows/,
  },
];
