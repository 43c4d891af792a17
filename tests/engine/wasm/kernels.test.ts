import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {Random} from "../../../src/core/random.js";
import {useEngine} from "../../../src/engine/useEngine.js";

type Run = (...tensors: tf.Tensor[]) => tf.Tensor;

interface Row {
  readonly name: string;
  readonly shapes: readonly (readonly number[])[];
  readonly run: Run;
}

const conv = (strides: number, pad: "same" | "valid", dilation = 1): Run =>
  ((x: tf.Tensor4D, w: tf.Tensor4D) => tf.conv2d(x, w, strides, pad, "NHWC", dilation)) as Run;
const depthwise = (strides: number, pad: "same" | "valid"): Run =>
  ((x: tf.Tensor4D, w: tf.Tensor4D) => tf.depthwiseConv2d(x, w, strides, pad)) as Run;

/** Large enough that helpers get some of the work, lopsided, with channels that fill no vector. */
const ROWS: readonly Row[] = [
  {
    name: "conv2d, stem of 3 channels",
    shapes: [
      [5, 33, 29, 3],
      [5, 3, 3, 13],
    ],
    run: conv(2, "same"),
  },
  {
    name: "conv2d, channels in whole panels",
    shapes: [
      [4, 17, 19, 16],
      [3, 3, 16, 24],
    ],
    run: conv(1, "same"),
  },
  {
    name: "conv2d, window of one pixel, skipping",
    shapes: [
      [3, 16, 15, 9],
      [1, 1, 9, 17],
    ],
    run: conv(2, "valid"),
  },
  {
    name: "conv2d, wide stride",
    shapes: [
      [2, 31, 30, 5],
      [4, 2, 5, 7],
    ],
    run: conv(3, "valid"),
  },
  {
    name: "conv2d, wide images in chunks",
    shapes: [
      [2, 70, 65, 12],
      [3, 5, 12, 3],
    ],
    run: conv(1, "same"),
  },
  {
    name: "depthwise",
    shapes: [
      [7, 23, 21, 19],
      [3, 3, 19, 1],
    ],
    run: depthwise(1, "same"),
  },
  {
    name: "depthwise, two of each channel",
    shapes: [
      [7, 23, 21, 5],
      [3, 5, 5, 2],
    ],
    run: depthwise(2, "valid"),
  },
  {
    name: "matMul",
    shapes: [
      [67, 131],
      [131, 45],
    ],
    run: ((a, b) => tf.matMul(a, b)) as Run,
  },
  {
    name: "matMul, left transposed",
    shapes: [
      [131, 67],
      [131, 45],
    ],
    run: ((a, b) => tf.matMul(a, b, true)) as Run,
  },
  {
    name: "matMul, right transposed, in batches",
    shapes: [
      [3, 37, 41],
      [3, 29, 41],
    ],
    run: ((a, b) => tf.matMul(a, b, false, true)) as Run,
  },
  {
    name: "matMul, both transposed",
    shapes: [
      [131, 67],
      [45, 131],
    ],
    run: ((a, b) => tf.matMul(a, b, true, true)) as Run,
  },
  {name: "maxPool", shapes: [[9, 27, 25, 11]], run: (x => tf.maxPool(x as tf.Tensor4D, 3, 2, "same")) as Run},
  {
    name: "avgPool",
    shapes: [[9, 26, 24, 12]],
    run: (x => tf.avgPool(x as tf.Tensor4D, 2, 2, "valid")) as Run,
  },
  {name: "sum of the first axes", shapes: [[11, 37, 29, 13]], run: x => tf.sum(x, [0, 1, 2])},
  {name: "mean of the middle axes", shapes: [[11, 37, 29, 13]], run: x => tf.mean(x, [1, 2], true)},
  {name: "mean of the last axis", shapes: [[11, 37, 29]], run: x => tf.mean(x, 2)},
  {
    name: "batchNorm with given statistics",
    shapes: [[5, 37, 29, 13], [13], [13], [13], [13]],
    run: (x, mean, variance, offset, scale) =>
      tf.batchNorm(
        x,
        mean as tf.Tensor1D,
        tf.abs(variance) as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
      ),
  },
  {name: "relu", shapes: [[3, 111, 123]], run: x => tf.relu(x)},
  {name: "relu6", shapes: [[3, 111, 123]], run: x => tf.relu6(tf.mul(x, 10))},
  {name: "tanh", shapes: [[3, 111, 123]], run: x => tf.tanh(x)},
  {name: "sigmoid", shapes: [[3, 111, 123]], run: x => tf.sigmoid(x)},
  {name: "tile", shapes: [[5, 1, 7, 1]], run: x => tf.tile(x, [2, 3, 1, 4])},
  {name: "slice", shapes: [[6, 7, 8, 9]], run: x => tf.slice(x, [1, 2, 0, 3], [4, 3, 8, 5])},
  {name: "gather", shapes: [[40, 13]], run: x => tf.gather(x, [3, 3, 0, 39, 7])},
  {
    name: "einsum",
    shapes: [
      [5, 7, 3],
      [7, 4, 3],
    ],
    run: (a, b) => tf.einsum("ijk,jlk->il", a, b),
  },
];

