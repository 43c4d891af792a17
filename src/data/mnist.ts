import {ImageSet} from "./imageSet.js";
import {readShipped, shippedSplit} from "./shipped.js";

/**
 * Loads real handwritten digits: the balanced part of MNIST that ships with kernelbook. No network.
 *
 * @param split  `train` (10,000 images, 1,000 of each digit) or `test` (2,000 images, 200 of each).
 * @returns Images of 28 x 28 pixels with the labels 0 to 9; each block of ten images holds every digit once.
 * @throws {RangeError} When a file is not the one that shipped; it names the file and both checksums.
 * @source LeCun, Bottou, Bengio, Haffner (1998), doi:10.1109/5.726791; `datasets/README.md`.
 */
export async function loadMnist(split: "train" | "test"): Promise<ImageSet> {
  if (split !== "train" && split !== "test") {
    throw new RangeError(`loadMnist: split must be "train" or "test", got ${JSON.stringify(split)}`);
  }
  const entry = await shippedSplit("mnist", split);
  const [images, labels] = await Promise.all([readShipped(entry.images), readShipped(entry.labels)]);
  return new ImageSet(images, labels);
}
