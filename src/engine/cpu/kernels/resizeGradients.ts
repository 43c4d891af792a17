import type * as TF from "@tensorflow/tfjs";
import {type Loop, replaceCpuKernel} from "./cpuKernel.js";

/** Pixels of one axis that an output pixel was made of, and their weights. */
type Mix = readonly (readonly [pixel: number, weight: number])[];
type Mixer = (output: number, inputs: number, outputs: number, attributes: TF.NamedAttrMap) => Mix;

/** Input pixels from one output pixel to the next. */
function scaleOf(inputs: number, outputs: number, alignCorners: boolean): number {
  return alignCorners && outputs > 1 ? (inputs - 1) / (outputs - 1) : inputs / outputs;
}

const within = (pixel: number, inputs: number) => Math.min(Math.max(pixel, 0), inputs - 1);

const bilinear: Mixer = (output, inputs, outputs, {alignCorners, halfPixelCenters}) => {
  const scale = scaleOf(inputs, outputs, alignCorners === true);
  const place = Math.max(0, halfPixelCenters === true ? (output + 0.5) * scale - 0.5 : output * scale);
  const first = Math.floor(place);
  const share = place - first;
  return [
    [within(first, inputs), 1 - share],
    [within(first + 1, inputs), share],
  ];
};

const nearest: Mixer = (output, inputs, outputs, {alignCorners, halfPixelCenters}) => {
  const scale = scaleOf(inputs, outputs, alignCorners === true);
  const place = halfPixelCenters === true ? (output + 0.5) * scale : output * scale;
  return [[within(alignCorners === true ? Math.round(place) : Math.floor(place), inputs), 1]];
};

/** Each output pixel hands its gradient back to the pixels that it was made of. */
function resizeGradient(mixer: Mixer): Loop {
  return ({dy, images}, attributes) => {
    const {shape} = images;
    const [batch, height, width, channels] = shape;
    const [, rows, columns] = dy.shape;
    const dx = new Float32Array(images.data.length);
    for (let n = 0; n < batch; n++)
      for (let i = 0; i < rows; i++)
        for (let j = 0; j < columns; j++)
          for (const [y, tall] of mixer(i, height, rows, attributes))
            for (const [x, wide] of mixer(j, width, columns, attributes)) {
              const to = ((n * height + y) * width + x) * channels;
              const from = ((n * rows + i) * columns + j) * channels;
              for (let c = 0; c < channels; c++) dx[to + c] += tall * wide * dy.data[from + c];
            }
    return {shape, data: dx};
  };
}

/** Mends the gradients of resizing, which TensorFlow.js 4.22's cpu backend gets wrong for images that are not square. */
export function mendResizeGradients(tf: typeof TF): void {
  replaceCpuKernel(tf, "ResizeBilinearGrad", resizeGradient(bilinear));
  replaceCpuKernel(tf, "ResizeNearestNeighborGrad", resizeGradient(nearest));
}
