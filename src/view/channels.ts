import {brief} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import type {Rows} from "./tile.js";

/**
 * The channels of a volume, each as rows of numbers.
 *
 * @param name  What the volume is to the caller.
 * @param volume  [height, width, channels].
 * @throws {TypeError} When it has other axes, or no numbers.
 */
export function channelsOf(where: string, name: string, volume: unknown): Rows[] {
  if (!(volume instanceof NdArray) || volume.shape.length !== 3 || volume.data.length === 0)
    throw new TypeError(
      `${where}: ${name} must be an NdArray [height, width, channels], got ${volume instanceof NdArray ? `shape [${volume.shape}]` : brief(volume)}`,
    );
  const [height, width, channels] = volume.shape;
  return Array.from({length: channels}, (_, c) =>
    Array.from({length: height}, (_, y) =>
      Array.from({length: width}, (_, x) => volume.data[(y * width + x) * channels + c]),
    ),
  );
}
