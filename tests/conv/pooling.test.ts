import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {convVolume} from "../../src/conv/convVolume.js";
import {maxPool, maxPoolBackward} from "../../src/conv/maxPool.js";
import {globalMeanPool, globalMeanPoolBackward, meanPool, meanPoolBackward} from "../../src/conv/meanPool.js";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {expectSlopes, noise, numbersOf} from "../support/arrays.js";

const CASES = [
  {size: 2, options: {}},
  {size: [3, 2], options: {strides: [2, 1]}},
  {size: 3, options: {strides: 2, padding: "same"}},
  {size: [2, 3], options: {strides: [1, 2], padding: "same"}},
] as const;

describe("maxPool(x, size, options)", () => {
  it("takes the largest of each window, channel by channel, and says where it stood", () => {
    const x = NdArray.fromNested([
      [
        [1, 9],
        [3, 8],
        [0, 0],
        [7, 1],
      ],
      [
        [2, 7],
        [0, 6],
        [5, 2],
        [6, 3],
      ],
    ]);
    const {y, winners} = maxPool(x, 2);
    expect(y.toNested()).to.deep.equal([
      [
        [3, 9],
        [7, 3],
      ],
    ]);
    expect(winners.toNested()).to.deep.equal([
      [
        [2, 1],
        [6, 15],
      ],
    ]);
  });
  it("halves 224 x 224", () => {
    expect(maxPool(NdArray.zeros([224, 224, 1]), 2).y.shape).to.deep.equal([112, 112, 1]);
  });
  it("does not let the zeros of the padding win over negative numbers", () => {
    const x = NdArray.fromNested([[[-5], [-3], [-4]]]);
    expect(maxPool(x, [1, 2], {padding: "same"}).y.toNested()).to.deep.equal([[[-3], [-4]]]);
  });
  it("with a window of 1 keeps every second pixel", () => {
    expect(maxPool(NdArray.fromNested([[[1], [2], [3]]]), 1, {strides: 2}).y.toNested()).to.deep.equal([
      [[1], [3]],
    ]);
  });
  for (const {size, options} of CASES) {
    it(`agrees with tf.maxPool and its gradient for ${JSON.stringify({size, options})}`, () => {
      const x = noise([2, 5, 7, 3]);
      const {strides = size, padding = "valid"} = options as {strides?: number; padding?: "valid" | "same"};
      const pool = (image: tf.Tensor) =>
        tf.maxPool(image as tf.Tensor4D, size as number, strides as number, padding);
      const {y} = maxPool(x, size, options);
      expectClose(y.data, numbersOf(tf.tidy(() => pool(x.toTensor(tf)))));
      const dy = noise(y.shape, 2);
      const theirs = tf.grad(pool)(x.toTensor(tf), dy.toTensor(tf));
      expectClose(maxPoolBackward(x, size, dy, options).data, numbersOf(theirs));
    });
    it(`has the slopes that differences measure, away from ties, for ${JSON.stringify({size, options})}`, () => {
      const x = noise([2, 5, 7, 3]);
      const dy = noise(maxPool(x, size, options).y.shape, 2);
      expectSlopes(at => maxPool(at, size, options).y, x, dy, maxPoolBackward(x, size, dy, options));
      expectClose(
        maxPoolBackward(x, size, dy, {...options, ties: "all"}).data,
        maxPoolBackward(x, size, dy, options).data,
      );
    });
  }
  it("records positions as tf.maxPoolWithArgmax does", () => {
    const x = noise([2, 4, 6, 3]);
    const {result, indexes} = tf.maxPoolWithArgmax(x.toTensor(tf) as tf.Tensor4D, 2, 2, "valid", true);
    result.dispose();
    expect([...maxPool(x, 2).winners.data]).to.deep.equal([...numbersOf(indexes)]);
  });
  it("gives a tie to the first, as TensorFlow.js does, or to all, by the other reading", () => {
    const x = NdArray.fromNested([
      [
        [[4], [4]],
        [[4], [1]],
      ],
    ]);
    const dy = NdArray.fromNested([[[[6]]]]);
    expect([...maxPoolBackward(x, 2, dy).data]).to.deep.equal([6, 0, 0, 0]);
    expect([...maxPoolBackward(x, 2, dy, {ties: "all"}).data]).to.deep.equal([6, 6, 6, 0]);
    const theirs = tf.grad((image: tf.Tensor) => tf.maxPool(image as tf.Tensor4D, 2, 2, "valid"))(
      x.toTensor(tf),
      dy.toTensor(tf),
    );
    expect([...numbersOf(theirs)]).to.deep.equal([6, 0, 0, 0]);
  });
  for (const [make, kind, text] of [
    [
      () => maxPool(noise([4, 4, 1]), 5),
      RangeError,
      "maxPool: kernel must fit the padded image, got height of kernel 5 and of input 4",
    ],
    [() => maxPool(noise([4, 4, 1]), 0), RangeError, "maxPool: size must be an integer >= 1, got 0"],
    [
      () => maxPool(noise([4, 4, 1]), "2" as never),
      TypeError,
      'maxPool: size must be a number or [rows, columns], got "2"',
    ],
    [
      () => maxPool(noise([4, 4, 1]), 2, {padding: 2}),
      RangeError,
      "maxPool: every window must touch the input, got padding as wide as the window 2",
    ],
    [
      () => maxPoolBackward(noise([4, 4, 1]), 2, noise([2, 2, 1]), {ties: "last" as never}),
      TypeError,
      'maxPoolBackward: ties must be "first" or "all", got "last"',
    ],
    [
      () => maxPoolBackward(noise([4, 4, 1]), 2, noise([2, 1, 1])),
      RangeError,
      "maxPoolBackward: dy must have shape [2,2,1], got [2,1,1]",
    ],
    [
      () => meanPool(noise([4, 4, 1]), 2, {padding: 2}),
      RangeError,
      "meanPool: every window must touch the input, got padding as wide as the window [2, 2]",
    ],
    [
      () => globalMeanPoolBackward(noise([4, 4, 3]), noise([2])),
      RangeError,
      "globalMeanPoolBackward: dy must have shape [3], got [2]",
    ],
  ] as const) {
    it(`says: ${text}`, () => {
      expect(make).to.throw(kind, text);
    });
  }
});

