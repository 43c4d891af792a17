import type {Random} from "../../src/core/random.js";
import {integers} from "../../src/exercise/inputs.js";

/** Channels of pixels of rows: `image[y][x][c]`. */
export type Image = number[][][];

/** The order that the lesson asks for: rows, pixels, channels. */
export function flatten(image: Image): number[] {
  return image.flat(2);
}

/** The inverse of `flatten`. */
export function unflatten(vector: readonly number[], height: number, width: number, channels: number): Image {
  return grid(height, width, channels, (y, x, c) => vector[(y * width + x) * channels + c]);
}

/** A picture from a rule. */
export function grid(
  height: number,
  width: number,
  channels: number,
  level: (y: number, x: number, c: number) => number,
): Image {
  return Array.from({length: height}, (_, y) =>
    Array.from({length: width}, (_, x) => Array.from({length: channels}, (_, c) => level(y, x, c))),
  );
}

/** Rows and columns exchanged. */
export function transposed(image: Image): Image {
  return image[0].map((_, x) => image.map(row => row[x]));
}

/** Channels first: `planes(image)[c][y][x]`. */
export function planes(image: Image): number[][][] {
  return image[0][0].map((_, c) => image.map(row => row.map(pixel => pixel[c])));
}

/** Random integers, low <= n < high. */
export function randomImage(
  random: Random,
  height: number,
  width: number,
  channels: number,
  low = -9,
  high = 10,
): Image {
  return Array.from({length: height}, () =>
    Array.from({length: width}, () => integers(random, channels, low, high)),
  );
}
