import type * as TF from "@tensorflow/tfjs";
import {axesOf2d, borderOf, isNamed, origin, paddedShape, paddings} from "./explicitPadding.js";
import type {Attributes, Inputs, Kernel, KernelKit} from "./kernelKit.js";

type Shape4 = [number, number, number, number];

/** Kernels over images, and which of their inputs are images. */
const CONVOLUTIONS = [
  "Conv2D",
  "FusedConv2D",
  "Conv2DBackpropInput",
  "Conv2DBackpropFilter",
  "DepthwiseConv2dNative",
  "FusedDepthwiseConv2D",
  "DepthwiseConv2dNativeBackpropInput",
  "DepthwiseConv2dNativeBackpropFilter",
] as const;

/**
 * Lets convolutions have padding by numbers and channels first. The published kernels refuse the former in part, and give TensorFlow
 * the latter's strides in the wrong places. Images are padded or transposed before; for what TensorFlow does itself nothing changes.
 */
export function wrapConvolutions(kit: KernelKit): void {
  for (const name of CONVOLUTIONS) {
    kit.wrap(name, published => {
      const padded = withExplicitPadding(
        kit,
        published,
        name.startsWith("Depthwise") || name.includes("DConv"),
      );
      const any: Kernel = (inputs, attributes) =>
        attributes.dataFormat === "NCHW"
          ? channelsFirst(kit, any, inputs, attributes)
          : padded(inputs, attributes);
      return any;
    });
  }
}

/** Pads the image itself where the padding has no name, and cuts the border off an image's gradient. */
function withExplicitPadding({tf}: KernelKit, published: Kernel, depthwise: boolean): Kernel {
  return (inputs, attributes) => {
    const {pad, strides, dilations, dimRoundingMode, inputShape, filterShape} = attributes;
    if (isNamed(pad)) return published(inputs, attributes);
    const {x, dy, filter} = inputs;
    const imageShape = (inputShape ?? x.shape) as Shape4;
    const info = tf.backend_util.computeConv2DInfo(
      imageShape,
      (filterShape ?? filter.shape) as Shape4,
      strides as number | [number, number],
      (dilations ?? 1) as number | [number, number],
      pad as number | TF.backend_util.ExplicitPadding,
      dimRoundingMode as "floor" | undefined,
      depthwise,
    );
    const border = borderOf(axesOf2d(info));
    const valid = {...attributes, pad: "valid", dimRoundingMode: undefined};
    return tf.tidy(() => {
      if (x !== undefined) return published({...inputs, x: tf.pad(x, paddings(border))}, valid) as TF.Tensor;
      const shape = paddedShape(imageShape, border);
      const dx = published({dy, filter}, {...valid, inputShape: shape}) as TF.Tensor;
      return tf.slice(dx, origin(border), imageShape);
    });
  };
}

/** Computes with channels last. A bias and what follows it are applied behind, where the result has its own order again. */
function channelsFirst(kit: KernelKit, last: Kernel, inputs: Inputs, attributes: Attributes): TF.TensorInfo {
  const {tf, backend} = kit;
  const {x, dy, filter, bias, preluActivationWeights} = inputs;
  const {pad, inputShape, activation, leakyreluAlpha} = attributes;
  const toLast = (image: TF.Tensor) => tf.transpose(image, [0, 2, 3, 1]);
  const plain = {
    ...attributes,
    dataFormat: "NHWC",
    activation: "linear",
    // [[0, 0], [0, 0], [top, bottom], [left, right]]
    pad: Array.isArray(pad) ? [pad[0], pad[2], pad[3], pad[1]] : pad,
    ...(Array.isArray(inputShape) && {inputShape: [0, 2, 3, 1].map(axis => inputShape[axis] as number)}),
  };
  return tf.tidy(() => {
    const images = {...(x && {x: toLast(x)}), ...(dy && {dy: toLast(dy)}), ...(filter && {filter})};
    const result = last(images, plain) as TF.Tensor;
    if (attributes.filterShape !== undefined) return result; // the gradient of a filter is no image
    const image = tf.transpose(result, [0, 3, 1, 2]);
    // One number for each channel stands before height and width here.
    const alongChannels = (values: TF.Tensor | undefined) =>
      values?.rank === 1 ? tf.reshape(values, [-1, 1, 1]) : values;
    const offset = alongChannels(bias);
    const biased = offset ? tf.add(image, offset) : image;
    if (activation === undefined) return biased;
    const slopes = alongChannels(preluActivationWeights);
    return backend.applyActivation(
      biased,
      activation as string,
      slopes,
      leakyreluAlpha as number | undefined,
    );
  });
}