describe("meanPool(x, size, options)", () => {
  it("is a convolution with equal weights", () => {
    const x = noise([6, 4, 1]);
    const box = new NdArray([3, 2, 1, 1], new Float64Array(6).fill(1 / 6));
    expectClose(meanPool(x, [3, 2]).data, convVolume(x, box, undefined, {strides: [3, 2]}).data);
  });
  for (const {size, options} of CASES) {
    it(`agrees with tf.avgPool, border included, for ${JSON.stringify({size, options})}`, () => {
      const x = noise([2, 5, 7, 3]);
      const {strides = size, padding = "valid"} = options as {strides?: number; padding?: "valid" | "same"};
      const theirs = tf.tidy(() =>
        tf.avgPool(x.toTensor(tf) as tf.Tensor4D, size as number, strides as number, padding),
      );
      expectClose(meanPool(x, size, options).data, numbersOf(theirs));
    });
    it(`has the slopes that differences measure, for ${JSON.stringify({size, options})}`, () => {
      const x = noise([2, 5, 7, 3]);
      const dy = noise(meanPool(x, size, options).shape, 2);
      expectSlopes(at => meanPool(at, size, options), x, dy, meanPoolBackward(x, size, dy, options));
    });
  }
  it("over the whole image is the global mean", () => {
    const x = noise([2, 5, 7, 3]);
    expectClose(globalMeanPool(x).data, numbersOf(tf.tidy(() => x.toTensor(tf).mean([1, 2]))));
    const dy = noise([2, 3], 2);
    expectSlopes(globalMeanPool, x, dy, globalMeanPoolBackward(x, dy));
    expect(globalMeanPool(noise([5, 7, 3])).shape).to.deep.equal([3]);
  });
});
