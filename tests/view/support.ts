import {decode} from "fast-png";
import {convVolume} from "../../src/conv/convVolume.js";
import {sharpenKernel, sobelKernel} from "../../src/conv/kernels.js";
import {maxPool} from "../../src/conv/maxPool.js";
import {gaborKernel} from "../../src/conv/orientedKernels.js";
import type {Grid} from "../../src/core/grid.js";
import {NdArray} from "../../src/core/ndArray.js";
import {Random} from "../../src/core/random.js";
import {sizeOf} from "../../src/core/shapes.js";
import {lenetLayers, vgg16Layers} from "../../src/nn/architectures.js";
import {architectureDiagram, stagesOf} from "../../src/view/architectureDiagram.js";
import {augmentationGrid} from "../../src/view/augmentationGrid.js";
import {patchView} from "../../src/view/bestPatches.js";
import {featureMaps} from "../../src/view/featureMaps.js";
import {imageGrid} from "../../src/view/imageGrid.js";
import {kernelView} from "../../src/view/kernelView.js";
import {layerKernels} from "../../src/view/layerKernels.js";
import {networkActivations} from "../../src/view/networkActivations.js";
import {overlapMap} from "../../src/view/overlapMap.js";
import type {Picture} from "../../src/view/picture.js";
import {poolScrubber} from "../../src/view/poolScrubber.js";
import {receptiveFieldView} from "../../src/view/receptiveFieldView.js";
import {responseView} from "../../src/view/responseView.js";
import {tiedMatrix} from "../../src/view/tiedMatrix.js";
import {volumeScrubber} from "../../src/view/volumeScrubber.js";
import {windowScrubber} from "../../src/view/windowScrubber.js";

/** Every text of a drawing, in order. */
export function texts(svg: string): string[] {
  return Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g), match => match[1]).filter(Boolean);
}

/** The red, green and blue of one unit of a drawing, seen in its PNG. */
export async function colorAt(picture: Picture, x: number, y: number): Promise<string> {
  const {data, width, channels} = decode(await picture.png());
  const start = (Math.round(y * 2) * width + Math.round(x * 2)) * channels;
  return `#${Array.from(data.slice(start, start + 3), channel => channel.toString(16).padStart(2, "0")).join("")}`;
}

const digit = (thick: number) =>
  Array.from({length: 14}, (_, y) =>
    Array.from({length: 14}, (_, x) => {
      const bar = Math.max(0, 1 - Math.abs(y - 2.5) / thick) * (x > 2 && x < 11 ? 1 : 0);
      const stem = Math.max(0, 1 - Math.abs(x - 10 + (y - 3) * 0.5) / thick) * (y >= 3 ? 1 : 0);
      return Math.max(bar, stem);
    }),
  );
const seven = digit(1.6);
const random = new Random(3);
const noise = (shape: number[], deviation = 1) =>
  new NdArray(
    shape,
    Float64Array.from({length: sizeOf(shape)}, () => random.normal(0, deviation)),
  );
const whole = (shape: number[], low: number, high: number) =>
  new NdArray(
    shape,
    Float64Array.from({length: sizeOf(shape)}, () => random.integer(low, high)),
  );
/** A picture in colours: a disc on a ground that changes from left to right. */
const scene = new NdArray(
  [20, 24, 3],
  Float64Array.from({length: 20 * 24 * 3}, (_, at) => {
    const [y, x, c] = [Math.floor(at / 72), Math.floor(at / 3) % 24, at % 3];
    return Math.hypot(y - 9, x - 13) < 6 ? [0.9, 0.5, 0.1][c] : [0.1, 0.3 + x / 60, 0.5 + y / 50][c];
  }),
);
const moved = (image: Grid | NdArray, dx: number) =>
  (image as number[][]).map(row => row.map((_, x) => row[x - dx] ?? 0));
const small = [
  [1, 3, 2, 0, 1],
  [0, 2, 5, 1, 0],
  [4, 1, 1, 2, 2],
  [0, 0, 3, 1, 6],
];
const relu = (volume: NdArray) =>
  new NdArray(
    volume.shape,
    Float64Array.from(volume.data, v => Math.max(0, v)),
  );
const input = NdArray.fromNested(seven.map(row => row.map(pixel => [pixel])));
const first = relu(convVolume(input, noise([3, 3, 1, 6], 0.5)));
const pooled = maxPool(first, 2).y;
const second = relu(convVolume(pooled, noise([3, 3, 6, 10], 0.3)));

