import type * as TF from "@tensorflow/tfjs";
import {buildResidualNetwork, type ResnetOptions} from "./residualNetwork.js";

/**
 * ResNet-8: the smallest of the residual networks for images of 32 x 32, `6n + 2` layers with `n = 1`: three blocks of 16, 32 and
 * 64 filters. 78,042 trained weights for 10 classes.
 *
 * @param options  Input (`[32, 32, 3]` unless given), classes, seed.
 * @returns A model that is not compiled yet; its output are probabilities, `[batch, classes]`.
 * @throws {TypeError | RangeError} When a size makes no network.
 * @source He et al. (2015), arXiv:1512.03385, section 4.2; here shortcuts that change the shape are 1 x 1 convolutions.
 */
export async function buildResnet8(options: ResnetOptions = {}): Promise<TF.LayersModel> {
  const {inputShape = [32, 32, 3], classes = 10, seed = 1} = options;
  const design = {
    stem: {filters: 16, kernelSize: 3, strides: 1},
    pool: false,
    blocks: [
      [16, 1], // [n, 32, 32, 16]
      [32, 2], // [n, 16, 16, 32]
      [64, 2], // [n, 8, 8, 64]
    ],
  } as const;
  return await buildResidualNetwork(design, {where: "buildResnet8", inputShape, classes, seed});
}
