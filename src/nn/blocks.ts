import type {ActivationName} from "./activations.js";
import type {LayerSpec} from "./layerSpec.js";

/** A convolution without bias and the batch norm behind it, whose shift does a bias's work. */
function convNorm(
  filters: number,
  kernelSize: number,
  options: {readonly strides?: number; readonly scale?: number} = {},
): LayerSpec[] {
  const {strides = 1, scale} = options;
  return [
    {kind: "conv", filters, kernelSize, strides, padding: (kernelSize - 1) / 2, useBias: false},
    {kind: "batchNorm", scale},
  ];
}

const RELU: LayerSpec = {kind: "activation", activation: "relu"};

/** How a residual block changes its input. */
export interface BlockOptions {
  /** Step of the block, on both ways; 1 unless given. */
  readonly strides?: number;
  /**
   * What the other way does: `"identity"` (nothing), `"project"` (1 x 1 convolution and batch norm) or `"pad"` (every second
   * pixel, and channels of zeros: no parameters).
   */
  readonly shortcut?: "identity" | "project" | "pad";
  /** Starts the last batch norm of the branch with scale 0, so that the block is the identity at first; false unless given. */
  readonly zeroScale?: boolean;
}

/**
 * The basic residual block: two 3 x 3 convolutions with batch norm, added to the input, ReLU after the sum.
 *
 * @param filters  Channels of both convolutions.
 * @source He et al. (2015), "Deep residual learning for image recognition", arXiv:1512.03385, section 3.3.
 *
 * @example
 * totalCounts([8, 8, 16], basicBlock(16)).parameters // => 4672
 */
export function basicBlock(filters: number, options: BlockOptions = {}): LayerSpec[] {
  const {strides = 1, zeroScale = false} = options;
  const branch = [
    ...convNorm(filters, 3, {strides}),
    RELU,
    ...convNorm(filters, 3, {scale: zeroScale ? 0 : 1}),
  ];
  return [{kind: "residual", branch, shortcut: shortcutOf(filters, options)}, RELU];
}

/**
 * The bottleneck block: 1 x 1 down to `filters`, 3 x 3, 1 x 1 up to four times as many, added to the input, ReLU after the sum.
 *
 * @param filters  Channels of the narrow part; the block gives `4 * filters`.
 * @param options  As in `BlockOptions`; `strideIn` names the convolution that takes the step: `"1x1"` as published, `"3x3"` (unless
 *   given) as most programs have it.
 * @source He et al. (2015), "Deep residual learning for image recognition", arXiv:1512.03385, section 4.1.
 *
 * @example
 * totalCounts([8, 8, 256], bottleneckBlock(64)).parameters // => 70400
 */
export function bottleneckBlock(
  filters: number,
  options: BlockOptions & {readonly strideIn?: "1x1" | "3x3"} = {},
): LayerSpec[] {
  const {strides = 1, zeroScale = false, strideIn = "3x3"} = options;
  const branch = [
    ...convNorm(filters, 1, {strides: strideIn === "1x1" ? strides : 1}),
    RELU,
    ...convNorm(filters, 3, {strides: strideIn === "3x3" ? strides : 1}),
    RELU,
    ...convNorm(4 * filters, 1, {scale: zeroScale ? 0 : 1}),
  ];
  return [{kind: "residual", branch, shortcut: shortcutOf(4 * filters, options)}, RELU];
}

/**
 * The pre-activation block: batch norm and ReLU come before each convolution, and nothing after the sum, so that the shortcut runs
 * through the whole network untouched.
 *
 * @param filters  Channels of both convolutions.
 * @source He et al. (2016), "Identity mappings in deep residual networks", arXiv:1603.05027.
 *
 * @example
 * preActivationBlock(16).length // => 1
 */
export function preActivationBlock(
  filters: number,
  options: Omit<BlockOptions, "zeroScale"> = {},
): LayerSpec[] {
  const {strides = 1} = options;
  const conv = {kind: "conv", filters, kernelSize: 3, padding: 1, useBias: false} as const;
  const branch: LayerSpec[] = [
    ...([{kind: "batchNorm"}, RELU, {...conv, strides}] as const),
    ...([{kind: "batchNorm"}, RELU, conv] as const),
  ];
  return [{kind: "residual", branch, shortcut: shortcutOf(filters, options)}];
}

function shortcutOf(filters: number, {strides = 1, shortcut = "identity"}: BlockOptions): LayerSpec[] {
  if (shortcut === "project") return convNorm(filters, 1, {strides});
  if (shortcut === "identity") return [];
  return [
    {kind: "maxPool", poolSize: 1, strides},
    {kind: "widen", channels: filters},
  ];
}

/**
 * A block of VGG: convolutions 3 x 3 with ReLU that keep the size, then max pooling that halves it.
 *
 * @param filters  Channels of each convolution.
 * @param depth  Number of convolutions.
 * @source Simonyan and Zisserman (2014), "Very deep convolutional networks", arXiv:1409.1556.
 *
 * @example
 * vggBlock(64, 2).map(({kind}) => kind) // => ["conv", "activation", "conv", "activation", "maxPool"]
 */
export function vggBlock(filters: number, depth: number): LayerSpec[] {
  const conv = {kind: "conv", filters, kernelSize: 3, padding: "same"} as const;
  const pairs = Array.from({length: depth}, () => [conv, RELU]).flat();
  return [...pairs, {kind: "maxPool", poolSize: 2}];
}

/**
 * A multi-layer perceptron: dense layers with an activation between them, scores at the end.
 *
 * @param units  Outputs of each dense layer; the last is the number of classes.
 * @param activation  `"relu"` unless given.
 *
 * @example
 * totalCounts([784], mlpLayers([100, 10])).parameters // => 79510
 */
export function mlpLayers(units: readonly number[], activation: ActivationName = "relu"): LayerSpec[] {
  return units.flatMap((count, n): LayerSpec[] => {
    const layer: LayerSpec = {kind: "dense", units: count};
    return n < units.length - 1 ? [layer, {kind: "activation", activation}] : [layer];
  });
}
