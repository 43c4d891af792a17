import {brief, requireInteger} from "../core/check.js";
import type {ActivationName} from "./activations.js";
import {basicBlock, bottleneckBlock, mlpLayers, vggBlock} from "./blocks.js";
import type {LayerSpec} from "./layerSpec.js";

/**
 * LeNet-5 for digits of 28 x 28 pixels, in its modern form: every map of the third stage sees all maps of the second, and the scores
 * come from a dense layer. 61,706 parameters.
 *
 * @param options  `activation`, `"tanh"` unless given; `pool`, `"meanPool"` unless given.
 * @source LeCun et al. (1998), "Gradient-based learning applied to document recognition".
 *
 * @example
 * countLayers([28, 28, 1], lenetLayers()).filter(({kind}) => kind === "conv").map(({shape}) => shape) // => [[28, 28, 6], [10, 10, 16]]
 */
export function lenetLayers(
  options: {readonly activation?: ActivationName; readonly pool?: "meanPool" | "maxPool"} = {},
): LayerSpec[] {
  const {activation = "tanh", pool = "meanPool"} = options;
  const bend: LayerSpec = {kind: "activation", activation};
  return [
    {kind: "conv", filters: 6, kernelSize: 5, padding: "same"}, // C1
    bend,
    {kind: pool, poolSize: 2}, // S2
    {kind: "conv", filters: 16, kernelSize: 5}, // C3
    bend,
    {kind: pool, poolSize: 2}, // S4
    {kind: "flatten"},
    ...mlpLayers([120, 84, 10], activation), // C5, F6, output
  ];
}

/**
 * AlexNet with its two groups, for 227 x 227 colours: 60,965,224 parameters. The response normalisation, which has none, is left out.
 *
 * @source Krizhevsky, Sutskever and Hinton (2012), "ImageNet classification with deep convolutional neural networks".
 *
 * @example
 * totalCounts([227, 227, 3], alexnetLayers()).parameters // => 60965224
 */
export function alexnetLayers(): LayerSpec[] {
  const relu: LayerSpec = {kind: "activation", activation: "relu"};
  const pool: LayerSpec = {kind: "maxPool", poolSize: 3, strides: 2};
  const same = {kind: "conv", padding: "same"} as const;
  return [
    ...([{kind: "conv", filters: 96, kernelSize: 11, strides: 4}, relu, pool] as const),
    ...([{...same, filters: 256, kernelSize: 5, groups: 2}, relu, pool] as const),
    ...([{...same, filters: 384, kernelSize: 3}, relu] as const),
    ...([{...same, filters: 384, kernelSize: 3, groups: 2}, relu] as const),
    ...([{...same, filters: 256, kernelSize: 3, groups: 2}, relu, pool] as const),
    {kind: "flatten"},
    ...([{kind: "dropout", rate: 0.5}, {kind: "dense", units: 4096}, relu] as const),
    ...([{kind: "dropout", rate: 0.5}, {kind: "dense", units: 4096}, relu] as const),
    {kind: "dense", units: 1000},
  ];
}

/**
 * VGG-16 for 224 x 224 colours: 138,357,544 parameters.
 *
 * @source Simonyan and Zisserman (2014), "Very deep convolutional networks", arXiv:1409.1556, configuration D.
 *
 * @example
 * totalCounts([224, 224, 3], vgg16Layers()).parameters // => 138357544
 */
export function vgg16Layers(): LayerSpec[] {
  return [
    ...vggBlock(64, 2),
    ...vggBlock(128, 2),
    ...vggBlock(256, 3),
    ...vggBlock(512, 3),
    ...vggBlock(512, 3),
    {kind: "flatten"},
    ...mlpLayers([4096, 4096, 1000]),
  ];
}

/** Blocks of each of the four stages, by depth. */
const RESNET_STAGES: Readonly<Record<number, readonly number[]>> = {
  18: [2, 2, 2, 2],
  34: [3, 4, 6, 3],
  50: [3, 4, 6, 3],
  101: [3, 4, 23, 3],
  152: [3, 8, 36, 3],
};

