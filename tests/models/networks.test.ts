import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {forwardFlops} from "../../src/models/forwardFlops.js";
import {buildLenet} from "../../src/models/lenet.js";
import {buildResnet8} from "../../src/models/resnet8.js";
import {buildResnet18} from "../../src/models/resnet18.js";
import {rejection} from "../support/rejection.js";

function trainedWeights(model: tf.LayersModel): number {
  return model.trainableWeights.reduce((sum, weight) => sum + weight.read().size, 0);
}

describe("buildLenet(options)", () => {
  it("has the weights that counting by hand gives: 156 + 2416 + 48120 + 10164 + 850", async () => {
    const model = await buildLenet();
    expect(trainedWeights(model)).to.equal(61_706);
    model.dispose();
  });

  it("takes other images and classes, lopsided ones too", async () => {
    const model = await buildLenet({inputShape: [20, 32, 3], classes: 7});
    expect(model.inputs[0].shape).to.deep.equal([null, 20, 32, 3]);
    expect(model.outputs[0].shape).to.deep.equal([null, 7]);
    model.dispose();
  });

  it("gives the same weights for a seed and others for another", async () => {
    const models = await Promise.all([buildLenet(), buildLenet(), buildLenet({seed: 2})]);
    const [first, again, other] = models.map(model => Array.from(model.getWeights()[0].dataSync()));
    expect(again).to.deep.equal(first);
    expect(other).not.to.deep.equal(first);
    for (const model of models) model.dispose();
  });

  it("rejects an image that is used up before the last pooling, naming the side", async () => {
    const error = await rejection(buildLenet({inputShape: [28, 11, 1]}));
    expect(error)
      .to.be.instanceOf(RangeError)
      .with.property("message", "buildLenet: inputShape width must be an integer >= 12, got 11");
  });
});

describe("buildResnet8(options) and buildResnet18(options)", () => {
  it("have 8 and 18 layers with weights on the longest way", async () => {
    for (const [build, layers, shortcuts] of [
      [buildResnet8, 8, 2],
      [buildResnet18, 18, 3],
    ] as const) {
      const model = await build({inputShape: [33, 47, 3]});
      const weighted = model.layers.filter(layer => /^(Conv2D|Dense)$/.test(layer.getClassName()));
      expect(weighted.length).to.equal(layers + shortcuts);
      model.dispose();
    }
  });

  it("have 78 thousand and 11.2 million trained weights for 10 classes", async () => {
    for (const [build, weights] of [
      [buildResnet8, 78_042],
      [buildResnet18, 11_181_642],
    ] as const) {
      const model = await build();
      expect(trainedWeights(model)).to.equal(weights);
      model.dispose();
    }
  });

  it("leave no tensor behind when disposed", async () => {
    const before = tf.memory().numTensors;
    (await buildResnet8({classes: 3})).dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });

  it("reject a size that makes no network, naming the function", async () => {
    const error = await rejection(buildResnet18({classes: 0}));
    expect(error)
      .to.be.instanceOf(RangeError)
      .with.property("message", "buildResnet18: classes must be an integer >= 1, got 0");
  });
});

describe("forwardFlops(model)", () => {
  it("is 2 x weights x places, summed over convolutions and dense layers", async () => {
    const model = await buildLenet();
    const byHand = 2 * (28 * 28 * 25 * 6 + 10 * 10 * 150 * 16 + 400 * 120 + 120 * 84 + 84 * 10);
    expect(forwardFlops(model)).to.equal(byHand);
    model.dispose();
  });

  it("is 25 million for ResNet-8 and 3.63 thousand million for ResNet-18", async () => {
    const [small, large] = await Promise.all([buildResnet8(), buildResnet18()]);
    expect(forwardFlops(small)).to.equal(25_003_264);
    expect(forwardFlops(large)).to.equal(3_627_132_928);
    small.dispose();
    large.dispose();
  });

  it("rejects a model whose images may have any size", () => {
    const layer = tf.layers.conv2d({inputShape: [null, 8, 3], filters: 2, kernelSize: 3, name: "first"});
    const model = tf.sequential({layers: [layer]});
    expect(() => forwardFlops(model)).to.throw(TypeError, /fixed input size, got layer first of shape/);
    model.dispose();
  });
});
