import type * as TF from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose} from "../../../src/core/expectClose.js";
import {onCpu, openTorch, type Torch} from "./support/openTorch.js";

type Run = (tf: typeof TF) => TF.Tensor | TF.Tensor[];

/** Numbers without pattern in -1..1, none of them near a corner of a function. */
function noise(tf: typeof TF, shape: number[], seed = 1): TF.Tensor {
  let state = seed;
  const values = Float32Array.from({length: shape.reduce((a, b) => a * b, 1)}, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const value = (state / 2 ** 32) * 2 - 1;
    return Math.abs(value) < 0.01 ? 0.3 : value;
  });
  return tf.tensor(values, shape);
}

const UNARY = [
  ...[
    "abs",
    "acos",
    "asin",
    "asinh",
    "atan",
    "atanh",
    "ceil",
    "cos",
    "cosh",
    "elu",
    "erf",
    "exp",
    "expm1",
    "floor",
  ],
  ...[
    "isFinite",
    "isInf",
    "isNaN",
    "neg",
    "relu",
    "relu6",
    "round",
    "selu",
    "sigmoid",
    "sign",
    "sin",
    "sinh",
  ],
  ...["softplus", "square", "step", "tan", "tanh", "zerosLike", "onesLike"],
] as const;
const POSITIVE = ["log", "log1p", "reciprocal", "rsqrt", "sqrt"] as const;
const BINARY = [
  ...[
    "add",
    "sub",
    "mul",
    "div",
    "maximum",
    "minimum",
    "mod",
    "squaredDifference",
    "atan2",
    "floorDiv",
    "equal",
  ],
  ...["notEqual", "greater", "greaterEqual", "less", "lessEqual"],
] as const;
const REDUCTIONS = ["sum", "mean", "max", "min", "prod"] as const;

const kernel =
  (name: string, inputs: (tf: typeof TF) => object, attributes: object = {}): Run =>
  tf =>
    tf.engine().runKernel(name, inputs(tf) as TF.NamedTensorMap, attributes as TF.NamedAttrMap);

const IMAGE = [2, 7, 6, 3];
const VOLUME = [2, 5, 4, 6, 3];

