import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {convSequence, convSequenceBackward, type SequenceOptions} from "../../src/conv/convSequence.js";
import {convVolume} from "../../src/conv/convVolume.js";
import {convVolumeBackward} from "../../src/conv/convVolumeBackward.js";
import {depthwiseConv, depthwiseConvBackward} from "../../src/conv/depthwiseConv.js";
import {col2im, im2col} from "../../src/conv/im2col.js";
import {locallyConnected, locallyConnectedBackward} from "../../src/conv/locallyConnected.js";
import {pointwiseConv} from "../../src/conv/pointwiseConv.js";
import {separableConv, separableConvBackward} from "../../src/conv/separableConv.js";
import {
  type TransposedOptions,
  transposedConv,
  transposedConvBackward,
} from "../../src/conv/transposedConv.js";
import {expectClose} from "../../src/core/expectClose.js";
import {matmul} from "../../src/core/matmul.js";
import {NdArray} from "../../src/core/ndArray.js";
import {expectSlopes, inner, noise, numbersOf} from "../support/arrays.js";

describe("depthwiseConv(x, w, b, options)", () => {
  const [x, w, b] = [noise([2, 6, 5, 3]), noise([2, 3, 3, 2], 2), noise([6], 3)];
  it("agrees with tf.depthwiseConv2d", () => {
    for (const [strides, padding, dilations] of [
      [1, "valid", 1],
      [2, "same", 1],
      [1, "same", 2],
    ] as const) {
      const theirs = tf.tidy(() =>
        tf
          .depthwiseConv2d(
            x.toTensor(tf) as tf.Tensor4D,
            w.toTensor(tf) as tf.Tensor4D,
            strides,
            padding,
            "NHWC",
            dilations,
          )
          .add(b.toTensor(tf)),
      );
      const mine = depthwiseConv(x, w, b, {strides, padding, dilations});
      expect(mine.shape).to.deep.equal(theirs.shape);
      expectClose(mine.data, numbersOf(theirs));
    }
  });
  it("has the slopes that differences measure", () => {
    const options = {strides: [1, 2], padding: "same", dilations: [2, 1]} as const;
    const dy = noise(depthwiseConv(x, w, b, options).shape, 4);
    const {dx, dw, db} = depthwiseConvBackward(x, w, dy, options);
    expectSlopes(at => depthwiseConv(at, w, b, options), x, dy, dx);
    expectSlopes(at => depthwiseConv(x, at, b, options), w, dy, dw);
    expectSlopes(at => depthwiseConv(x, w, at, options), b, dy, db);
  });
  it("says when channels do not fit", () => {
    expect(() => depthwiseConv(x, noise([2, 3, 2, 2]))).to.throw(
      RangeError,
      "depthwiseConv: w must have 3 channels as x has, got shape [2,3,2,2]",
    );
  });
});

describe("separableConv(x, depthwise, pointwise, b, options)", () => {
  const [x, around, mix, b] = [
    noise([2, 6, 5, 3]),
    noise([3, 2, 3, 2], 2),
    noise([1, 1, 6, 4], 3),
    noise([4], 4),
  ];
  it("agrees with tf.separableConv2d", () => {
    const theirs = tf.tidy(() =>
      tf
        .separableConv2d(
          x.toTensor(tf) as tf.Tensor4D,
          around.toTensor(tf) as tf.Tensor4D,
          mix.toTensor(tf) as tf.Tensor4D,
          2,
          "same",
        )
        .add(b.toTensor(tf)),
    );
    expectClose(separableConv(x, around, mix, b, {strides: 2, padding: "same"}).data, numbersOf(theirs), {
      atol: 1e-5,
    });
  });
  it("needs 67,840 weights where a full 3 x 3 from 256 to 256 channels needs 589,824", () => {
    const [full, depthwise, pointwise] = [3 * 3 * 256 * 256, 3 * 3 * 256, 256 * 256];
    expect([full, depthwise + pointwise]).to.deep.equal([589_824, 67_840]);
  });
  it("has the slopes that differences measure", () => {
    const options = {strides: 2, padding: 1} as const;
    const dy = noise(separableConv(x, around, mix, b, options).shape, 5);
    const {dx, dDepthwise, dPointwise, db} = separableConvBackward(x, around, mix, dy, options);
    expectSlopes(at => separableConv(at, around, mix, b, options), x, dy, dx);
    expectSlopes(at => separableConv(x, at, mix, b, options), around, dy, dDepthwise);
    expectSlopes(at => separableConv(x, around, at, b, options), mix, dy, dPointwise);
    expectSlopes(at => separableConv(x, around, mix, at, options), b, dy, db);
  });
});

