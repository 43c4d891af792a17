import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {Random} from "../../src/core/random.js";
import {adam, adamW} from "../../src/nn/adam.js";
import {EarlyStopper} from "../../src/nn/earlyStopping.js";
import {glorotUniform, heNormal, smallNormal} from "../../src/nn/initializers.js";
import {lamb, lars} from "../../src/nn/largeBatch.js";
import {clearGradients, type Parameter, parameter, vectorNorm} from "../../src/nn/layer.js";
import type {Optimizer} from "../../src/nn/optimizer.js";
import {addPenalty} from "../../src/nn/penalty.js";
import {cosineSchedule, oneCycleSchedule, stepSchedule, withWarmup} from "../../src/nn/schedules.js";
import {rmsProp, sgd} from "../../src/nn/sgd.js";
import {noise} from "../support/arrays.js";

/** Twenty steps down a bowl that is steeper along some axes; the gradient of sum of c w^2 / 2 is c w. */
function descend(optimizer: Optimizer, rate: number): Float64Array {
  const w = parameter("w", noise([5]), true);
  for (let step = 0; step < 20; step++) {
    for (let i = 0; i < 5; i++) w.gradient.data[i] = (i + 1) * w.value.data[i];
    optimizer.step([w], rate);
  }
  return Float64Array.from(w.value.data);
}

/** The same by one of TensorFlow.js's optimisers. */
function descendTfjs(optimizer: tf.Optimizer): Float32Array {
  const w = noise([5]).toTensor(tf).variable() as tf.Variable;
  const steepness = tf.tensor1d([1, 2, 3, 4, 5]);
  for (let step = 0; step < 20; step++)
    optimizer.minimize(() => steepness.mul(w.square()).sum().div(2) as tf.Scalar, false, [w])?.dispose();
  const result = w.dataSync() as Float32Array;
  tf.dispose([w, steepness]);
  optimizer.dispose();
  return result;
}

/** A parameter with a gradient, one number each. */
function one(value: number, slope: number, decays = true): Parameter {
  const made = parameter("w", NdArray.fromNested([value]), decays);
  made.gradient.data[0] = slope;
  return made;
}

