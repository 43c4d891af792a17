import type {Random} from "../../src/core/random.js";
import {strokeDigit} from "../../src/data/generated/strokeDigit.js";

/** Side of the digits in pixels: a digit is about 10 high, so 3 pixels of paper are left on each side to move into. */
export const SIDE = 16;
/** How far the digits vary in shape; they stay in the middle to within a pixel or so. */
export const VARIETY = 0.7;

export interface Digits {
  readonly images: number[][][];
  readonly labels: number[];
}

/** Digits in the middle of their pictures, 0 to 9 by turns. */
export function centredDigits(count: number, random: Random): Digits {
  const labels = Array.from({length: count}, (_, n) => n % 10);
  return {images: labels.map(label => strokeDigit(label, random, {size: SIDE, variety: VARIETY})), labels};
}

/** The picture moved by whole pixels; paper comes in from the other side. */
export function moved(image: readonly number[][], down: number, right: number): number[][] {
  return image.map((row, y) => row.map((_, x) => image[y - down]?.[x - right] ?? 0));
}

/** Share of equal labels, 0 to 1. */
export function share(found: readonly number[], labels: readonly number[]): number {
  return labels.filter((label, n) => label === found[n]).length / labels.length;
}