describe("pointwiseConv(x, w, b)", () => {
  it("is the same dense layer at every pixel", () => {
    const [x, w] = [noise([4, 5, 3]), noise([3, 2], 2)];
    expectClose(pointwiseConv(x, w).data, matmul(x.reshape([20, 3]), w).data);
  });
});

describe("transposedConv(x, w, b, options)", () => {
  const CASES: readonly {y: number[]; w: number[]; options: TransposedOptions}[] = [
    {y: [2, 3, 4, 2], w: [3, 2, 5, 2], options: {}},
    {y: [1, 3, 2, 3], w: [3, 3, 2, 3], options: {strides: 2}},
    {y: [3, 2, 2], w: [2, 4, 1, 2], options: {strides: [2, 3], padding: "same"}},
    {y: [2, 3, 4, 1], w: [2, 3, 2, 1], options: {strides: 2, outputSize: [7, 9]}},
    {y: [4, 3, 2], w: [3, 3, 1, 2], options: {padding: 1, dilations: 2}},
    {y: [5, 6, 2], w: [3, 2, 1, 2], options: {padding: "full"}},
  ];
  it("lays stamps side by side and adds them up where they overlap", () => {
    const stamp = NdArray.fromNested([[[[1]], [[1]], [[1]]]]);
    const ones = NdArray.fromNested([[[1], [1], [1]]]);
    // Kernel 3, stride 2: every second pixel is stamped twice, the checkerboard's cause.
    expect(transposedConv(ones, stamp, undefined, {strides: 2}).toNested()).to.deep.equal([
      [[1], [1], [2], [1], [2], [1], [1]],
    ]);
  });
  for (const {y, w, options} of CASES) {
    const name = `y [${y}], w [${w}], ${JSON.stringify(options)}`;
    it(`is the adjoint of convVolume: <conv(x), y> = <x, transposed(y)>, for ${name}`, () => {
      const [small, weights] = [noise(y), noise(w, 2)];
      const back = transposedConv(small, weights, undefined, options);
      const x = noise(back.shape, 3);
      const there = convVolume(x, weights, undefined, options);
      expectClose([inner(there, small)], [inner(x, back)], {rtol: 1e-12, atol: 1e-10});
      expectClose(back.data, convVolumeBackward(x, weights, small, options).dx.data);
    });
    it(`has the slopes that differences measure, for ${name}`, () => {
      const [small, weights, b] = [noise(y), noise(w, 2), noise([w[2]], 3)];
      const dy = noise(transposedConv(small, weights, b, options).shape, 4);
      const {dx, dw, db} = transposedConvBackward(small, weights, dy, options);
      expectSlopes(at => transposedConv(at, weights, b, options), small, dy, dx);
      expectSlopes(at => transposedConv(small, at, b, options), weights, dy, dw);
      expectSlopes(at => transposedConv(small, weights, at, options), b, dy, db);
    });
  }
  it("agrees with tf.conv2dTranspose", () => {
    const [x, w] = [noise([2, 3, 4, 2]), noise([3, 2, 5, 2], 2)];
    for (const [strides, padding, size] of [
      [1, "valid", [5, 5]],
      [2, "same", [6, 8]],
      [2, "same", [5, 7]],
    ] as const) {
      const theirs = tf.conv2dTranspose(
        x.toTensor(tf) as tf.Tensor4D,
        w.toTensor(tf) as tf.Tensor4D,
        [2, ...size, 5],
        strides,
        padding,
      );
      const mine = transposedConv(x, w, undefined, {strides, padding, outputSize: size});
      expect(mine.shape).to.deep.equal(theirs.shape);
      expectClose(mine.data, numbersOf(theirs));
    }
  });
  it("says when no convolution leads back", () => {
    expect(() =>
      transposedConv(noise([3, 4, 2]), noise([3, 2, 5, 2]), undefined, {outputSize: [9, 9]}),
    ).to.throw(
      RangeError,
      "transposedConv: a convolution must lead from the output [9, 9] to the input [3, 4], got [7, 8]",
    );
    expect(() => transposedConv(noise([3, 4, 2]), noise([3, 2, 5, 3]))).to.throw(
      RangeError,
      "transposedConv: w must have 2 channels as x has, got shape [3,2,5,3]",
    );
    expect(() => transposedConvBackward(noise([3, 4, 2]), noise([3, 2, 5, 2]), noise([3, 4, 5]))).to.throw(
      RangeError,
      "transposedConvBackward: dy must be as large as the output [5, 5], got [3, 4]",
    );
  });
});

