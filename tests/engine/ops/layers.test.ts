import type * as TF from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose} from "../../../src/core/expectClose.js";
import {skip} from "../../support/skip.js";
import {random} from "../support/dense.js";
import {openTier, tierUnderTest} from "../support/openTier.js";

type Layers = typeof TF.layers;

interface LayerRow {
  readonly name: string;
  /** Shape of one example. */
  readonly input: readonly number[];
  readonly build: (layers: Layers) => TF.layers.Layer[];
  /** Inputs are words: whole numbers from 0 to 8. */
  readonly words?: boolean;
}

const IMAGE = [8, 7, 3];
const SEQUENCE = [9, 4];
const VOLUME = [4, 6, 5, 2];
const same = "same" as const;

const ROWS: readonly LayerRow[] = [
  {
    name: "conv2d, dilated",
    input: IMAGE,
    build: l => [l.conv2d({filters: 4, kernelSize: [3, 2], dilationRate: 2, padding: same})],
  },
  {
    name: "conv2d, channels first",
    input: [3, 8, 7],
    build: l => [
      l.conv2d({filters: 4, kernelSize: 3, strides: 2, dataFormat: "channelsFirst", activation: "relu"}),
    ],
  },
  {
    name: "conv1d, dilated",
    input: SEQUENCE,
    build: l => [l.conv1d({filters: 5, kernelSize: 3, dilationRate: 3, padding: same, activation: "relu"})],
  },
  {
    name: "conv2dTranspose",
    input: IMAGE,
    build: l => [l.conv2dTranspose({filters: 4, kernelSize: 3, strides: 2})],
  },
  {name: "conv3d", input: VOLUME, build: l => [l.conv3d({filters: 3, kernelSize: [2, 3, 2], strides: 2})]},
  {
    name: "conv3d, dilated",
    input: VOLUME,
    build: l => [l.conv3d({filters: 3, kernelSize: 2, dilationRate: 2, padding: same})],
  },
  {
    name: "conv3dTranspose",
    input: VOLUME,
    build: l => [l.conv3dTranspose({filters: 3, kernelSize: 2, strides: 2})],
  },
  {
    name: "separableConv2d",
    input: IMAGE,
    build: l => [l.separableConv2d({filters: 5, kernelSize: 3, depthMultiplier: 2, padding: same})],
  },
  {
    name: "depthwiseConv2d, stride 2",
    input: IMAGE,
    build: l => [l.depthwiseConv2d({kernelSize: 3, strides: 2, depthMultiplier: 2})],
  },
  {
    name: "conv2d, batchNormalization, activation, maxPooling2d",
    input: IMAGE,
    build: l => [
      l.conv2d({filters: 4, kernelSize: 3, useBias: false}),
      l.batchNormalization(),
      l.activation({activation: "relu"}),
      l.maxPooling2d({poolSize: 2}),
    ],
  },
  {
    name: "batchNormalization without scale and centre",
    input: IMAGE,
    build: l => [l.conv2d({filters: 4, kernelSize: 2}), l.batchNormalization({scale: false, center: false})],
  },
  {
    name: "batchNormalization without centre of rows",
    input: [6],
    build: l => [l.dense({units: 5}), l.batchNormalization({center: false})],
  },
  {
    name: "batchNormalization of rows",
    input: [6],
    build: l => [l.dense({units: 5}), l.batchNormalization({momentum: 0.8})],
  },
  {
    name: "layerNormalization",
    input: SEQUENCE,
    build: l => [l.dense({units: 6}), l.layerNormalization()],
  },
  {
    name: "averagePooling2d, globalMaxPooling2d",
    input: IMAGE,
    build: l => [
      l.conv2d({filters: 4, kernelSize: 2}),
      l.averagePooling2d({poolSize: [2, 3], padding: same}),
      l.globalMaxPooling2d({}),
    ],
  },
  {
    name: "conv1d, maxPooling1d, globalAveragePooling1d",
    input: SEQUENCE,
    build: l => [
      l.conv1d({filters: 5, kernelSize: 2}),
      l.maxPooling1d({poolSize: 2}),
      l.globalAveragePooling1d({}),
    ],
  },
  {
    name: "conv3d, maxPooling3d, averagePooling3d",
    input: VOLUME,
    build: l => [
      l.conv3d({filters: 3, kernelSize: 2, padding: same}),
      l.maxPooling3d({poolSize: [1, 2, 2]}),
      l.averagePooling3d({poolSize: 2, padding: same}),
    ],
  },
  {
    name: "zeroPadding2d, upSampling2d, cropping2D",
    input: IMAGE,
    build: l => [
      l.conv2d({filters: 2, kernelSize: 2}),
      l.zeroPadding2d({
        padding: [
          [1, 0],
          [2, 1],
        ],
      }),
      l.upSampling2d({size: [2, 3], interpolation: "bilinear"}),
      l.cropping2D({
        cropping: [
          [1, 1],
          [0, 2],
        ],
      }),
    ],
  },
  {
    name: "elu, leakyReLU, softmax",
    input: [7],
    build: l => [l.dense({units: 4}), l.elu(), l.leakyReLU(), l.dense({units: 3}), l.softmax()],
  },
  {name: "prelu", input: IMAGE, build: l => [l.conv2d({filters: 3, kernelSize: 2}), l.prelu()]},
  {
    name: "dense with selu, swish, gelu, hardSigmoid",
    input: [7],
    build: l =>
      (["selu", "swish", "gelu", "hardSigmoid"] as const).map(activation => l.dense({units: 6, activation})),
  },
  {
    name: "embedding, conv1d",
    input: [10],
    words: true,
    build: l => [l.embedding({inputDim: 9, outputDim: 5}), l.conv1d({filters: 4, kernelSize: 3})],
  },
  {name: "simpleRNN", input: SEQUENCE, build: l => [l.simpleRNN({units: 5, returnSequences: true})]},
  {name: "lstm", input: SEQUENCE, build: l => [l.lstm({units: 5})]},
  {name: "gru", input: SEQUENCE, build: l => [l.gru({units: 5})]},
  {
    name: "bidirectional",
    input: SEQUENCE,
    build: l => [l.bidirectional({layer: l.simpleRNN({units: 3}), mergeMode: "concat"})],
  },
  {
    name: "timeDistributed",
    input: SEQUENCE,
    build: l => [l.timeDistributed({layer: l.dense({units: 3})})],
  },
  {
    name: "convLstm2d",
    input: [3, 6, 5, 2],
    build: l => [l.convLstm2d({filters: 2, kernelSize: 3, padding: same})],
  },
];

