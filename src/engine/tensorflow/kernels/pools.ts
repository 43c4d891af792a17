import type * as TF from "@tensorflow/tfjs";
import {
  type Axis,
  axesOf2d,
  axesOf3d,
  borderOf,
  isNamed,
  origin,
  paddedShape,
  paddings,
} from "./explicitPadding.js";
import type {Attributes, KernelKit} from "./kernelKit.js";

type Shape4 = [number, number, number, number];
type Shape5 = [number, number, number, number, number];

/** The axes of a pool over an image of this shape. */
type AxesOf = (shape: readonly number[], attributes: Attributes) => Axis[];

/**
 * Lets pools have padding by numbers, which the published kernels refuse. The image is padded before, with minus infinity for a
 * maximum; a mean is of the pixels that are there, so windows over the border are scaled.
 */
export function wrapPools(kit: KernelKit): void {
  const {computePool2DInfo, computePool3DInfo} = kit.tf.backend_util;
  wrapFamily(kit, "", (shape, {filterSize, strides, pad, dimRoundingMode}) =>
    axesOf2d(
      computePool2DInfo(
        shape as Shape4,
        filterSize as number,
        strides as number,
        1,
        pad as number,
        dimRoundingMode as "floor",
      ),
    ),
  );
  wrapFamily(kit, "3D", (shape, {filterSize, strides, pad, dimRoundingMode}) =>
    axesOf3d(
      computePool3DInfo(
        shape as Shape5,
        filterSize as number,
        strides as number,
        1,
        pad as number,
        dimRoundingMode as "floor",
      ),
    ),
  );
}

/** The four pools of two or of three axes. */
function wrapFamily({tf, wrap}: KernelKit, suffix: "" | "3D", axesOf: AxesOf): void {
  const valid = (attributes: Attributes) => ({...attributes, pad: "valid", dimRoundingMode: undefined});

  wrap(`MaxPool${suffix}`, published => (inputs, attributes) => {
    if (isNamed(attributes.pad)) return published(inputs, attributes);
    const border = borderOf(axesOf(inputs.x.shape, attributes));
    return tf.tidy(() => {
      const x = tf.pad(inputs.x, paddings(border), Number.NEGATIVE_INFINITY);
      return published({x}, valid(attributes)) as TF.Tensor;
    });
  });

  wrap(`MaxPool${suffix}Grad`, published => (inputs, attributes) => {
    if (isNamed(attributes.pad)) return published(inputs, attributes);
    const {shape} = inputs.input;
    const border = borderOf(axesOf(shape, attributes));
    return tf.tidy(() => {
      const input = tf.pad(inputs.input, paddings(border), Number.NEGATIVE_INFINITY);
      const dx = published({...inputs, input}, valid(attributes)) as TF.Tensor;
      return tf.slice(dx, origin(border), shape);
    });
  });

  wrap(`AvgPool${suffix}`, published => (inputs, attributes) => {
    if (isNamed(attributes.pad)) return published(inputs, attributes);
    const axes = axesOf(inputs.x.shape, attributes);
    return tf.tidy(() => {
      const x = tf.pad(inputs.x, paddings(borderOf(axes)));
      return tf.mul(published({x}, valid(attributes)) as TF.Tensor, scale(tf, axes));
    });
  });

  wrap(`AvgPool${suffix}Grad`, published => (inputs, attributes) => {
    if (isNamed(attributes.pad)) return published(inputs, attributes);
    const {shape} = inputs.input;
    const axes = axesOf(shape, attributes);
    const border = borderOf(axes);
    return tf.tidy(() => {
      const dy = tf.mul(inputs.dy, scale(tf, axes));
      // Only its shape is read.
      const input = {...inputs.input, shape: paddedShape(shape, border)} as TF.Tensor;
      const dx = published({dy, input}, valid(attributes)) as TF.Tensor;
      return tf.slice(dx, origin(border), shape);
    });
  });
}

/** Pixels of a window divided by those of them that lie on the image, for each place: `[1, ...places, 1]`. */
function scale(tf: typeof TF, axes: readonly Axis[]): TF.Tensor {
  const factors = axes.map(axis => {
    const all = Array.from({length: axis.places}, (_, place) => axis.window / inside(axis, place));
    return tf.tensor1d(all);
  });
  // One axis after the other: the product of the factors of all axes at each place.
  const product = factors.reduce((outer, factor) => tf.mul(outer.expandDims(-1), factor));
  return tf.reshape(product, [1, ...axes.map(({places}) => places), 1]);
}

/** How many pixels of a window lie on the axis; 1 where none does, so that nothing is divided by 0. */
function inside({before, length, stride, window}: Axis, place: number): number {
  const start = place * stride - before;
  return Math.max(1, Math.min(start + window, length) - Math.max(start, 0));
}