/**
 * ResNet for 224 x 224 colours: basic blocks up to 34 layers, bottlenecks beyond. ResNet-18 has 11,689,512 parameters, ResNet-50
 * 25,557,032.
 *
 * @param depth  18, 34, 50, 101 or 152.
 * @param options  `strideIn` and `zeroScale`, as the blocks read them.
 * @source He et al. (2015), "Deep residual learning for image recognition", arXiv:1512.03385, table 1.
 *
 * @example
 * totalCounts([224, 224, 3], resnetLayers(18)).parameters // => 11689512
 */
export function resnetLayers(
  depth: number,
  options: {readonly strideIn?: "1x1" | "3x3"; readonly zeroScale?: boolean} = {},
): LayerSpec[] {
  const stages = RESNET_STAGES[depth];
  if (!stages)
    throw new RangeError(`resnetLayers: depth must be 18, 34, 50, 101 or 152, got ${brief(depth)}`);
  const bottleneck = depth >= 50;
  const layers: LayerSpec[] = [
    {kind: "conv", filters: 64, kernelSize: 7, strides: 2, padding: 3, useBias: false},
    {kind: "batchNorm"},
    {kind: "activation", activation: "relu"},
    {kind: "maxPool", poolSize: 3, strides: 2, padding: 1},
  ];
  for (const [stage, blocks] of stages.entries()) {
    for (let block = 0; block < blocks; block++) {
      const strides = stage > 0 && block === 0 ? 2 : 1;
      // The first block of a stage changes the number of channels; only in the first stage of basic blocks it does not.
      const changes = block === 0 && (bottleneck || stage > 0);
      const shortcut = changes ? "project" : "identity";
      const build = bottleneck ? bottleneckBlock : basicBlock;
      layers.push(...build(64 * 2 ** stage, {...options, strides, shortcut}));
    }
  }
  return [...layers, {kind: "globalMeanPool"}, {kind: "dense", units: 1000}];
}

/**
 * The small ResNet for 32 x 32 images: three stages of 16, 32 and 64 channels, shortcuts without parameters; ResNet-20 has 269,722. With
 * `residual: false` the same convolutions without shortcuts: the plain net that stops gaining from depth.
 *
 * @param depth  6 n + 2 layers: 8, 14, 20, 32, 44, 56, ...
 * @param options  `classes`, 10 unless given; `residual`, true unless given.
 * @source He et al. (2015), "Deep residual learning for image recognition", arXiv:1512.03385, section 4.2.
 *
 * @example
 * totalCounts([32, 32, 3], smallResnetLayers(20)).parameters // => 269722
 */
export function smallResnetLayers(
  depth: number,
  options: {readonly classes?: number; readonly residual?: boolean} = {},
): LayerSpec[] {
  const {classes = 10, residual = true} = options;
  requireInteger("smallResnetLayers", "depth", depth, 8);
  if ((depth - 2) % 6 !== 0) throw new RangeError(`smallResnetLayers: depth must be 6 n + 2, got ${depth}`);
  const relu: LayerSpec = {kind: "activation", activation: "relu"};
  const layers: LayerSpec[] = [
    {kind: "conv", filters: 16, kernelSize: 3, padding: 1, useBias: false},
    {kind: "batchNorm"},
    relu,
  ];
  for (const [stage, filters] of [16, 32, 64].entries()) {
    for (let block = 0; block < (depth - 2) / 6; block++) {
      const changes = stage > 0 && block === 0;
      const [sum, bend] = basicBlock(filters, {
        strides: changes ? 2 : 1,
        shortcut: changes ? "pad" : "identity",
      });
      const plain = sum.kind === "residual" && !residual ? sum.branch : [sum];
      layers.push(...plain, bend);
    }
  }
  return [...layers, {kind: "globalMeanPool"}, {kind: "dense", units: classes}];
}
