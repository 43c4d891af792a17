import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {Random} from "../../src/core/random.js";
import {batchNorm, batchNormBackward, channelStatistics} from "../../src/nn/batchNorm.js";
import {buildNetwork} from "../../src/nn/buildNetwork.js";
import {groupNorm, groupNormBackward} from "../../src/nn/groupNorm.js";
import {batchNormLayer} from "../../src/nn/layers/normed.js";
import {expectSlopes, noise, numbersOf} from "../support/arrays.js";

describe("batchNorm(x, scale, shift, statistics)", () => {
  const [x, scale, shift] = [noise([4, 3, 2, 5]).map(value => 3 * value + 7), noise([5], 2), noise([5], 3)];
  it("gives every channel mean shift and deviation scale", () => {
    const {mean, variance} = channelStatistics(batchNorm(x, scale, shift, channelStatistics(x), 0));
    expectClose(mean.data, shift.data);
    expectClose(variance.data, scale.map(value => value * value).data);
  });
  it("agrees with tf.batchNorm and tf.moments", () => {
    const theirs = tf.tidy(() => {
      const input = x.toTensor(tf) as tf.Tensor4D;
      const {mean, variance} = tf.moments(input, [0, 1, 2]);
      return tf.batchNorm4d(
        input,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        shift.toTensor(tf) as tf.Tensor1D,
        scale.toTensor(tf) as tf.Tensor1D,
        1e-5,
      );
    });
    expectClose(batchNorm(x, scale, shift, channelStatistics(x)).data, numbersOf(theirs), {atol: 1e-5});
  });
  it("has the slopes that differences measure, through the statistics too", () => {
    const dy = noise(x.shape, 4);
    const forward = (a: NdArray, s: NdArray, t: NdArray) => batchNorm(a, s, t, channelStatistics(a));
    const {dx, dScale, dShift} = batchNormBackward(x, scale, dy);
    expectSlopes(at => forward(at, scale, shift), x, dy, dx);
    expectSlopes(at => forward(x, at, shift), scale, dy, dScale);
    expectSlopes(at => forward(x, scale, at), shift, dy, dShift);
  });
  it("has slopes that sum to zero in each channel: a common change of all changes nothing", () => {
    const {dx} = batchNormBackward(x, scale, noise(x.shape, 4));
    expectClose(channelStatistics(dx).mean.data, new Float64Array(5), {atol: 1e-12});
  });
  it("does not care in which order the statistics are named", () => {
    const {mean, variance} = channelStatistics(x);
    const turned = batchNorm(x, scale, shift, {variance, mean});
    expect([...turned.data]).to.deep.equal([...batchNorm(x, scale, shift, {mean, variance}).data]);
  });
  it("says what it needs for each channel", () => {
    expect(() => batchNorm(x, scale, shift, {...channelStatistics(x), variance: noise([1])})).to.throw(
      RangeError,
      "batchNorm: variance must have shape [5], got [1]",
    );
    expect(() => batchNorm(x, noise([4]), shift, channelStatistics(x))).to.throw(
      RangeError,
      "batchNorm: scale must have shape [5], got [4]",
    );
    expect(() => channelStatistics(noise([4]))).to.throw(
      TypeError,
      "channelStatistics: x must be an NdArray [batch, ..., channels], got shape [4]",
    );
  });
});

describe("a batch norm layer", () => {
  it("moves its running statistics a tenth of the way to the batch's, in training only", () => {
    const layer = batchNormLayer(2);
    const x = NdArray.fromNested([
      [1, 10],
      [3, 30],
    ]);
    layer.forward(x);
    expect(layer.running.mean.toNested()).to.deep.equal([0, 0]);
    layer.forward(x, true);
    expectClose(layer.running.mean.data, [0.2, 2]);
    expectClose(layer.running.variance.data, [0.9 + 0.1, 0.9 + 10]);
  });
  it("at test time gives an image the same answer whatever its batch-mates", () => {
    const layer = batchNormLayer(3);
    layer.forward(noise([8, 3]), true);
    const x = noise([4, 3], 2);
    const alone = layer.forward(new NdArray([1, 3], x.data.slice(0, 3)));
    expect([...layer.forward(x).data.slice(0, 3)]).to.deep.equal([...alone.data]);
    // In training mode it depends on them.
    expect([...layer.forward(x, true).data.slice(0, 3)]).to.not.deep.equal([...alone.data]);
  });
  it("has the slopes that differences measure at test time as well", () => {
    const layer = batchNormLayer(3, 1.5);
    layer.forward(noise([8, 3]), true);
    const [x, dy] = [noise([4, 3], 2), noise([4, 3], 3)];
    layer.forward(x);
    const dx = layer.backward(dy);
    expectSlopes(at => layer.forward(at), x, dy, dx);
    const [scale] = layer.parameters;
    expectSlopes(
      at => {
        scale.value.data.set(at.data);
        return layer.forward(x);
      },
      NdArray.fromNested([1.5, 1.5, 1.5]),
      dy,
      scale.gradient,
    );
  });
  it("says when backward comes before forward", () => {
    expect(() => batchNormLayer(3).backward(noise([4, 3]))).to.throw(
      RangeError,
      "batchNorm.backward: forward must be called before backward, got undefined",
    );
  });
});

describe("groupNorm(x, scale, shift, groups)", () => {
  const [x, scale, shift] = [noise([2, 3, 2, 6]), noise([6], 2), noise([6], 3)];
  it("standardises each group of each image by itself", () => {
    const ones = NdArray.fromNested([1, 1, 1, 1, 1, 1]);
    const out = groupNorm(x, ones, NdArray.zeros([6]), 3, 0);
    for (let n = 0; n < 2; n++)
      for (let g = 0; g < 3; g++) {
        const values = [...out.data].filter(
          (_, i) => Math.floor(i / 36) === n && Math.floor((i % 6) / 2) === g,
        );
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
        expectClose([mean, square], [0, 1]);
      }
  });
  it("does not depend on batch-mates", () => {
    const alone = groupNorm(new NdArray([1, 3, 2, 6], x.data.slice(0, 36)), scale, shift, 2);
    expectClose(groupNorm(x, scale, shift, 2).data.slice(0, 36), alone.data);
  });
  for (const groups of [1, 2, 3, 6]) {
    it(`has the slopes that differences measure, for ${groups} groups`, () => {
      const dy = noise(x.shape, 4);
      const {dx, dScale, dShift} = groupNormBackward(x, scale, dy, groups);
      expectSlopes(at => groupNorm(at, scale, shift, groups), x, dy, dx);
      expectSlopes(at => groupNorm(x, at, shift, groups), scale, dy, dScale);
      expectSlopes(at => groupNorm(x, scale, at, groups), shift, dy, dShift);
    });
  }
  it("says that groups divide channels", () => {
    expect(() => groupNorm(x, scale, shift, 4)).to.throw(
      RangeError,
      "groupNorm: groups must divide the channels, got 4 groups, 6 channels",
    );
  });
  it("is a layer too", () => {
    const network = buildNetwork([3, 2, 6], [{kind: "groupNorm", groups: 3}], {random: new Random(1)});
    const dy = noise(x.shape, 4);
    network.forward(x);
    expectSlopes(at => network.forward(at), x, dy, network.backward(dy));
  });
});
