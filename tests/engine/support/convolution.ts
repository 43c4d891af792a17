import {type Dense, sizeOf, zeros} from "./dense.js";

/** As TensorFlow.js takes it, or zeros before and after each axis. */
export type Pad = "same" | "valid" | number | readonly (readonly [number, number])[];

/** A convolution over one, two or three axes. */
export interface Convolution {
  /** [batch, ...axes, channels]. */
  readonly x: readonly number[];
  /** [...kernel, channels / groups, filters]. */
  readonly filter: readonly number[];
  /** One number for each axis. */
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly pad: Pad;
  readonly groups?: number;
}

interface Axis {
  readonly input: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
  readonly output: number;
}

/** Dumoulin and Visin's formulas; `same` puts the odd zero after. */
function axisOf(
  input: number,
  kernel: number,
  stride: number,
  dilation: number,
  pad: Pad,
  axis: number,
): Axis {
  const reach = (kernel - 1) * dilation + 1;
  const given = {input, kernel, stride, dilation};
  if (pad === "same") {
    const output = Math.ceil(input / stride);
    const total = Math.max(0, (output - 1) * stride + reach - input);
    return {...given, before: Math.floor(total / 2), output};
  }
  const [before, after] = pad === "valid" ? [0, 0] : typeof pad === "number" ? [pad, pad] : pad[axis];
  return {...given, before, output: Math.floor((input + before + after - reach) / stride) + 1};
}

/** Three axes, the missing ones of length 1, so that one loop serves all. */
function axesOf({x, filter, strides, dilations, pad}: Convolution): Axis[] {
  const axes = strides.map((stride, i) => axisOf(x[i + 1], filter[i], stride, dilations[i], pad, i));
  const single = {input: 1, kernel: 1, stride: 1, dilation: 1, before: 0, output: 1};
  return [...new Array<Axis>(3 - axes.length).fill(single), ...axes];
}

/** Shape of the output. */
export function outputShape(convolution: Convolution): number[] {
  const {x, filter, strides} = convolution;
  const outputs = axesOf(convolution).map(({output}) => output);
  return [x[0], ...outputs.slice(3 - strides.length), filter[filter.length - 1]];
}

/** Calls `visit` for each product x[i] * filter[j] that is part of y[k]: this is what a convolution is. */
function forEachProduct(convolution: Convolution, visit: (i: number, j: number, k: number) => void): void {
  const {x, filter, groups = 1} = convolution;
  const [depth, height, width] = axesOf(convolution);
  const [channels, inGroup, filters] = [
    x[x.length - 1],
    filter[filter.length - 2],
    filter[filter.length - 1],
  ];
  const place = (axis: Axis, output: number, tap: number) =>
    output * axis.stride + tap * axis.dilation - axis.before;
  const inside = (axis: Axis, position: number) => position >= 0 && position < axis.input;
  for (let n = 0; n < x[0]; n++)
    for (let d = 0; d < depth.output; d++)
      for (let h = 0; h < height.output; h++)
        for (let w = 0; w < width.output; w++)
          for (let kd = 0; kd < depth.kernel; kd++)
            for (let kh = 0; kh < height.kernel; kh++)
              for (let kw = 0; kw < width.kernel; kw++) {
                const [z, y, u] = [place(depth, d, kd), place(height, h, kh), place(width, w, kw)];
                if (!inside(depth, z) || !inside(height, y) || !inside(width, u)) continue;
                const from = (((n * depth.input + z) * height.input + y) * width.input + u) * channels;
                const tap = ((kd * height.kernel + kh) * width.kernel + kw) * inGroup;
                const to = (((n * depth.output + d) * height.output + h) * width.output + w) * filters;
                for (let c = 0; c < inGroup; c++)
                  for (let f = 0; f < filters; f++) {
                    const group = Math.floor(f / (filters / groups));
                    visit(from + group * inGroup + c, (tap + c) * filters + f, to + f);
                  }
              }
}

/** y from x and the filter. */
export function convolve(convolution: Convolution, x: Dense, filter: Dense): Dense {
  const y = zeros(outputShape(convolution));
  forEachProduct(convolution, (i, j, k) => {
    y.data[k] += x.data[i] * filter.data[j];
  });
  return y;
}

/** The gradient of x; also what a transposed convolution computes from its input `dy`. */
export function convolveBack(convolution: Convolution, dy: Dense, filter: Dense): Dense {
  const dx = zeros(convolution.x);
  forEachProduct(convolution, (i, j, k) => {
    dx.data[i] += dy.data[k] * filter.data[j];
  });
  return dx;
}

/** The gradient of the filter. */
export function convolveFilter(convolution: Convolution, x: Dense, dy: Dense): Dense {
  const dFilter = zeros(convolution.filter);
  forEachProduct(convolution, (i, j, k) => {
    dFilter.data[j] += x.data[i] * dy.data[k];
  });
  return dFilter;
}

/** A depthwise filter [height, width, channels, multiplier] as the filter of a convolution with as many groups as channels. */
export function asGrouped(filter: Dense): Dense {
  const [height, width, channels, multiplier] = filter.shape;
  const shape = [height, width, 1, channels * multiplier];
  if (sizeOf(shape) !== filter.data.length)
    throw new RangeError(`asGrouped: filter must have 4 axes, got [${filter.shape}]`);
  return {shape, data: filter.data};
}
