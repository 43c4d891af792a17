import type {Random} from "../../src/core/random.js";
import {integers} from "../../src/exercise/inputs.js";

export type Volume = number[][][];

/** A convolution layer with its input, as plain lists. */
export interface Layer {
  /** `[y][x][c]`. */
  readonly x: Volume;
  /** `[i][j][c][k]`. */
  readonly w: number[][][][];
  readonly b: number[];
  readonly stride: number;
  /** Pixels of 0 on every edge. */
  readonly pad: number;
}

export interface LayerSize {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly rows: number;
  readonly columns: number;
  readonly filters: number;
}

/** Small integers throughout; steps of 1 and no padding. */
export function randomLayer(random: Random, size: LayerSize): Layer {
  const {height, width, channels, rows, columns, filters} = size;
  return {
    x: randomVolume(random, height, width, channels),
    w: Array.from({length: rows}, () => randomVolume(random, columns, channels, filters, -3, 4)),
    b: integers(random, filters),
    stride: 1,
    pad: 0,
  };
}

/** Random integers, low <= n < high, in three levels. */
export function randomVolume(
  random: Random,
  height: number,
  width: number,
  channels: number,
  low = -5,
  high = 6,
): Volume {
  return Array.from({length: height}, () =>
    Array.from({length: width}, () => integers(random, channels, low, high)),
  );
}

/** The volume with its outermost pixels repeated on every edge: not what padding means. */
export function padded(x: Volume, pad: number): Volume {
  const inside = (n: number, length: number) => Math.min(Math.max(n - pad, 0), length - 1);
  return Array.from({length: x.length + 2 * pad}, (_, y) =>
    Array.from(
      {length: x[0].length + 2 * pad},
      (_, column) => x[inside(y, x.length)][inside(column, x[0].length)],
    ),
  );
}