describe("optimisers", () => {
  for (const [name, mine, theirs] of [
    ["sgd()", () => sgd(), () => tf.train.sgd(0.1)],
    ["sgd with momentum", () => sgd({momentum: 0.9}), () => tf.train.momentum(0.1, 0.9)],
    [
      "sgd with Nesterov's momentum",
      () => sgd({momentum: 0.9, nesterov: true}),
      () => tf.train.momentum(0.1, 0.9, true),
    ],
    ["rmsProp()", () => rmsProp({epsilon: 1e-7}), () => tf.train.rmsprop(0.1, 0.9, 0, 1e-7)],
    ["adam()", () => adam({epsilon: 1e-7}), () => tf.train.adam(0.1, 0.9, 0.999, 1e-7)],
  ] as const) {
    it(`${name} is where TensorFlow.js is after 20 steps`, () => {
      expectClose(descend(mine(), 0.1), descendTfjs(theirs()), {atol: 1e-5});
    });
  }
  it("adamW and adam part by the decay alone", () => {
    const [plain, decayed] = [one(2, 0.5), one(2, 0.5)];
    adam().step([plain], 0.1);
    adamW({weightDecay: 0.25}).step([decayed], 0.1);
    expectClose([plain.value.at(0) - decayed.value.at(0)], [0.1 * 0.25 * 2]);
  });
  it("lars moves a layer by the trusted share of its length, whatever the gradient's", () => {
    for (const slope of [1e-3, 1, 1e3]) {
      const w = one(8, slope);
      lars({weightDecay: 0, trust: 0.01}).step([w], 1);
      expectClose([w.value.at(0)], [8 - 0.01 * 8]);
    }
  });
  it("lars in worked numbers: |w| 5, |g| 2, decay 0.2, trust 0.3: local rate 0.3 * 5 / (2 + 0.2 * 5) = 0.5", () => {
    const w = parameter("w", NdArray.fromNested([3, 4]), true);
    w.gradient.data.set([0, 2]);
    const optimizer = lars({momentum: 0.5, weightDecay: 0.2, trust: 0.3});
    optimizer.step([w], 0.1);
    // v = 0.1 * 0.5 * (g + 0.2 w) = 0.05 * [0.6, 2.8]
    expectClose(w.value.data, [3 - 0.03, 4 - 0.14]);
    const [before, length] = [Float64Array.from(w.value.data), vectorNorm(w.value.data)];
    optimizer.step([w], 0.1);
    const local = (0.3 * length) / (2 + 0.2 * length);
    const second = [0, 2].map((g, i) => 0.5 * [0.03, 0.14][i] + 0.1 * local * (g + 0.2 * before[i]));
    expectClose(
      w.value.data,
      second.map((v, i) => before[i] - v),
    );
  });
  it("lamb's first step is the rate times the layer's length", () => {
    const w = parameter("w", NdArray.fromNested([3, 4]), true);
    w.gradient.data.set([7, -0.01]);
    lamb({weightDecay: 0, epsilon: 0}).step([w], 0.1);
    expectClose([Math.hypot(3 - w.value.at(0), 4 - w.value.at(1))], [0.5]);
  });
  it("give biases neither decay nor a fitted rate", () => {
    for (const [optimizer, expected] of [
      [lars({weightDecay: 0.5}), 8 - 0.1 * 2],
      [adamW({weightDecay: 0.5, epsilon: 0}), 8 - 0.1],
      [lamb({weightDecay: 0.5, epsilon: 0}), 8 - 0.1],
    ] as const) {
      const bias = one(8, 2, false);
      optimizer.step([bias], 0.1);
      expectClose([bias.value.at(0)], [expected]);
    }
  });
  it("leave weights of zero with no gradient where they are", () => {
    for (const optimizer of [sgd({momentum: 0.9}), rmsProp(), adam(), adamW(), lars(), lamb()]) {
      const w = one(0, 0);
      optimizer.step([w], 0.1);
      expect(w.value.at(0), optimizer.name).to.equal(0);
    }
  });
  for (const [make, text] of [
    [() => sgd({momentum: 1}), "sgd: momentum must be from 0 to below 1, got 1"],
    [() => rmsProp({decay: -1}), "rmsProp: decay must be from 0 to below 1, got -1"],
    [() => adam({beta1: 2}), "adam: beta1 must be from 0 to below 1, got 2"],
    [() => adamW({weightDecay: Number.NaN}), "adamW: weightDecay must be a finite number, got NaN"],
    [() => lars({trust: 0}), "lars: trust must be a finite number > 0, got 0"],
    [() => sgd().step([], Number.POSITIVE_INFINITY), "sgd.step: rate must be a finite number, got Infinity"],
  ] as const) {
    it(`says: ${text}`, () => {
      expect(make).to.throw(RangeError, text);
    });
  }
});

describe("addPenalty(parameters, options)", () => {
  it("adds its own slopes and leaves biases alone", () => {
    const [w, b] = [one(-3, 1), one(5, 1, false)];
    expect(addPenalty([w, b], {l2: 0.5})).to.equal(0.25 * 9);
    expect([w.gradient.at(0), b.gradient.at(0)]).to.deep.equal([1 - 1.5, 1]);
    clearGradients([w, b]);
    expect(addPenalty([w, b], {l1: 2})).to.equal(6);
    expect(w.gradient.at(0)).to.equal(-2);
  });
  it("says that strengths are numbers", () => {
    expect(() => addPenalty([], {l1: "a" as never})).to.throw(
      TypeError,
      'addPenalty: l1 must be a number, got "a"',
    );
  });
});