/** One picture of every kind. */
export const VIEWS: Readonly<Record<string, Picture>> = {
  "images with a legend": imageGrid({seven, bold: digit(2.6)}, {title: "Two sevens"}),
  "pictures in colours": imageGrid({scene}, {scale: 6}),
  "kernels with signs": kernelView({gabor: gaborKernel(15, {degrees: 45})}),
  "kernels with numbers": kernelView({sobel: sobelKernel("x"), sharpen: sharpenKernel()}),
  "kernels of a layer, all channels": layerKernels(noise([5, 5, 3, 6]), {
    title: "First layer",
    channels: ["red", "green", "blue"],
  }),
  "kernels of a layer as colours": layerKernels(noise([7, 7, 3, 24]), {asColors: true}),
  responses: responseView(seven, {"sobel x": sobelKernel("x"), "sobel y": sobelKernel("y")}, {peak: true}),
  "feature maps": featureMaps(first, {title: "After the first layer"}),
  "activations of a network": networkActivations(
    [
      {name: "input", activations: input},
      {name: "conv 1", activations: first},
      {name: "pool 1", activations: pooled},
      {name: "conv 2", activations: second},
      {name: "dense", activations: relu(noise([84]))},
      {name: "logits", activations: noise([10])},
    ],
    {title: "One seven, all the way", most: 6},
  ),
  "patches that excite a kernel": patchView(
    [seven, digit(2.4), digit(1), moved(seven, 2)],
    sobelKernel("x"),
    {count: 3},
  ),
  "window scrubber": windowScrubber(small, sobelKernel("x"), {
    padding: 1,
    title: "Sobel with a rim of zeros",
  }),
  "three channels, two filters": volumeScrubber(
    whole([5, 5, 3], 0, 3),
    whole([3, 3, 3, 2], -1, 2),
    NdArray.fromNested([1, 0]),
    {strides: 2, padding: 1, title: "Two filters over three channels"},
  ),
  "max pooling and back": poolScrubber(small, 2, {stride: 1, title: "Max pooling, windows overlap"}),
  "mean pooling and back": poolScrubber(
    small.map(row => row.slice(0, 4)),
    2,
    {kind: "mean"},
  ),
  "ties in max pooling": poolScrubber(
    [
      [3, 3],
      [1, 3],
    ],
    2,
    {ties: "all"},
  ),
  "receptive field": receptiveFieldView(
    Array.from({length: 24}, (_, y) =>
      Array.from({length: 24}, (_, x) => seven[Math.floor(y / 1.8)]?.[Math.floor(x / 1.8)] ?? 0),
    ),
    [
      {kind: "conv", filters: 8, kernelSize: 3, padding: "same"},
      {kind: "maxPool", poolSize: 2},
      {kind: "conv", filters: 8, kernelSize: 3, padding: "same"},
      {kind: "conv", filters: 8, kernelSize: 3, padding: "same"},
      {kind: "maxPool", poolSize: 2},
      {kind: "conv", filters: 8, kernelSize: 3, padding: "same"},
    ],
    {title: "What a unit sees"},
  ),
  augmentations: augmentationGrid(
    seven,
    {
      shift: (image, chance) => moved(image, chance.integer(-3, 4)),
      darken: (image, chance) => {
        const share = chance.uniform(0.3, 1);
        return (image as number[][]).map(row => row.map(pixel => pixel * share));
      },
    },
    {title: "Five draws each"},
  ),
  "overlap of transposed convolution": overlapMap(
    [
      {kernel: 3, stride: 2},
      {kernel: 4, stride: 2},
    ],
    {size: 3},
  ),
  "overlap, larger": overlapMap([
    {kernel: 5, stride: 2},
    {kernel: 5, stride: 3},
    {kernel: 6, stride: 3},
  ]),
  "dense and tied matrix": tiedMatrix(
    [6, 7],
    [
      [1, 2, 1],
      [0, 0.5, 0],
      [-1, -2, -1],
    ],
    {title: "6 x 7 pixels, one kernel of 3 x 3"},
  ),
  "LeNet-5": architectureDiagram(stagesOf([28, 28, 1], lenetLayers()), {title: "LeNet-5"}),
  "VGG-16": architectureDiagram(stagesOf([224, 224, 3], vgg16Layers())),
};
