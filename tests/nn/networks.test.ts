import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {Random} from "../../src/core/random.js";
import {lenetLayers, smallResnetLayers} from "../../src/nn/architectures.js";
import {basicBlock, bottleneckBlock, mlpLayers, preActivationBlock, vggBlock} from "../../src/nn/blocks.js";
import {buildNetwork, type Network} from "../../src/nn/buildNetwork.js";
import {constant, glorotUniform} from "../../src/nn/initializers.js";
import {clearGradients, gradientNorms} from "../../src/nn/layer.js";
import type {LayerSpec} from "../../src/nn/layerSpec.js";
import {sgd} from "../../src/nn/sgd.js";
import {softmaxCrossEntropy} from "../../src/nn/softmax.js";
import {accuracyOf, stackImages, trainStep} from "../../src/nn/trainStep.js";
import {expectSlopes, noise} from "../support/arrays.js";

/** Holds every slope of a network, by its input and by each parameter, against differences. */
function expectNetworkSlopes(network: Network, x: NdArray, training: boolean): void {
  const dy = noise(network.forward(x, training).shape, 9);
  clearGradients(network.parameters);
  const dx = network.backward(dy);
  expectSlopes(at => network.forward(at, training), x, dy, dx);
  for (const {value, gradient} of network.parameters) {
    const kept = value.data.slice();
    expectSlopes(
      at => {
        value.data.set(at.data);
        return network.forward(x, training);
      },
      new NdArray(value.shape, kept),
      dy,
      gradient,
    );
    value.data.set(kept);
  }
}

const tanh: LayerSpec = {kind: "activation", activation: "tanh"};

describe("buildNetwork(inputShape, layers, options)", () => {
  const random = () => new Random(7);
  const NETWORKS: Readonly<Record<string, readonly LayerSpec[]>> = {
    "a perceptron": [{kind: "flatten"}, ...mlpLayers([5, 3], "tanh")],
    "a perceptron with sigmoids": [{kind: "flatten"}, ...mlpLayers([4, 2], "sigmoid")],
    "a small LeNet": [
      {kind: "conv", filters: 2, kernelSize: 3, padding: "same"},
      tanh,
      {kind: "meanPool", poolSize: 2},
      {kind: "conv", filters: 3, kernelSize: [1, 2], useBias: false},
      {kind: "maxPool", poolSize: [2, 1]},
      {kind: "flatten"},
      {kind: "dense", units: 3, useBias: false},
    ],
    "dilated groups": [
      {kind: "conv", filters: 4, kernelSize: 2, groups: 2, dilations: 2, strides: 2},
      {kind: "globalMeanPool"},
    ],
    "a basic block": basicBlock(2),
    "a basic block that projects": basicBlock(3, {strides: 2, shortcut: "project"}),
    "a basic block that pads": basicBlock(4, {strides: 2, shortcut: "pad"}),
    "a bottleneck": bottleneckBlock(1, {strides: 2, shortcut: "project", strideIn: "1x1"}),
    "a pre-activation block": preActivationBlock(2),
    "a block of VGG": vggBlock(2, 2),
  };
  for (const [name, layers] of Object.entries(NETWORKS)) {
    for (const training of [false, true]) {
      it(`has the slopes that differences measure: ${name}, ${training ? "in training" : "at test time"}`, () => {
        const network = buildNetwork([6, 5, 2], layers, {random: random()});
        // Shifts away from zero, so that no ReLU stands at its kink.
        for (const {name: part, value} of network.parameters)
          if (/biases|shift/.test(part)) value.data.set(noise(value.shape, 5).data);
        expectNetworkSlopes(network, noise([3, 6, 5, 2], 3), training);
      });
    }
  }
  it("names parameters by their layer, and weight decay knows them", () => {
    const network = buildNetwork([6, 5, 2], [...vggBlock(2, 1), {kind: "batchNorm"}], {random: random()});
    expect(network.parameters.map(({name, decays}) => [name, decays])).to.deep.equal([
      ["1 conv weights", true],
      ["1 conv biases", false],
      ["4 batchNorm scale", false],
      ["4 batchNorm shift", false],
    ]);
    expect(network.outputShape).to.deep.equal([3, 2, 2]);
  });
  it("gives the same network for the same seed", () => {
    const make = () => buildNetwork([28, 28, 1], lenetLayers(), {random: random()});
    expect(make().parameters.map(({value}) => [...value.data])).to.deep.equal(
      make().parameters.map(({value}) => [...value.data]),
    );
  });
  it("drops in training only", () => {
    const network = buildNetwork([50], [{kind: "dropout", rate: 0.5}], {random: random()});
    const ones = new NdArray([1, 50], new Float64Array(50).fill(1));
    expect(network.forward(ones).toNested()).to.deep.equal(ones.toNested());
    const dropped = network.forward(ones, true);
    expect(new Set(dropped.data)).to.deep.equal(new Set([0, 2]));
    expect(network.backward(ones).toNested()).to.deep.equal(dropped.toNested());
  });
  it("with zero scale in the last norm of the branch a block is the identity, after ReLU", () => {
    const network = buildNetwork([6, 5, 2], basicBlock(2, {zeroScale: true}), {random: random()});
    const x = noise([2, 6, 5, 2]).map(Math.abs);
    expectClose(network.forward(x, true).data, x.data);
  });
  it("with constant weights never tells its units apart: symmetry stays", () => {
    const network = buildNetwork([4], mlpLayers([3, 2], "tanh"), {random: random(), weights: constant(0.5)});
    const optimizer = sgd();
    for (let step = 0; step < 5; step++)
      trainStep(network, noise([6, 4], step), [0, 1, 0, 1, 1, 0], optimizer, 0.1);
    const [w] = network.parameters;
    for (let i = 0; i < 4; i++)
      expectClose([w.value.at(i, 1), w.value.at(i, 2)], [w.value.at(i, 0), w.value.at(i, 0)]);
  });
  for (const [make, kind, text] of [
    [
      () => buildNetwork([6, 5, 2], [{kind: "dense", units: 3}], {random: random()}),
      RangeError,
      'buildNetwork: dense must follow a flat input [features], got [6,5,2]; add {kind: "flatten"}',
    ],
    [
      () => buildNetwork([6], [{kind: "conv", filters: 3, kernelSize: 3}], {random: random()}),
      RangeError,
      "buildNetwork: conv must follow an input [height, width, channels], got [6]",
    ],
    [
      () => buildNetwork([6, 5, 2], basicBlock(4), {random: random()}),
      RangeError,
      "buildNetwork: branch and shortcut must give one shape, got [6,5,4] and [6,5,2]",
    ],
    [
      () => buildNetwork([6, 5, 2], [{kind: "convolution"} as never], {random: random()}),
      TypeError,
      'buildNetwork: kind must be one of LayerSpec, got "convolution"',
    ],
    [
      () => buildNetwork([6], [{kind: "activation", activation: "step" as never}], {random: random()}),
      TypeError,
      'buildNetwork: activation must be "sigmoid", "tanh" or "relu", got "step"',
    ],
    [
      () => buildNetwork([6], [], {} as never),
      TypeError,
      "buildNetwork: random must be a Random, got undefined",
    ],
    [
      () => buildNetwork([6], [], {random: random()}).forward(noise([2, 5])),
      RangeError,
      "forward: x must have shape [2,6], got [2,5]",
    ],
  ] as const) {
    it(`says: ${text}`, () => {
      expect(make).to.throw(kind, text);
    });
  }
});