describe("schedules", () => {
  it("reach their ends exactly", () => {
    const cosine = cosineSchedule({rate: 0.4, steps: 10, lowest: 0.1});
    expectClose([cosine(0), cosine(5), cosine(10), cosine(50)], [0.4, 0.25, 0.1, 0.1], {atol: 1e-9, rtol: 0});
    const cycle = oneCycleSchedule({rate: 1, steps: 40, warm: 0.5});
    expectClose([cycle(0), cycle(20), cycle(40)], [0.04, 1, 4e-6], {atol: 1e-9, rtol: 0});
  });
  it("stretch with the run: shares of it stay where they are", () => {
    for (const steps of [90, 600]) {
      const rates = stepSchedule({rate: 1, steps});
      expectClose([rates(0), rates(steps / 3 - 1), rates(steps / 3), rates(steps - 1)], [1, 1, 0.1, 0.01]);
    }
  });
  it("warm up in a straight line to where the schedule begins", () => {
    const rates = withWarmup(() => 0.4, 5);
    expectClose([0, 1, 2, 3, 4, 5].map(rates), [0.08, 0.16, 0.24, 0.32, 0.4, 0.4]);
  });
  for (const [make, kind, text] of [
    [
      () => cosineSchedule({rate: 0, steps: 5}),
      RangeError,
      "cosineSchedule: rate must be a finite number > 0, got 0",
    ],
    [
      () => stepSchedule({rate: 1, steps: 0}),
      RangeError,
      "stepSchedule: steps must be an integer >= 1, got 0",
    ],
    [
      () => oneCycleSchedule({rate: 1, steps: 5, warm: 1}),
      RangeError,
      "oneCycleSchedule: warm must be a share below 1, got 1",
    ],
    [
      () => withWarmup(0.1 as never, 5),
      TypeError,
      "withWarmup: schedule must be a function of the step, got 0.1",
    ],
  ] as const) {
    it(`says: ${text}`, () => {
      expect(make).to.throw(kind, text);
    });
  }
});

describe("EarlyStopper", () => {
  it("stops after its patience and puts the best epoch's weights back", () => {
    const w = one(0, 0);
    const stopper = new EarlyStopper([w], {patience: 3});
    const losses = [5, 4, 2, 3, 2.5, 2.2, 1];
    let epoch = 0;
    for (; epoch < losses.length; epoch++) {
      w.value.data[0] = epoch;
      if (stopper.observe(losses[epoch])) break;
    }
    expect([epoch, stopper.bestEpoch, stopper.bestLoss]).to.deep.equal([5, 2, 2]);
    stopper.restore();
    expect(w.value.at(0)).to.equal(2);
  });
  it("with a margin does not take a hair's breadth for an improvement", () => {
    const stopper = new EarlyStopper([], {patience: 1, margin: 0.1});
    expect([stopper.observe(1), stopper.observe(0.95)]).to.deep.equal([false, true]);
  });
  it("never takes NaN for the best", () => {
    const stopper = new EarlyStopper([], {patience: 2});
    expect([stopper.observe(1), stopper.observe(Number.NaN), stopper.observe(Number.NaN)]).to.deep.equal([
      false,
      false,
      true,
    ]);
    expect(stopper.bestEpoch).to.equal(0);
  });
  it("says that patience is a number of epochs", () => {
    expect(() => new EarlyStopper([], {patience: 0})).to.throw(
      RangeError,
      "EarlyStopper: patience must be an integer >= 1, got 0",
    );
  });
});

describe("initialisers", () => {
  const deviation = (array: NdArray) => vectorNorm(array.data) / Math.sqrt(array.data.length);
  const fan = {fanIn: 50, fanOut: 200};
  it("have the deviation they promise", () => {
    const shape = [100, 100];
    expectClose([deviation(heNormal(shape, fan, new Random(1)))], [Math.sqrt(2 / 50)], {rtol: 0.03});
    expectClose([deviation(glorotUniform(shape, fan, new Random(1)))], [Math.sqrt(2 / 250)], {rtol: 0.03});
    expectClose([deviation(smallNormal()(shape, fan, new Random(1)))], [0.01], {rtol: 0.03});
  });
});
