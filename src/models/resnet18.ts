import type * as TF from "@tensorflow/tfjs";
import {buildResidualNetwork, type ResnetOptions} from "./residualNetwork.js";

/**
 * ResNet-18: the smallest of the residual networks for ImageNet, eight blocks of 64 to 512 filters behind a 7 x 7 stem. 11.2
 * million weights for 10 classes.
 *
 * @param options  Input (`[224, 224, 3]` unless given), classes, seed.
 * @returns A model that is not compiled yet; its output are probabilities, `[batch, classes]`.
 * @throws {TypeError | RangeError} When a size makes no network.
 * @source He et al. (2015), arXiv:1512.03385, table 1.
 */
export async function buildResnet18(options: ResnetOptions = {}): Promise<TF.LayersModel> {
  const {inputShape = [224, 224, 3], classes = 10, seed = 1} = options;
  const design = {
    stem: {filters: 64, kernelSize: 7, strides: 2},
    pool: true,
    blocks: [
      [64, 1], // [n, 56, 56, 64]
      [64, 1],
      [128, 2], // [n, 28, 28, 128]
      [128, 1],
      [256, 2], // [n, 14, 14, 256]
      [256, 1],
      [512, 2], // [n, 7, 7, 512]
      [512, 1],
    ],
  } as const;
  return await buildResidualNetwork(design, {where: "buildResnet18", inputShape, classes, seed});
}
