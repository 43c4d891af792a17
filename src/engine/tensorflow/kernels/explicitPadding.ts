import type * as TF from "@tensorflow/tfjs";

/** One axis of an image over which a window slides. */
export interface Axis {
  /** Pixels of padding that were asked for. */
  readonly before: number;
  readonly after: number;
  readonly length: number;
  /** Places of the window. */
  readonly places: number;
  readonly stride: number;
  /** Pixels of the window, and how far it reaches with its dilation. */
  readonly window: number;
  readonly reach: number;
}

/** Pixels before and after an image, for each of its axes. */
export type Border = readonly (readonly [before: number, after: number])[];

/** Whether TensorFlow knows this padding by name. */
export function isNamed(padding: unknown): boolean {
  return padding === "same" || padding === "valid";
}

/** Height and width of a convolution or a pool, as TensorFlow.js computes them. */
export function axesOf2d(info: TF.backend_util.Conv2DInfo): [Axis, Axis] {
  const {top, bottom, left, right} = info.padInfo;
  return [
    {
      ...{before: top, after: bottom, length: info.inHeight, places: info.outHeight},
      ...{stride: info.strideHeight, window: info.filterHeight, reach: info.effectiveFilterHeight},
    },
    {
      ...{before: left, after: right, length: info.inWidth, places: info.outWidth},
      ...{stride: info.strideWidth, window: info.filterWidth, reach: info.effectiveFilterWidth},
    },
  ];
}

/** Depth, height and width. */
export function axesOf3d(info: TF.backend_util.Conv3DInfo): [Axis, Axis, Axis] {
  const {front, back, top, bottom, left, right} = info.padInfo;
  return [
    {
      ...{before: front, after: back, length: info.inDepth, places: info.outDepth},
      ...{stride: info.strideDepth, window: info.filterDepth, reach: info.effectiveFilterDepth},
    },
    {
      ...{before: top, after: bottom, length: info.inHeight, places: info.outHeight},
      ...{stride: info.strideHeight, window: info.filterHeight, reach: info.effectiveFilterHeight},
    },
    {
      ...{before: left, after: right, length: info.inWidth, places: info.outWidth},
      ...{stride: info.strideWidth, window: info.filterWidth, reach: info.effectiveFilterWidth},
    },
  ];
}

/**
 * The border with which an image, padded before, gives the same without padding. It is wider than was asked for where the last
 * window reaches beyond: outputs were rounded up.
 */
export function borderOf(axes: readonly Axis[]): Border {
  return axes.map(({before, after, length, places, stride, reach}) => {
    const used = (places - 1) * stride + reach;
    return [before, Math.max(after, used - length - before)];
  });
}

/** As `tf.pad` takes it, for `[batch, ...axes, channels]`. */
export function paddings(border: Border): [number, number][] {
  return [[0, 0], ...border.map(([before, after]): [number, number] => [before, after]), [0, 0]];
}

/** The shape of a padded image. */
export function paddedShape(shape: readonly number[], border: Border): number[] {
  const around = paddings(border);
  return shape.map((length, axis) => around[axis][0] + length + around[axis][1]);
}

/** Where the image begins in the padded one, as `tf.slice` takes it. */
export function origin(border: Border): number[] {
  return paddings(border).map(([before]) => before);
}
