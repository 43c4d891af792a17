import {Random} from "../../src/core/random.js";
import {clutteredScene} from "../../src/data/generated/clutteredScene.js";
import type {Mistake} from "../../src/exercise/mistake.js";
import {pixelCorrelations} from "./pixelDistance.js";

const DISTANCES = [1, 6, 13];
const photo = clutteredScene("disc", new Random(747), {background: 1});

const [near, some, far] = pixelCorrelations;

/** Correlation of two lists; what is wrong lies in the lists. */
function pearson(left: number[], right: number[], means = true): number {
  const off = (values: number[]) => {
    const mean = means ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
    return values.map(value => value - mean);
  };
  const [a, b] = [off(left), off(right)];
  const dot = (p: number[], q: number[]) => p.reduce((sum, value, n) => sum + value * q[n], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

const across = (distance: number, rows = photo) =>
  [rows.flatMap(row => row.slice(0, -distance)), rows.flatMap(row => row.slice(distance))] as const;

export const mistakes: readonly Mistake[] = [
  {
    name: "compares pixels above each other",
    answer: DISTANCES.map(distance =>
      pearson(
        ...across(
          distance,
          photo[0].map((_, x) => photo.map(row => row[x])),
        ),
      ),
    ),
    fails: "next to each other",
    says: /The pairs lie in one row/,
  },
  {
    name: "slides along the flattened picture",
    answer: DISTANCES.map(distance =>
      pearson(photo.flat().slice(0, -distance), photo.flat().slice(distance)),
    ),
    fails: "next to each other",
    says: /run over the end of a row/,
  },
  {
    name: "forgets to take the means off",
    answer: DISTANCES.map(distance => pearson(...across(distance), false)),
    fails: "next to each other",
    says: /means are not taken off/,
  },
  {
    name: "squares the correlation",
    answer: pixelCorrelations.map(value => value ** 2),
    fails: "next to each other",
    says: /the square of the correlation/,
  },
  {
    name: "is one pixel short at the larger distances",
    answer: [near, pearson(...across(DISTANCES[1] - 1)), pearson(...across(DISTANCES[2] - 1))],
    fails: "a few pixels apart",
    says: /a distance one less/,
  },
  {
    name: "looks at the first row only",
    answer: [near, some, pearson(...across(DISTANCES[2], photo.slice(0, 1)))],
    fails: "far apart",
    says: /first row only/,
  },
  {
    name: "divides by nothing",
    answer: [near * 2000, some * 2000, far * 2000],
    fails: "next to each other",
    says: /Divide by both standard deviations/,
  },
];