describe("locallyConnected(x, w, b, options)", () => {
  const options = {
    strides: [1, 2],
    padding: [
      [1, 0],
      [0, 1],
    ],
  } as const;
  const x = noise([2, 4, 5, 3]);
  it("is a convolution when every place is given the same filters", () => {
    const w = noise([3, 2, 3, 4], 2);
    const y = convVolume(x, w, undefined, options);
    const places = y.shape[1] * y.shape[2];
    const copies = new NdArray(
      [y.shape[1], y.shape[2], 3, 2, 3, 4],
      new Float64Array(places * w.data.length),
    );
    for (let place = 0; place < places; place++) copies.data.set(w.data, place * w.data.length);
    expectClose(locallyConnected(x, copies, undefined, options).data, y.data);
  });
  it("has the slopes that differences measure", () => {
    const [w, b] = [noise([3, 3, 3, 2, 3, 2], 2), noise([3, 3, 2], 3)];
    const dy = noise(locallyConnected(x, w, b, options).shape, 4);
    const {dx, dw, db} = locallyConnectedBackward(x, w, dy, options);
    expectSlopes(at => locallyConnected(at, w, b, options), x, dy, dx);
    expectSlopes(at => locallyConnected(x, at, b, options), w, dy, dw);
    expectSlopes(at => locallyConnected(x, w, at, options), b, dy, db);
  });
  it("says which shape the weights must have", () => {
    expect(() => locallyConnected(x, noise([2, 3, 3, 2, 3, 2]))).to.throw(
      RangeError,
      "locallyConnected: w must have shape [2,4,3,2,3,2], got [2,3,3,2,3,2]",
    );
    expect(() => locallyConnected(x, noise([3, 3, 3, 2]))).to.throw(
      TypeError,
      "locallyConnected: w must be an NdArray [output height, output width, rows, columns, channels, filters], got shape [3,3,3,2]",
    );
  });
});

describe("im2col(x, size, options) and col2im", () => {
  it("are each other's transpose: <im2col(x), c> = <x, col2im(c)>", () => {
    for (const options of [
      {},
      {strides: [2, 1], padding: "same"},
      {dilations: [1, 2], padding: 1},
    ] as const) {
      const x = noise([2, 4, 5, 3]);
      const columns = im2col(x, [2, 3], options);
      const c = noise(columns.shape, 2);
      expectClose([inner(columns, c)], [inner(x, col2im(c, x.shape, [2, 3], options))]);
    }
  });
  it("say which columns belong to a volume", () => {
    expect(() => col2im(noise([3, 4]), [3, 3, 1], [2, 2])).to.throw(
      RangeError,
      "col2im: columns must have shape [4,4], got [3,4]",
    );
  });
});

describe("convSequence(x, w, b, options)", () => {
  const [x, w, b] = [noise([2, 9, 3]), noise([4, 3, 5], 2), noise([5], 3)];
  it("agrees with tf.conv1d", () => {
    for (const [stride, padding, dilation] of [
      [1, "valid", 1],
      [2, "same", 1],
      [1, "same", 2],
    ] as const) {
      const theirs = tf.tidy(() =>
        tf
          .conv1d(
            x.toTensor(tf) as tf.Tensor3D,
            w.toTensor(tf) as tf.Tensor3D,
            stride,
            padding,
            "NWC",
            dilation,
          )
          .add(b.toTensor(tf)),
      );
      const mine = convSequence(x, w, b, {stride, padding, dilation});
      expect(mine.shape).to.deep.equal(theirs.shape);
      expectClose(mine.data, numbersOf(theirs));
    }
  });
  it("has the slopes that differences measure, and does without a batch axis", () => {
    const options: SequenceOptions = {stride: 2, padding: [2, 1], dilation: 2};
    const one = noise([9, 3], 7);
    const dy = noise(convSequence(one, w, b, options).shape, 4);
    const {dx, dw, db} = convSequenceBackward(one, w, dy, options);
    expectSlopes(at => convSequence(at, w, b, options), one, dy, dx);
    expectSlopes(at => convSequence(one, at, b, options), w, dy, dw);
    expectSlopes(at => convSequence(one, w, at, options), b, dy, db);
  });
  it("says which axes a sequence has", () => {
    expect(() => convSequence(noise([9]), w)).to.throw(
      TypeError,
      "convSequence: x must have axes [length, channels], got shape [9]",
    );
  });
});