describe("LeNet-5 by hand", () => {
  const network = () =>
    buildNetwork([28, 28, 1], lenetLayers(), {random: new Random(3), weights: glorotUniform});
  const images = noise([4, 28, 28, 1]).map(value => Math.abs(value) % 1);
  it("agrees with the same net of TensorFlow.js on one forward pass", () => {
    const mine = network();
    const theirs = tf.sequential({
      layers: [
        tf.layers.conv2d({
          inputShape: [28, 28, 1],
          filters: 6,
          kernelSize: 5,
          padding: "same",
          activation: "tanh",
        }),
        tf.layers.averagePooling2d({poolSize: 2, strides: 2}),
        tf.layers.conv2d({filters: 16, kernelSize: 5, activation: "tanh"}),
        tf.layers.averagePooling2d({poolSize: 2, strides: 2}),
        tf.layers.flatten(),
        tf.layers.dense({units: 120, activation: "tanh"}),
        tf.layers.dense({units: 84, activation: "tanh"}),
        tf.layers.dense({units: 10}),
      ],
    });
    expect(theirs.countParams()).to.equal(61_706);
    theirs.setWeights(mine.parameters.map(({value}) => value.toTensor(tf) as tf.Tensor));
    const scores = theirs.predict(images.toTensor(tf) as tf.Tensor) as tf.Tensor;
    expectClose(mine.forward(images).data, scores.dataSync(), {atol: 1e-5});
    scores.dispose();
    theirs.dispose();
  });
  it("starts with a loss near ln 10", () => {
    const {loss} = softmaxCrossEntropy(network().forward(images), [0, 3, 7, 9]);
    expect(loss).to.be.within(Math.LN10 - 0.5, Math.LN10 + 0.5);
  });
  it("learns four images by heart", () => {
    const net = network();
    const optimizer = sgd({momentum: 0.9});
    for (let step = 0; step < 25; step++) trainStep(net, images, [0, 3, 7, 9], optimizer, 0.05);
    expect(accuracyOf(net, images, [0, 3, 7, 9])).to.equal(1);
  });
  it("has a gradient in every layer", () => {
    const net = network();
    net.backward(softmaxCrossEntropy(net.forward(images), [0, 3, 7, 9]).slopes);
    expect(gradientNorms(net.parameters).every(({norm}) => norm > 0)).to.equal(true);
  });
});

describe("smallResnetLayers(8)", () => {
  it("runs forwards and backwards, plain or residual", () => {
    for (const residual of [true, false]) {
      const network = buildNetwork([8, 8, 3], smallResnetLayers(8, {residual}), {random: new Random(1)});
      const scores = network.forward(noise([2, 8, 8, 3]), true);
      expect(scores.shape).to.deep.equal([2, 10]);
      expect(network.backward(noise(scores.shape)).shape).to.deep.equal([2, 8, 8, 3]);
    }
  });
});

describe("accuracyOf and stackImages", () => {
  it("say what they need", () => {
    const network = buildNetwork([2], mlpLayers([2]), {random: new Random(1)});
    expect(() => accuracyOf(network, noise([3, 2]), [1])).to.throw(
      RangeError,
      "accuracyOf: labels must be one for each of 3 examples, got 1",
    );
    expect(() => stackImages([noise([2, 3]), noise([3, 2])])).to.throw(
      RangeError,
      "stackImages: images[1] must have shape [2,3], got [3,2]",
    );
  });
  it("stack images with channels as they are", () => {
    expect(stackImages([noise([2, 3, 4]), noise([2, 3, 4])]).shape).to.deep.equal([2, 2, 3, 4]);
  });
});
