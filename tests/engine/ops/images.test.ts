import type * as TF from "@tensorflow/tfjs";
import type {OpRow} from "../support/checkOp.js";
import {at, type Dense, fill, random} from "../support/dense.js";
import {describeOps} from "../support/describeOps.js";

interface Resize {
  readonly shape: readonly number[];
  readonly size: readonly [number, number];
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** Where an output pixel lies in the input, in input pixels. */
function source({alignCorners, halfPixelCenters}: Resize, i: number, input: number, output: number): number {
  if (halfPixelCenters) return ((i + 0.5) * input) / output - 0.5;
  return alignCorners && output > 1 ? (i * (input - 1)) / (output - 1) : (i * input) / output;
}

const clamp = (i: number, length: number) => Math.min(Math.max(i, 0), length - 1);

function bilinear(resize: Resize, x: Dense): Dense {
  const [, height, width, channels] = x.shape;
  const [rows, columns] = resize.size;
  return fill([x.shape[0], rows, columns, channels], ([n, i, j, c]) => {
    const y = Math.max(0, source(resize, i, height, rows));
    const u = Math.max(0, source(resize, j, width, columns));
    const [top, left] = [Math.floor(y), Math.floor(u)];
    const [dy, du] = [y - top, u - left];
    const pixel = (h: number, w: number) => at(x, [n, clamp(h, height), clamp(w, width), c]);
    const above = pixel(top, left) * (1 - du) + pixel(top, left + 1) * du;
    const below = pixel(top + 1, left) * (1 - du) + pixel(top + 1, left + 1) * du;
    return above * (1 - dy) + below * dy;
  });
}

function nearest(resize: Resize, x: Dense): Dense {
  const [, height, width, channels] = x.shape;
  const [rows, columns] = resize.size;
  const {alignCorners, halfPixelCenters} = resize;
  const pick = (i: number, input: number, output: number) => {
    const scale = alignCorners && output > 1 ? (input - 1) / (output - 1) : input / output;
    const place = halfPixelCenters ? (i + 0.5) * scale : i * scale;
    return clamp(alignCorners ? Math.round(place) : Math.floor(place), input);
  };
  return fill([x.shape[0], rows, columns, channels], ([n, i, j, c]) =>
    at(x, [n, pick(i, height, rows), pick(j, width, columns), c]),
  );
}

const RESIZES: readonly Resize[] = (
  [
    {shape: [2, 4, 5, 3], size: [7, 9]},
    {shape: [1, 8, 6, 2], size: [3, 4]},
    {shape: [2, 3, 4, 1], size: [6, 8]},
    {shape: [1, 5, 7, 3], size: [5, 7]},
  ] as const
).flatMap(line => [
  {...line, alignCorners: false, halfPixelCenters: false},
  {...line, alignCorners: true, halfPixelCenters: false},
  {...line, alignCorners: false, halfPixelCenters: true},
]);

const text = ({shape, size, alignCorners, halfPixelCenters}: Resize) =>
  `[${shape}] to ${size}${alignCorners ? ", corners aligned" : ""}${halfPixelCenters ? ", centres half a pixel in" : ""}`;
const two = ([height, width]: readonly number[]): [number, number] => [height, width];

const resizes: readonly OpRow[] = RESIZES.flatMap((resize, i): OpRow[] => [
  {
    name: `resizeBilinear ${text(resize)}`,
    inputs: [random(resize.shape, 300 + i)],
    run: (tf, x) =>
      tf.image.resizeBilinear(x, two(resize.size), resize.alignCorners, resize.halfPixelCenters),
    loops: x => bilinear(resize, x),
  },
  {
    name: `resizeNearestNeighbor ${text(resize)}`,
    inputs: [random(resize.shape, 320 + i)],
    run: (tf, x) =>
      tf.image.resizeNearestNeighbor(x, two(resize.size), resize.alignCorners, resize.halfPixelCenters),
    loops: x => nearest(resize, x),
  },
]);

const BOXES = [
  [0.1, 0.2, 0.8, 0.9],
  [0, 0, 1, 1],
  [0.7, 0.1, 0.2, 0.5],
  [-0.2, 0.3, 0.6, 1.3],
];
const OWNERS = [1, 0, 1, 0];

/** He et al. (2017), arXiv:1703.06870, without the averaging: each box of an image, resampled to one size. */
function crop(x: Dense, [rows, columns]: readonly [number, number], outside: number): Dense {
  const [, height, width, channels] = x.shape;
  return fill([BOXES.length, rows, columns, channels], ([box, i, j, c]) => {
    const [y1, x1, y2, x2] = BOXES[box];
    const y = y1 * (height - 1) + (i * (y2 - y1) * (height - 1)) / (rows - 1);
    const u = x1 * (width - 1) + (j * (x2 - x1) * (width - 1)) / (columns - 1);
    if (y < 0 || y > height - 1 || u < 0 || u > width - 1) return outside;
    const [top, left] = [Math.floor(y), Math.floor(u)];
    const pixel = (h: number, w: number) => at(x, [OWNERS[box], clamp(h, height), clamp(w, width), c]);
    const above = pixel(top, left) * (1 - u + left) + pixel(top, left + 1) * (u - left);
    const below = pixel(top + 1, left) * (1 - u + left) + pixel(top + 1, left + 1) * (u - left);
    return above * (1 - y + top) + below * (y - top);
  });
}

const others: readonly OpRow[] = [
  {
    name: "cropAndResize, a box upside down and one beyond the edge",
    inputs: [random([2, 6, 8, 3], 340)],
    run: (tf, x) =>
      tf.image.cropAndResize(x, tf.tensor2d(BOXES), tf.tensor1d(OWNERS, "int32"), [4, 5], "bilinear", 7),
    loops: x => crop(x, [4, 5], 7),
    gradient: "none",
  },
  {
    name: "rgbToGrayscale",
    inputs: [random([2, 4, 5, 3], 341)],
    run: (tf, x) => tf.image.rgbToGrayscale(x),
    loops: x =>
      fill([2, 4, 5, 1], ([n, h, w]) =>
        [0.2989, 0.587, 0.114].reduce((sum, weight, c) => sum + weight * at(x, [n, h, w, c]), 0),
      ),
  },
  {
    name: "upsampling as tf.layers.upSampling2d does it",
    inputs: [random([1, 3, 4, 2], 342)],
    run: (tf, x) => tf.layers.upSampling2d({size: [2, 3]}).apply(x) as TF.Tensor,
    loops: x => fill([1, 6, 12, 2], ([n, h, w, c]) => at(x, [n, Math.floor(h / 2), Math.floor(w / 3), c])),
  },
];

describeOps("resizing", resizes);
describeOps("crops and colours", others);