const uniform = new Random(4);

function values(shape: readonly number[]): Float32Array {
  return Float32Array.from({length: shape.reduce((product, size) => product * size, 1)}, () =>
    uniform.uniform(-1, 1),
  );
}

interface Answer {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The result and all gradients of a row on the selected backend; leaves no tensor behind. */
function compute({shapes, run}: Row, inputs: readonly Float32Array[], weights: Float32Array): Answer[] {
  const before = tf.memory().numTensors;
  const answers = tf.tidy(() => {
    const tensors = shapes.map((shape, i) => tf.tensor<tf.Rank>(inputs[i], [...shape]));
    const y = run(...tensors);
    const dy = tf.tensor<tf.Rank>(weights.slice(0, y.size), y.shape);
    const gradients = tf.grads((...xs: tf.Tensor[]) => run(...xs))(tensors, dy);
    return [y, ...gradients].map(one => ({shape: one.shape, data: one.dataSync() as Float32Array}));
  });
  expect(tf.memory().numTensors, "tensors left over").to.equal(before);
  return answers;
}

describe("kernels of the wasm engine on two threads", () => {
  before(async () => {
    await useEngine("cpu");
    await useEngine("wasm", {threads: 2});
  });

  for (const row of ROWS)
    it(`${row.name} agrees with the cpu backend, forward and backward, and frees what it takes`, async () => {
      const inputs = row.shapes.map(values);
      const weights = values([200_000]);
      await tf.setBackend("cpu");
      const expected = compute(row, inputs, weights);
      await tf.setBackend("wasm");
      const held = tf.backend().numDataIds();
      const actual = compute(row, inputs, weights);
      expect(tf.backend().numDataIds(), "buffers left over").to.equal(held);
      for (const [i, {shape, data}] of expected.entries()) {
        expect(actual[i].shape).to.deep.equal(shape);
        const scale = data.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
        const worst = data.reduce((most, value, j) => Math.max(most, Math.abs(value - actual[i].data[j])), 0);
        expect(worst / scale, i === 0 ? "result" : `gradient of input ${i - 1}`).to.be.at.most(1e-5);
      }
    });

  for (const [name, f] of [
    ["relu", tf.relu],
    ["relu6", tf.relu6],
  ] as const)
    it(`differentiates ${name} twice, as the cpu backend does`, async () => {
      const twice = () =>
        tf.tidy(() => [
          ...tf
            .grad(x => tf.grad(f)(x).square())(tf.tensor1d([-1.5, -0.2, 0.3, 2, 7]))
            .dataSync(),
        ]);
      await tf.setBackend("cpu");
      const expected = twice();
      await tf.setBackend("wasm");
      for (const [i, value] of twice().entries()) expect(value).to.be.closeTo(expected[i], 1e-6);
    });

  it("multiplies matrices of batches that broadcast both ways, which the cpu backend gets wrong", () => {
    const [a, b] = [tf.randomNormal([3, 1, 5, 4]), tf.randomNormal([2, 4, 7])];
    const all = tf.matMul(a, b);
    expect(all.shape).to.deep.equal([3, 2, 5, 7]);
    for (const i of [0, 1, 2])
      for (const j of [0, 1]) {
        const one = tf.matMul(a.slice([i], [1]).reshape([5, 4]), b.slice([j], [1]).reshape([4, 7]));
        const same = all.slice([i, j], [1, 1]).reshape([5, 7]);
        expect([...same.dataSync()]).to.deep.equal([...one.dataSync()]);
      }
  });

  it("refuses a slice that is not there instead of reading behind the tensor", () => {
    const x = tf.ones([3, 4]);
    expect(() => tf.slice(x, [1, 2], [2, 3])).to.throw(/begin\[1\] \+ size\[1\] \(5\)/);
    x.dispose();
  });

  it("refuses matrices that do not fit and outputs of another size, with the shapes", () => {
    const [a, b] = [tf.ones([2, 3]), tf.ones([1, 2, 2, 1])];
    const call = (kernel: string, inputs: tf.NamedTensorMap, attrs: tf.NamedAttrMap) => () =>
      tf.engine().runKernel(kernel, inputs, attrs);
    expect(call("BatchMatMul", {a, b: a}, {transposeA: false, transposeB: false})).to.throw(
      "BatchMatMul: inner sizes must agree, got 3 and 2 of [2,3] and [2,3]",
    );
    const attrs = {strides: 1, pad: "valid", inputShape: [1, 5, 5, 1]};
    expect(call("Conv2DBackpropInput", {dy: b, filter: b}, attrs)).to.throw(
      "Conv2DBackpropInput: images of [1,5,5,1] must have outputs of [1,5,4,1], got [1,2,2,1]",
    );
    tf.dispose([a, b]);
  });

  it("shares memory between a tensor and its clone until both are gone", () => {
    const held = tf.backend().numDataIds();
    const x = tf.tensor1d([1, 2, 3]);
    const y = tf.clone(x);
    expect(tf.backend().numDataIds()).to.equal(held + 1);
    x.dispose();
    expect([...y.dataSync()]).to.deep.equal([1, 2, 3]);
    y.dispose();
    expect(tf.backend().numDataIds()).to.equal(held);
  });
});