const TABLE: Readonly<Record<string, Run>> = {
  ...Object.fromEntries(
    UNARY.map(name => [name, (tf: typeof TF) => tf[name](noise(tf, [3, 4, 5])) as TF.Tensor]),
  ),
  ...Object.fromEntries(
    POSITIVE.map(name => [name, (tf: typeof TF) => tf[name](noise(tf, [3, 4, 5]).abs()) as TF.Tensor]),
  ),
  ...Object.fromEntries(
    BINARY.map(name => [
      name,
      (tf: typeof TF) => tf[name](noise(tf, [3, 1, 5]), noise(tf, [4, 5], 2)) as TF.Tensor,
    ]),
  ),
  ...Object.fromEntries(
    BINARY.map(name => [
      `${name} of whole numbers`,
      (tf: typeof TF) =>
        tf[name](
          tf.tensor2d([7, -8, 9, 4, 16777217, 3], [2, 3], "int32"),
          tf.tensor1d([2, 3, -5], "int32"),
        ) as TF.Tensor,
    ]),
  ),
  ...Object.fromEntries(
    REDUCTIONS.map(name => [
      name,
      (tf: typeof TF) => tf[name](noise(tf, [3, 4, 5, 2]), [1, 3], true) as TF.Tensor,
    ]),
  ),
  acosh: tf => tf.acosh(noise(tf, [3, 4]).abs().add(1.1)),
  pow: tf => tf.pow(noise(tf, [3, 1, 5]).abs(), noise(tf, [4, 5])),
  "pow of whole numbers": tf => tf.pow(tf.tensor1d([2, 3, -4], "int32"), tf.tensor1d([3, 2, 3], "int32")),
  logicalAnd: tf => tf.logicalAnd([true, false, true], [true, true, false]),
  logicalOr: tf => tf.logicalOr([true, false, false], [true, true, false]),
  logicalNot: tf => tf.logicalNot([true, false]),
  bitwiseAnd: kernel("BitwiseAnd", tf => ({
    a: tf.tensor1d([6, 5], "int32"),
    b: tf.tensor1d([3, 4], "int32"),
  })),
  addN: tf => tf.addN([noise(tf, [3, 4]), noise(tf, [3, 4], 2), noise(tf, [3, 4], 3)]),
  "addN of whole numbers": tf => tf.addN([tf.tensor1d([1, 2], "int32"), tf.tensor1d([3, 4], "int32")]),
  where: tf =>
    tf.where(tf.tensor2d([1, 0, 0, 1, 1, 0], [2, 3], "bool"), noise(tf, [2, 3]), noise(tf, [2, 3], 2)),
  "step with a slope": kernel("Step", tf => ({x: noise(tf, [3, 4])}), {alpha: 0.2}),
  cast: tf => [tf.cast(noise(tf, [3, 4]).mul(5), "int32"), tf.cast(noise(tf, [3, 4]), "bool")],
  clipByValue: tf => tf.clipByValue(noise(tf, [3, 4]), -0.2, 0.5),
  leakyRelu: tf => tf.leakyRelu(noise(tf, [3, 4]), 0.3),
  prelu: tf => tf.prelu(noise(tf, [3, 4]), noise(tf, [4], 2)),
  EluGrad: kernel("EluGrad", tf => ({dy: noise(tf, [3, 4]), y: noise(tf, [3, 4], 2)})),
  softmax: tf => tf.softmax(noise(tf, [3, 4])),
  logSoftmax: tf => tf.logSoftmax(noise(tf, [3, 4])),
  complex: tf => [tf.real(tf.complex([1, 2], [3, 4])), tf.imag(tf.complex([1, 2], [3, 4]))],
  "gradients of activations": tf =>
    tf.grad(x => tf.addN([tf.relu(x), tf.tanh(x), tf.sigmoid(x), tf.softmax(x)]))(noise(tf, [3, 4])),

  reshape: tf => tf.reshape(noise(tf, [3, 4]), [2, -1]),
  expandDims: tf => tf.expandDims(noise(tf, [3, 4]), 1),
  transpose: tf => tf.transpose(noise(tf, [2, 3, 4]), [2, 0, 1]),
  broadcastTo: tf => tf.broadcastTo(noise(tf, [3, 1]), [2, 3, 4]),
  tile: tf => tf.tile(noise(tf, [2, 3]), [2, 3]),
  slice: tf => tf.slice(noise(tf, [4, 5, 6]), [1, 0, 2], [2, 5, 3]),
  split: tf => tf.split(noise(tf, [4, 7]), [2, 5], 1),
  concat: tf => tf.concat([noise(tf, [2, 3]), noise(tf, [2, 4], 2)], 1),
  stack: tf => tf.stack([noise(tf, [2, 3]), noise(tf, [2, 3], 2)], 1),
  unstack: tf => tf.unstack(noise(tf, [2, 3, 4]), 1),
  reverse: tf => tf.reverse(noise(tf, [2, 3, 4]), [0, 2]),
  flipLeftRight: tf => tf.image.flipLeftRight(noise(tf, IMAGE) as TF.Tensor4D),
  identity: tf => tf.clone(noise(tf, [2, 3])),
  fill: tf => [tf.fill([2, 3], 2.5), tf.fill([2], 3, "int32")],
  oneHot: tf => tf.oneHot(tf.tensor2d([0, 3, 5, -1], [2, 2], "int32"), 4, 2, -1),
  diag: tf => tf.diag(noise(tf, [2, 3])),
  pad: tf =>
    tf.pad(
      noise(tf, [2, 3, 4]),
      [
        [1, 0],
        [0, 2],
        [2, 1],
      ],
      0.5,
    ),
  "mirrorPad reflect": tf =>
    tf.mirrorPad(
      noise(tf, [3, 4, 5]),
      [
        [1, 2],
        [0, 3],
        [2, 1],
      ],
      "reflect",
    ),
  "mirrorPad symmetric": tf =>
    tf.mirrorPad(
      noise(tf, [3, 4, 5]),
      [
        [1, 3],
        [0, 2],
        [2, 5],
      ],
      "symmetric",
    ),
  stridedSlice: tf => tf.stridedSlice(noise(tf, [5, 6, 7]), [4, 1, 0], [0, 6, 7], [-2, 2, 3]),
  "stridedSlice with masks": tf => tf.stridedSlice(noise(tf, [5, 6]), [1, 2], [4, 0], [1, 1], 0, 2, 0, 0, 1),
  depthToSpace: tf => tf.depthToSpace(noise(tf, [2, 3, 4, 8]) as TF.Tensor4D, 2),
  spaceToBatch: tf =>
    tf.spaceToBatchND(
      noise(tf, [2, 5, 4, 3]),
      [3, 2],
      [
        [1, 0],
        [2, 0],
      ],
    ),
  batchToSpace: tf =>
    tf.batchToSpaceND(
      noise(tf, [12, 3, 4, 2]),
      [3, 2],
      [
        [1, 2],
        [0, 1],
      ],
    ),

  any: tf => tf.any(tf.tensor3d([1, 0, 0, 0, 0, 0, 1, 1], [2, 2, 2], "bool"), [0, 2]),
  all: tf => tf.all(tf.tensor3d([1, 1, 0, 1, 1, 1, 1, 1], [2, 2, 2], "bool"), [0, 2]),
  argMax: tf => tf.argMax(noise(tf, [3, 4, 5]), 1),
  argMin: tf => tf.argMin(noise(tf, [3, 4, 5]), -1),
  "argMax past NaN": tf => tf.argMax(tf.tensor2d([1, Number.NaN, 3, 2, 0, Number.NaN], [2, 3]), 1),
  cumsum: tf => [tf.cumsum(noise(tf, [3, 4]), 1), tf.cumsum(noise(tf, [3, 4]), 0, true, true)],
  cumprod: tf => [tf.cumprod(noise(tf, [3, 4]), 1), tf.cumprod(noise(tf, [3, 4]), 0, true, true)],
  "gradients of gradients": tf => {
    // Each from an input of its own kind: what TensorFlow.js itself differentiates twice.
    const twice = (f: (x: TF.Tensor) => TF.Tensor) =>
      tf.grad(x => tf.sum(tf.square(tf.grad(y => tf.sum(f(y)))(x))))(noise(tf, [3, 4]));
    return [
      twice(x => tf.mul(tf.relu(x), tf.square(x))),
      twice(x => tf.square(tf.tanh(x))),
      twice(x => tf.square(tf.sigmoid(x))),
      twice(x => tf.square(tf.softmax(x))),
      twice(x => tf.square(tf.mean(tf.square(x), 1))),
    ];
  },
  "gradients of sum and mean": tf =>
    tf.grad(x => tf.mul(tf.sum(x, [0, 2]), tf.mean(x, [2, 0], true).reshape([4])))(noise(tf, [3, 4, 5])),
  "sum of whole numbers": tf => [
    tf.sum(tf.tensor1d([1, 2, 3], "int32")),
    tf.sum(tf.tensor1d([true, true], "bool")),
  ],

  matMul: tf => tf.matMul(noise(tf, [3, 4, 3]), noise(tf, [1, 5, 4], 2), true, true),
  "fused.matMul": tf =>
    tf.fused.matMul({
      a: noise(tf, [3, 4]) as TF.Tensor2D,
      b: noise(tf, [4, 5], 2) as TF.Tensor2D,
      bias: noise(tf, [5], 3),
      activation: "relu",
    }),
  dot: tf => tf.dot(noise(tf, [3, 4]), noise(tf, [4], 2)),
  einsum: tf => tf.einsum("bij,bkj->bik", noise(tf, [2, 3, 4]), noise(tf, [2, 5, 4], 2)),

  conv2d: tf =>
    tf.conv2d(noise(tf, IMAGE) as TF.Tensor4D, noise(tf, [3, 2, 3, 5], 2) as TF.Tensor4D, [2, 1], "same"),
  "conv2d backwards": tf =>
    tf.grads((x, w) => tf.conv2d(x as TF.Tensor4D, w as TF.Tensor4D, [2, 2], "same"))([
      noise(tf, [2, 8, 6, 3]),
      noise(tf, [3, 3, 3, 5], 2),
    ]),
  "fused.conv2d": tf =>
    tf.fused.conv2d({
      x: noise(tf, IMAGE) as TF.Tensor4D,
      filter: noise(tf, [3, 2, 3, 5], 2) as TF.Tensor4D,
      strides: 1,
      pad: "same",
      bias: noise(tf, [5], 3),
      activation: "elu",
    }),
  depthwiseConv2d: tf =>
    tf.depthwiseConv2d(noise(tf, IMAGE) as TF.Tensor4D, noise(tf, [3, 2, 3, 2], 2) as TF.Tensor4D, 1, "same"),
  "depthwiseConv2d backwards": tf =>
    tf.grads((x, w) => tf.depthwiseConv2d(x as TF.Tensor4D, w as TF.Tensor4D, 2, "same"))([
      noise(tf, [2, 8, 6, 3]),
      noise(tf, [3, 3, 3, 2], 2),
    ]),
  "fused.depthwiseConv2d": tf =>
    tf.fused.depthwiseConv2d({
      x: noise(tf, IMAGE) as TF.Tensor4D,
      filter: noise(tf, [3, 2, 3, 2], 2) as TF.Tensor4D,
      strides: 1,
      pad: "valid",
      activation: "sigmoid",
    }),
  conv3d: tf =>
    tf.conv3d(
      noise(tf, VOLUME) as TF.Tensor5D,
      noise(tf, [2, 3, 2, 3, 4], 2) as TF.Tensor5D,
      [1, 2, 2],
      "same",
    ),
  "conv3d backwards": tf =>
    tf.grads((x, w) => tf.conv3d(x as TF.Tensor5D, w as TF.Tensor5D, [1, 2, 1], "valid"))([
      noise(tf, VOLUME),
      noise(tf, [2, 3, 2, 3, 4], 2),
    ]),
  maxPool: tf => tf.maxPool(noise(tf, IMAGE) as TF.Tensor4D, [3, 2], [2, 1], "same"),
  "maxPool backwards": tf => tf.grad(x => tf.maxPool(x as TF.Tensor4D, 2, 1, "same"))(noise(tf, IMAGE)),
  avgPool: tf => tf.avgPool(noise(tf, IMAGE) as TF.Tensor4D, [3, 2], [2, 1], "same"),
  "avgPool backwards": tf => tf.grad(x => tf.avgPool(x as TF.Tensor4D, 2, 2, "valid"))(noise(tf, IMAGE)),
  maxPool3d: tf => tf.maxPool3d(noise(tf, VOLUME) as TF.Tensor5D, [2, 3, 2], [1, 2, 2], "same"),
  "maxPool3d backwards": tf => tf.grad(x => tf.maxPool3d(x as TF.Tensor5D, 2, 2, "valid"))(noise(tf, VOLUME)),
  avgPool3d: tf => tf.avgPool3d(noise(tf, VOLUME) as TF.Tensor5D, [2, 3, 2], [1, 2, 2], "same"),
  "avgPool3d backwards": tf => tf.grad(x => tf.avgPool3d(x as TF.Tensor5D, 2, 2, "valid"))(noise(tf, VOLUME)),

  batchNorm: tf =>
    tf.batchNorm(
      noise(tf, IMAGE) as TF.Tensor4D,
      ...([noise(tf, [3], 2), noise(tf, [3], 3).abs(), noise(tf, [3], 4), noise(tf, [3], 5), 0.01] as [
        TF.Tensor1D,
        TF.Tensor1D,
        TF.Tensor1D,
        TF.Tensor1D,
        number,
      ]),
    ),
  localResponseNormalization: tf =>
    tf.localResponseNormalization(noise(tf, [2, 3, 4, 7]) as TF.Tensor4D, 2, 1.5, 0.3, 0.75),
  "localResponseNormalization backwards": tf =>
    tf.grad(x => tf.localResponseNormalization(x as TF.Tensor4D, 2, 1.5, 0.3, 0.75))(noise(tf, [2, 3, 4, 7])),

  gather: tf => tf.gather(noise(tf, [4, 5, 3]), tf.tensor2d([3, 0, 1, 1], [2, 2], "int32"), 1),
  "gather in batches": tf =>
    tf.gather(noise(tf, [2, 5, 3]), tf.tensor2d([3, 0, 1, 1], [2, 2], "int32"), 1, 1),
  "gather backwards": tf =>
    tf.grad(x => tf.gather(x, tf.tensor1d([3, 0, 3], "int32"), 1))(noise(tf, [2, 5, 3])),
  gatherND: tf => tf.gatherND(noise(tf, [3, 4, 5]), tf.tensor2d([2, 3, 0, 1], [2, 2], "int32")),
  scatterND: tf => tf.scatterND(tf.tensor2d([2, 0, 2], [3, 1], "int32"), noise(tf, [3, 4]), [5, 4]),
  tensorScatterUpdate: tf =>
    tf.tensorScatterUpdate(noise(tf, [5, 4]), tf.tensor2d([2, 0], [2, 1], "int32"), noise(tf, [2, 4], 2)),
  unsortedSegmentSum: tf => tf.unsortedSegmentSum(noise(tf, [4, 3]), tf.tensor1d([2, -1, 2, 0], "int32"), 3),
  topk: tf => {
    const {values, indices} = tf.topk(tf.tensor2d([3, 1, 3, 2, 5, 5, 1, 5], [2, 4]), 3);
    return [values, indices];
  },
  ...Object.fromEntries(
    [
      [false, false],
      [true, false],
      [false, true],
    ].flatMap(([align, half]) =>
      (["resizeBilinear", "resizeNearestNeighbor"] as const).map(name => [
        `${name} ${align ? "corners aligned" : half ? "half pixel centres" : ""}`,
        (tf: typeof TF) => tf.image[name](noise(tf, [2, 5, 4, 3]) as TF.Tensor4D, [7, 9], align, half),
      ]),
    ),
  ),
  "resizeBilinear backwards": tf =>
    tf.grad(x => tf.image.resizeBilinear(x as TF.Tensor4D, [7, 3], true))(noise(tf, [2, 5, 4, 3])),
  "resizeNearestNeighbor backwards": tf =>
    tf.grad(x => tf.image.resizeNearestNeighbor(x as TF.Tensor4D, [10, 8]))(noise(tf, [2, 5, 4, 3])),
  // The cpu backend computes these for us: the way there and back.
  cropAndResize: tf =>
    tf.image.cropAndResize(
      noise(tf, IMAGE) as TF.Tensor4D,
      [[0.1, 0.2, 0.8, 0.9]],
      tf.tensor1d([1], "int32"),
      [4, 3],
    ),
  multinomial: tf => tf.multinomial(noise(tf, [2, 5]) as TF.Tensor2D, 6, 11),
  nonMaxSuppression: tf =>
    tf.image.nonMaxSuppression(
      tf.tensor2d([0, 0, 2, 2, 0, 0, 2, 1.9, 3, 3, 4, 4], [3, 4]),
      [0.5, 0.9, 0.4],
      2,
    ),
  range: tf => [tf.range(5, 1, -1.5), tf.range(0, 4, 1, "int32")],
  linspace: tf => tf.linspace(0, 1, 5),
  unique: tf => tf.unique(tf.tensor1d([3, 1, 3, 2])).values,
};

