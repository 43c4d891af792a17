import {brief, requireInteger} from "../../core/check.js";
import type {Random} from "../../core/random.js";

/** Two drawings of 5 x 5 pixels, `#` for ink: the smallest pictures that two classes can be told apart by. */
const BITMAPS = {
  x: ["#...#", ".#.#.", "..#..", ".#.#.", "#...#"],
  tick: ["....#", "...##", "#..#.", "###..", ".#..."],
} as const;

const SIDE = 5;

/** What a small bitmap shows. */
export type XTick = keyof typeof BITMAPS;

/**
 * A cross or a tick of 5 x 5 pixels on an empty picture.
 *
 * @param shape  `"x"` or `"tick"`.
 * @param options  `size`: side of the picture in pixels, 9 unless given; `at`: row and column of the drawing's top left pixel, in the
 *   middle unless given.
 * @returns 1 for ink, 0 for paper, [size, size].
 * @throws {RangeError} When the drawing does not fit there.
 *
 * @example
 * xTickImage("tick", {size: 5})[3] // => [1, 1, 1, 0, 0]
 */
export function xTickImage(
  shape: XTick,
  options: {readonly size?: number; readonly at?: readonly [number, number]} = {},
): number[][] {
  const {size = 9} = options;
  requireInteger("xTickImage", "size", size, SIDE);
  if (!Object.hasOwn(BITMAPS, shape))
    throw new TypeError(`xTickImage: shape must be "x" or "tick", got ${brief(shape)}`);
  const middle = Math.floor((size - SIDE) / 2);
  const [top, left] = options.at ?? [middle, middle];
  for (const corner of [top, left])
    if (requireInteger("xTickImage", "at", corner, 0) + SIDE > size)
      throw new RangeError(`xTickImage: at must leave ${SIDE} pixels of ${size}, got [${top}, ${left}]`);
  const image = Array.from({length: size}, () => new Array<number>(size).fill(0));
  for (const [i, row] of BITMAPS[shape].entries())
    for (const [j, cell] of Array.from(row).entries()) image[top + i][left + j] = cell === "#" ? 1 : 0;
  return image;
}

/**
 * Crosses and ticks by turns, each moved from the middle by up to `shift` pixels, with some pixels turned over.
 *
 * @param count  Number of pictures.
 * @param random  Decides places and noise.
 * @param options  `size` in pixels, 9 unless given; `shift` in pixels, 0 unless given; `noise`: the share of pixels turned over, 0
 *   unless given.
 * @returns `label` 0 for a cross and 1 for a tick; `image` [size, size].
 *
 * @example
 * xTickSet(3, new Random(1)).map(({label}) => label) // => [0, 1, 0]
 */
export function xTickSet(
  count: number,
  random: Random,
  options: {readonly size?: number; readonly shift?: number; readonly noise?: number} = {},
): {image: number[][]; label: number}[] {
  const {size = 9, shift = 0, noise = 0} = options;
  requireInteger("xTickSet", "count", count, 1);
  requireInteger("xTickSet", "shift", shift, 0);
  const middle = Math.floor((size - SIDE) / 2);
  const corner = () => middle + random.integer(-shift, shift + 1);
  return Array.from({length: count}, (_, n) => {
    const image = xTickImage(n % 2 === 0 ? "x" : "tick", {size, at: [corner(), corner()]});
    return {
      image: image.map(row => row.map(pixel => (random.uniform() < noise ? 1 - pixel : pixel))),
      label: n % 2,
    };
  });
}
