import type {NdArray} from "../core/ndArray.js";
import {channelsOf} from "./channels.js";
import {drawGrid, type GridOptions} from "./drawGrid.js";
import type {Picture} from "./picture.js";
import {flat} from "./tile.js";

/**
 * Every map of a layer's output side by side, in one span of colours, so that a weak map looks weak. A map that is 0
 * everywhere says so: it is the sign of a unit that has died, or of a pattern that is not in the picture.
 *
 * @param volume  [height, width, channels].
 * @param options  Layout, colours, title; names of the maps, their numbers unless given.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 * @throws {TypeError} When the volume has other axes.
 *
 * @example
 * String(featureMaps(NdArray.fromNested([[[1, 0], [3, 0]]]))) // => "2 maps. 0: 1 x 2 pixels, values 1 to 3; 1 (all 0): 1 x 2 pixels, values 0 to 0"
 */
export function featureMaps(volume: NdArray, options: GridOptions = {}): Picture {
  const maps = channelsOf("featureMaps", "volume", volume);
  const {labels = []} = options;
  if (labels.length > maps.length)
    throw new RangeError(
      `featureMaps: labels must be at most one for each map, got ${labels.length} for ${maps.length}`,
    );
  const named = maps.map((rows, n) => {
    const dead = flat(rows).every(value => value === 0);
    return {name: `${labels[n] ?? n}${dead ? " (all 0)" : ""}`, rows};
  });
  return drawGrid("featureMaps", "map", named, options);
}
