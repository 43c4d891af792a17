import {Random} from "../../src/core/random.js";
import {clutteredScene} from "../../src/data/generated/clutteredScene.js";

const probe = {seed: 747, distances: [1, 6, 13]};
const photo = clutteredScene("disc", new Random(probe.seed), {background: 1});

function lessMean(values: number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map(value => value - mean);
}

const dot = (a: number[], b: number[]) => a.reduce((sum, value, n) => sum + value * b[n], 0);

/**
 * Two lists for each distance: every pixel that has a partner to its right, and that partner. Touching pixels are nearly
 * equal, far ones know little of each other. So what is worth learning at first lies close together, and a small window sees it.
 */
export const pixelCorrelations: number[] = probe.distances.map(distance => {
  const left = lessMean(photo.flatMap(row => row.slice(0, -distance)));
  const right = lessMean(photo.flatMap(row => row.slice(distance)));
  return dot(left, right) / Math.sqrt(dot(left, left) * dot(right, right));
});