/** Kernels that the cpu backend does not have: tests of their own compare them with loops or with what they replace. */
const ELSEWHERE = [
  ...["BatchNormTraining", "BatchNormTrainingGrad", "GroupedConv2D", "GroupedConv2DBackpropInput"],
  ...["GroupedConv2DBackpropFilter", "CategoricalCrossentropy", "CategoricalCrossentropyGrad"],
];

describe("kernels on torch", () => {
  let torch: Torch;
  const run = new Set<string>();
  before(async function () {
    torch = await openTorch(this);
    for (const one of torch.tf.getKernelsForBackend("torch")) {
      const {kernelFunc, kernelName} = one;
      one.kernelFunc = given => {
        run.add(kernelName);
        return kernelFunc(given);
      };
    }
  });

  for (const [name, compute] of Object.entries(TABLE)) {
    it(`${name} gives what the cpu backend gives`, async () => {
      const {tf, engine} = torch;
      const {handles} = engine.memory();
      const results = () =>
        [tf.tidy(() => [compute(tf)].flat())].flat().map(one => {
          const read = {shape: one.shape, dtype: one.dtype, values: Array.from(one.dataSync())};
          one.dispose();
          return read;
        });
      const ours = results();
      expect((engine.memory().handles ?? 0) - (handles ?? 0), "handles left over").to.be.at.most(6);
      const theirs = await onCpu(tf, results);
      expect(ours.map(({shape, dtype}) => ({shape, dtype}))).to.deep.equal(
        theirs.map(({shape, dtype}) => ({shape, dtype})),
      );
      for (const [i, {values}] of ours.entries())
        expectClose(values, theirs[i]?.values ?? [], {atol: 1e-5, rtol: 1e-5});
    });
  }

  it("the table reaches every kernel of this tier", () => {
    const own = torch.tf.getKernelsForBackend("torch").map(({kernelName}) => kernelName);
    const missed = own.filter(
      name => !run.has(name) && !torch.backend.standIns.has(name) && !ELSEWHERE.includes(name),
    );
    expect(missed).to.deep.equal([]);
  });

  it("the kernels that the cpu backend computes are the ones that no training step needs", () => {
    expect([...torch.backend.standIns].sort()).to.deep.equal([
      ...["Bincount", "BroadcastArgs", "ComplexAbs", "CropAndResize", "DenseBincount", "Dilation2D"],
      ...["Dilation2DBackpropFilter", "Dilation2DBackpropInput", "Draw", "FFT", "IFFT", "LinSpace"],
      ...[
        "MaxPoolWithArgmax",
        "Multinomial",
        "NonMaxSuppressionV3",
        "NonMaxSuppressionV4",
        "NonMaxSuppressionV5",
      ],
      ...["RaggedGather", "RaggedRange", "RaggedTensorToTensor", "Range", "RotateWithOffset", "SearchSorted"],
      ...["SparseFillEmptyRows", "SparseReshape", "SparseSegmentMean", "SparseSegmentSum", "SparseToDense"],
      ...[
        "StaticRegexReplace",
        "StringNGrams",
        "StringSplit",
        "StringToHashBucketFast",
        "Transform",
        "Unique",
      ],
    ]);
  });
});
