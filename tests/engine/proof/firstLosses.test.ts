import {expect} from "chai";
import {formulaBatch} from "../../../src/models/formulaBatch.js";
import {buildLenet} from "../../../src/models/lenet.js";
import {buildResnet8} from "../../../src/models/resnet8.js";
import {skip} from "../../support/skip.js";
import {openTier, tierUnderTest} from "../support/openTier.js";

/** A digit more than is known: tiers add in different orders. */
const OFF = 2e-5;
/** ResNet-8 takes 91 s a step on the cpu tier, LeNet 2.5 s. */
const LONG_MS = 120_000;

const NETWORKS = [
  {
    name: "LeNet",
    build: buildLenet,
    shape: [28, 28, 1] as const,
    losses: [2.30192, 2.3001, 2.29829, 2.2965],
    slow: false,
  },
  {
    name: "ResNet-8",
    build: buildResnet8,
    shape: [32, 32, 3] as const,
    losses: [2.44533, 2.43302, 2.42117, 2.40976],
    slow: true,
  },
];

describe(`first losses on ${tierUnderTest()}`, () => {
  for (const {name, build, shape, losses, slow} of NETWORKS) {
    it(`of ${name} are those of every tier: ${losses.join(" ")}`, async function () {
      this.timeout(LONG_MS);
      if (slow && tierUnderTest() === "cpu") skip(this, `${name} takes 6 minutes on the cpu tier`);
      const tf = await openTier(this);
      const model = await build();
      model.compile({optimizer: tf.train.sgd(0.01), loss: "categoricalCrossentropy"});
      const {images, labels} = await formulaBatch(64, shape);
      for (const expected of losses)
        expect(await model.trainOnBatch(images, labels)).to.be.closeTo(expected, OFF);
      tf.dispose([images, labels]);
      model.dispose();
    });
  }
});
