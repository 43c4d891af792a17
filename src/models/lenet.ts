import type * as TF from "@tensorflow/tfjs";
import {requireInteger} from "../core/check.js";

export interface LenetOptions {
  /** Height, width and channels of an image; `[28, 28, 1]` unless given. Height and width at least 12. */
  readonly inputShape?: readonly [height: number, width: number, channels: number];
  /** Classes, labels 0 to `classes - 1`; 10 unless given. */
  readonly classes?: number;
  /** Decides the weights: layer n draws them with `seed + n`; 1 unless given. */
  readonly seed?: number;
}

/**
 * LeNet-5 as it is taught today: two convolutions with tanh, each followed by 2 x 2 averages, then three dense layers. For MNIST
 * 61,706 weights. The original subsamples with weights of its own, connects its second convolution in part and ends in radial units.
 *
 * @param options  Input, classes, seed.
 * @returns A model that is not compiled yet; its output are probabilities, `[batch, classes]`.
 * @throws {TypeError | RangeError} When a size makes no network.
 * @source LeCun et al. (1998), "Gradient-based learning applied to document recognition", section II.B.
 */
export async function buildLenet(options: LenetOptions = {}): Promise<TF.Sequential> {
  const {inputShape = [28, 28, 1], classes = 10, seed = 1} = options;
  const [height, width, channels] = inputShape;
  requireInteger("buildLenet", "inputShape height", height, 12);
  requireInteger("buildLenet", "inputShape width", width, 12);
  requireInteger("buildLenet", "inputShape channels", channels, 1);
  requireInteger("buildLenet", "classes", classes, 1);
  const {layers, initializers, sequential} = await import("@tensorflow/tfjs");
  const weights = (layer: number) => ({
    kernelInitializer: initializers.glorotUniform({seed: seed + layer}),
  });
  return sequential({
    layers: [
      layers.conv2d({
        inputShape: [height, width, channels],
        filters: 6,
        kernelSize: 5,
        padding: "same",
        activation: "tanh",
        ...weights(0),
      }), // [n, 28, 28, 6]
      layers.averagePooling2d({poolSize: 2}), // [n, 14, 14, 6]
      layers.conv2d({filters: 16, kernelSize: 5, activation: "tanh", ...weights(1)}), // [n, 10, 10, 16]
      layers.averagePooling2d({poolSize: 2}), // [n, 5, 5, 16]
      layers.flatten(), // [n, 400]
      layers.dense({units: 120, activation: "tanh", ...weights(2)}),
      layers.dense({units: 84, activation: "tanh", ...weights(3)}),
      layers.dense({units: classes, activation: "softmax", ...weights(4)}),
    ],
  });
}