const EXAMPLES = 4;
const STEPS = 3;

interface Trained {
  readonly losses: number[];
  readonly weights: number[];
}

/** Trains from weights by formula on examples by formula, on whatever backend is selected. */
async function train(tf: typeof TF, {input, build, words = false}: LayerRow): Promise<Trained> {
  const model = tf.sequential({
    layers: [tf.layers.inputLayer({inputShape: [...input]}), ...build(tf.layers)],
  });
  const values = (shape: readonly (number | null)[], seed: number, low: number, high: number) => {
    const sizes = shape.map(length => length ?? EXAMPLES);
    return tf.tensor<TF.Rank>(Float32Array.from(random(sizes, seed, low, high).data), sizes);
  };
  // Nearly all weights are shares or offsets; a moving variance must be positive.
  tf.tidy(() =>
    model.setWeights(
      model.weights.map(({shape, name}, i) => values(shape, i, name.includes("variance") ? 0.5 : -0.6, 0.6)),
    ),
  );
  const noise = values([EXAMPLES, ...input], 50, -1, 1);
  const x = words ? tf.tidy(() => tf.floor(tf.mul(tf.add(noise, 1), 4.49))) : noise;
  const y = values(model.outputShape as number[], 51, -1, 1);
  const optimizer = tf.train.sgd(0.05);
  model.compile({optimizer, loss: "meanSquaredError"});
  const losses: number[] = [];
  for (let step = 0; step < STEPS; step++) losses.push((await model.trainOnBatch(x, y)) as number);
  const weights: number[] = [];
  for (const weight of model.getWeights()) weights.push(...(await weight.data()));
  tf.dispose([noise, x, y]);
  model.dispose();
  optimizer.dispose();
  return {losses, weights};
}

describe(`layers train on ${tierUnderTest()} as on cpu`, () => {
  let tf: typeof TF;
  let backend = "";

  before(async function () {
    if (tierUnderTest() === "cpu") skip(this, "the cpu tier is the referee of these");
    tf = await openTier(this);
    backend = tf.getBackend();
  });

  for (const row of ROWS) {
    it(row.name, async () => {
      const before = tf.memory().numTensors;
      const actual = await train(tf, row);
      expect(tf.memory().numTensors - before, "tensors left over").to.equal(0);
      await tf.setBackend("cpu");
      const expected = await train(tf, row);
      await tf.setBackend(backend);
      expect(expected.losses[STEPS - 1]).to.be.below(expected.losses[0]);
      expectClose(actual.losses, expected.losses, {atol: 1e-5, rtol: 1e-5});
      expectClose(actual.weights, expected.weights, {atol: 2e-5, rtol: 2e-5});
    });
  }
});
