import type * as TF from "@tensorflow/tfjs";
import {type Loop, replaceCpuKernel, type Values} from "./cpuKernel.js";

/** One axis of a pooling. */
interface Axis {
  readonly input: number;
  readonly output: number;
  readonly window: number;
  readonly stride: number;
  /** Padding before the first pixel. */
  readonly before: number;
}

/** Pixels of one axis that the window at `output` covers, padding left out: from the first to before the last. */
function covered({input, window, stride, before}: Axis, output: number): [number, number] {
  const first = output * stride - before;
  return [Math.max(first, 0), Math.min(first + window, input)];
}

/** Calls `visit` for each output with the pixels of x under its window, all as positions in the data. */
function forEachWindow(
  x: Values,
  axes: readonly Axis[],
  visit: (output: number, pixels: number[]) => void,
): void {
  const [depth, height, width] = axes;
  const [batch, channels] = [x.shape[0], x.shape[x.shape.length - 1]];
  let output = 0;
  for (let n = 0; n < batch; n++)
    for (let d = 0; d < depth.output; d++)
      for (let h = 0; h < height.output; h++)
        for (let w = 0; w < width.output; w++)
          for (let c = 0; c < channels; c++) {
            const [[d0, d1], [h0, h1], [w0, w1]] = [covered(depth, d), covered(height, h), covered(width, w)];
            const pixels: number[] = [];
            for (let z = d0; z < d1; z++)
              for (let y = h0; y < h1; y++)
                for (let u = w0; u < w1; u++)
                  pixels.push((((n * depth.input + z) * height.input + y) * width.input + u) * channels + c);
            visit(output++, pixels);
          }
}

type AxesOf = (shape: readonly number[], attributes: TF.NamedAttrMap) => Axis[];

/** The three axes of a pooling of images, the first of length 1. */
function flatAxes(tf: typeof TF): AxesOf {
  return (shape, {filterSize, strides, pad, dimRoundingMode}) => {
    const info = tf.backend_util.computePool2DInfo(
      shape as [number, number, number, number],
      filterSize as [number, number],
      strides as [number, number],
      1,
      pad as "same",
      dimRoundingMode as "floor" | undefined,
    );
    const {inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth, strideHeight, strideWidth} =
      info;
    const {top, left} = info.padInfo;
    return [
      {input: 1, output: 1, window: 1, stride: 1, before: 0},
      {input: inHeight, output: outHeight, window: filterHeight, stride: strideHeight, before: top},
      {input: inWidth, output: outWidth, window: filterWidth, stride: strideWidth, before: left},
    ];
  };
}

/** The three axes of a pooling of volumes. */
function volumeAxes(tf: typeof TF): AxesOf {
  return (shape, {filterSize, strides, pad, dimRoundingMode}) => {
    const info = tf.backend_util.computePool3DInfo(
      shape as [number, number, number, number, number],
      filterSize as [number, number, number],
      strides as [number, number, number],
      1,
      pad as "same",
      dimRoundingMode as "floor" | undefined,
    );
    const {front, top, left} = info.padInfo;
    const axis = (name: "Depth" | "Height" | "Width", before: number): Axis => ({
      input: info[`in${name}`],
      output: info[`out${name}`],
      window: info[`filter${name}`],
      stride: info[`stride${name}`],
      before,
    });
    return [axis("Depth", front), axis("Height", top), axis("Width", left)];
  };
}

/** Each pixel under a window gets an equal share. The stock kernels count the padding too, which the forward pass does not. */
function averageGradient(axesOf: AxesOf): Loop {
  return ({dy, input}, attributes) => {
    const dx = new Float32Array(input.data.length);
    forEachWindow(input, axesOf(input.shape, attributes), (output, pixels) => {
      for (const pixel of pixels) dx[pixel] += dy.data[output] / pixels.length;
    });
    return {shape: input.shape, data: dx};
  };
}

/** The largest pixel under a window gets everything, the first of equals. The stock kernel mistakes its place in lopsided windows. */
function maximumGradient(axesOf: AxesOf): Loop {
  return ({dy, input}, attributes) => {
    const dx = new Float32Array(input.data.length);
    forEachWindow(input, axesOf(input.shape, attributes), (output, pixels) => {
      if (pixels.length === 0) return;
      const most = pixels.reduce((best, pixel) => (input.data[pixel] > input.data[best] ? pixel : best));
      dx[most] += dy.data[output];
    });
    return {shape: input.shape, data: dx};
  };
}

/** Mends the gradients of pooling that TensorFlow.js 4.22's cpu backend gets wrong. */
export function mendPoolGradients(tf: typeof TF): void {
  replaceCpuKernel(tf, "AvgPoolGrad", averageGradient(flatAxes(tf)));
  replaceCpuKernel(tf, "AvgPool3DGrad", averageGradient(volumeAxes(tf)));
  replaceCpuKernel(tf, "MaxPool3DGrad", maximumGradient(volumeAxes(tf)));
}
