import type * as TF from "@tensorflow/tfjs";
import {requireInteger} from "../core/check.js";

export interface ResnetOptions {
  /** Height, width and channels of an image. */
  readonly inputShape?: readonly [height: number, width: number, channels: number];
  /** Classes, labels 0 to `classes - 1`; 10 unless given. */
  readonly classes?: number;
  /** Decides the weights: layer n draws them with `seed + n`; 1 unless given. */
  readonly seed?: number;
}

/** What differs between residual networks. */
export interface ResidualDesign {
  /** The first convolution; `pool` halves the image after it by a maximum over 3 x 3. */
  readonly stem: {readonly filters: number; readonly kernelSize: number; readonly strides: number};
  readonly pool: boolean;
  /** One block each: its filters, and the stride of its first convolution. */
  readonly blocks: readonly (readonly [filters: number, strides: number])[];
}

/** The caller's name for errors, the network's sizes, and its weights' seed. */
type Settings = Required<ResnetOptions> & {readonly where: string};

/**
 * A residual network of basic blocks: stem, blocks, mean over the image, one dense layer with softmax. Convolutions have no bias,
 * because the batch normalization after each of them has one. Where a block changes the shape its shortcut is a 1 x 1 convolution
 * (option B of the paper).
 *
 * @source He et al. (2015), "Deep Residual Learning for Image Recognition", arXiv:1512.03385, section 3.3 and figure 5, left;
 *   weights: He et al. (2015), "Delving Deep into Rectifiers", arXiv:1502.01852.
 */
export async function buildResidualNetwork(
  design: ResidualDesign,
  settings: Settings,
): Promise<TF.LayersModel> {
  const {where, inputShape, classes} = settings;
  for (const [index, name] of ["height", "width", "channels"].entries()) {
    requireInteger(where, `inputShape ${name}`, inputShape[index], 1);
  }
  requireInteger(where, "classes", classes, 1);
  const {input, model, layers, initializers} = await import("@tensorflow/tfjs");
  let {seed} = settings;
  const weights = () => ({kernelInitializer: initializers.heNormal({seed: seed++})});
  const apply = (layer: TF.layers.Layer, x: TF.SymbolicTensor | TF.SymbolicTensor[]) =>
    layer.apply(x) as TF.SymbolicTensor;
  const relu = (x: TF.SymbolicTensor) => apply(layers.activation({activation: "relu"}), x);
  /** Convolution and batch normalization. */
  const conv = (x: TF.SymbolicTensor, filters: number, kernelSize: number, strides: number) => {
    const convolved = layers.conv2d({
      filters,
      kernelSize,
      strides,
      padding: "same",
      useBias: false,
      ...weights(),
    });
    return apply(layers.batchNormalization(), apply(convolved, x));
  };
  const block = (x: TF.SymbolicTensor, filters: number, strides: number) => {
    const inner = relu(conv(x, filters, 3, strides));
    const residual = conv(inner, filters, 3, 1);
    const sameShape = strides === 1 && x.shape[3] === filters;
    const shortcut = sameShape ? x : conv(x, filters, 1, strides);
    return relu(apply(layers.add(), [residual, shortcut]));
  };
  const image = input({shape: [...inputShape]});
  const {stem, pool, blocks} = design;
  let x = relu(conv(image, stem.filters, stem.kernelSize, stem.strides));
  if (pool) x = apply(layers.maxPooling2d({poolSize: 3, strides: 2, padding: "same"}), x);
  for (const [filters, strides] of blocks) x = block(x, filters, strides);
  const feature = apply(layers.globalAveragePooling2d({dataFormat: "channelsLast"}), x);
  const output = apply(layers.dense({units: classes, activation: "softmax", ...weights()}), feature);
  return model({inputs: image, outputs: output});
}
