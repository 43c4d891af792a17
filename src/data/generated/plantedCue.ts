import {requireInteger} from "../../core/check.js";
import type {Random} from "../../core/random.js";

/** A picture in which only one small spot tells the class. */
export interface PlantedCue {
  /** Grey levels about 0 to 1, [size, size]. */
  readonly image: number[][];
  /** The class: which of the two patterns was planted. */
  readonly label: 0 | 1;
  /** Row and column of the cue's top left pixel. */
  readonly place: readonly [number, number];
}

/** Side of the cue in pixels. */
export const CUE_SIZE = 4;

/**
 * Noise with a cue of 4 x 4 pixels in it: for class 0 two standing bars, for class 1 two lying ones, equally bright. What a map of
 * importance lights up can be held against the place.
 *
 * @param label  0 or 1.
 * @param random  Decides the noise and the place.
 * @param options  `size`: side in pixels, 20 unless given.
 * @throws {RangeError} When the picture is too small or there is no such class.
 *
 * @example
 * const {image, place: [top, left]} = plantedCue(0, new Random(1));
 * image[top].slice(left, left + 4) // => [1, 0, 1, 0]
 */
export function plantedCue(
  label: number,
  random: Random,
  options: {readonly size?: number} = {},
): PlantedCue {
  const {size = 20} = options;
  requireInteger("plantedCue", "size", size, CUE_SIZE);
  if (label !== 0 && label !== 1) throw new RangeError(`plantedCue: label must be 0 or 1, got ${label}`);
  const image = Array.from({length: size}, () =>
    Array.from({length: size}, () => 0.5 + random.uniform(-0.25, 0.25)),
  );
  const place = [random.integer(0, size - CUE_SIZE + 1), random.integer(0, size - CUE_SIZE + 1)] as const;
  for (let i = 0; i < CUE_SIZE; i++)
    for (let j = 0; j < CUE_SIZE; j++)
      image[place[0] + i][place[1] + j] = (label === 0 ? j : i) % 2 === 0 ? 1 : 0;
  return {image, label, place};
}
