import type * as TF from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose, groupedConv2d} from "../../../src/index.js";
import {openTier, tierUnderTest} from "../support/openTier.js";

describe(`groupedConv2d(x, filter, strides, pad, options) on ${tierUnderTest()}`, () => {
  let tf: typeof TF;
  let tensors = 0;

  before(async function () {
    tf = await openTier(this);
    tensors = tf.memory().numTensors;
    tf.engine().startScope();
  });

  after(() => {
    if (tf === undefined) return; // skipped: no such tier here
    tf.engine().endScope();
    expect(tf.memory().numTensors).to.equal(tensors);
  });

  it("gives each group its own channels and filters, as worked by hand", async () => {
    const x = tf.tensor4d([1, 2, 3, 4], [1, 1, 1, 4]);
    const filter = tf.tensor4d([10, 20, 30, 40], [1, 1, 2, 2]); // group 1: 10 and 30, group 2: 20 and 40
    const y = groupedConv2d(x, filter, 1, "valid", {groups: 2});
    expect([...(await y.data())]).to.deep.equal([1 * 10 + 2 * 30, 3 * 20 + 4 * 40]);
  });

  it("is a convolution whose filter is 0 between groups", async () => {
    const x = tf.randomNormal<TF.Rank.R4>([2, 7, 6, 4], 0, 1, "float32", 1);
    const filter = tf.randomNormal<TF.Rank.R4>([3, 2, 2, 6], 0, 1, "float32", 2);
    const [one, two] = tf.split<TF.Tensor4D>(filter, 2, 3);
    const whole = tf.concat(
      [tf.concat([one, tf.zerosLike(two)], 3), tf.concat([tf.zerosLike(one), two], 3)],
      2,
    );
    const grouped = groupedConv2d(x, filter, 1, "same", {groups: 2});
    expectClose(await grouped.data(), await tf.conv2d(x, whole, 1, "same").data(), {atol: 1e-5});
  });

  it("is tf.conv2d with one group, strides 1 and no padding unless told", async () => {
    const x = tf.randomNormal<TF.Rank.R4>([1, 6, 7, 3], 0, 1, "float32", 3);
    const filter = tf.randomNormal<TF.Rank.R4>([2, 3, 3, 4], 0, 1, "float32", 4);
    expectClose(await groupedConv2d(x, filter).data(), await tf.conv2d(x, filter, 1, "valid").data());
  });

  it("says which shapes and numbers do not fit", () => {
    const x = tf.zeros<TF.Rank.R4>([1, 5, 5, 6]);
    const filter = (channels: number, filters: number) => tf.zeros<TF.Rank.R4>([3, 3, channels, filters]);
    expect(() => groupedConv2d(x, filter(2, 4), 1, "same", {groups: 2})).to.throw(
      RangeError,
      /^groupedConv2d: channels of x must be groups \* channels of the filter, got 6, 2 and 2$/,
    );
    expect(() => groupedConv2d(x, filter(3, 5), 1, "same", {groups: 2})).to.throw(
      RangeError,
      /filters must be a multiple of groups, got 5 and 2$/,
    );
    expect(() => groupedConv2d(x, filter(3, 4), 1, "same", {groups: 1.5})).to.throw(
      RangeError,
      /groups must be an integer >= 1, got 1.5$/,
    );
    expect(() => groupedConv2d(x, filter(3, 4), 2, "same", {groups: 2, dilations: 2})).to.throw(
      RangeError,
      /strides must be 1 where dilations are above, got 2,2 and 2,2$/,
    );
    const image = tf.zeros<TF.Rank.R3>([5, 5, 6]) as TF.Tensor as TF.Tensor4D;
    expect(() => groupedConv2d(image, filter(3, 4), 1, "same", {groups: 2})).to.throw(
      TypeError,
      /x must have 4 axes, got shape \[5,5,6\]$/,
    );
  });
});
