import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import fc from "fast-check";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {Random} from "../../src/core/random.js";
import {relu, sigmoid, tanh} from "../../src/nn/activations.js";
import {dense, denseBackward} from "../../src/nn/dense.js";
import {dropoutMask} from "../../src/nn/dropout.js";
import {gradientCheck, numericGradient} from "../../src/nn/gradientCheck.js";
import {bestClasses, softmax, softmaxCrossEntropy} from "../../src/nn/softmax.js";
import {expectSlopes, inner, noise, numbersOf} from "../support/arrays.js";

describe("softmax(scores)", () => {
  it("stays finite at a thousand, and each row sums to 1", () => {
    const scores = NdArray.fromNested([
      [1000, -1000, 999],
      [-1000, -1000, -1000],
    ]);
    const probabilities = softmax(scores);
    expect(probabilities.data.every(Number.isFinite)).to.equal(true);
    expectClose([...probabilities.data.slice(0, 3)], [1 / (1 + Math.exp(-1)), 0, 1 / (1 + Math.E)]);
    expectClose([...probabilities.data.slice(3)], [1 / 3, 1 / 3, 1 / 3]);
  });
  it("does not change when all scores of a row grow by the same amount", () => {
    fc.assert(
      fc.property(fc.integer({min: -1000, max: 1000}), shift => {
        const scores = noise([3, 4]);
        expectClose(softmax(scores.map(score => score + shift)).data, softmax(scores).data);
      }),
    );
  });
});

describe("softmaxCrossEntropy(scores, targets, options)", () => {
  it("is ln 10 for ten equal scores", () => {
    expectClose([softmaxCrossEntropy(NdArray.zeros([3, 10]), [0, 4, 9]).loss], [Math.LN10]);
  });
  it("agrees with tf.losses.softmaxCrossEntropy", () => {
    const [scores, labels] = [noise([5, 4]), [0, 3, 1, 1, 2]];
    const theirs = tf.tidy(() =>
      tf.losses.softmaxCrossEntropy(tf.oneHot(labels, 4), scores.toTensor(tf) as tf.Tensor2D),
    );
    expectClose([softmaxCrossEntropy(scores, labels).loss], numbersOf(theirs));
  });
  it("divided by the classes as well is that many times smaller, slopes too", () => {
    const [scores, labels] = [noise([5, 4]), [0, 3, 1, 1, 2]];
    const [batch, byClass] = [
      softmaxCrossEntropy(scores, labels),
      softmaxCrossEntropy(scores, labels, {mean: "class"}),
    ];
    expectClose([4 * byClass.loss], [batch.loss]);
    expectClose(byClass.slopes.map(slope => 4 * slope).data, batch.slopes.data);
  });
  it("has the slopes that differences measure, for labels and for soft targets", () => {
    const scores = noise([3, 4]);
    for (const targets of [[0, 3, 2], softmax(noise([3, 4], 2))])
      for (const mean of ["batch", "class"] as const) {
        const check = gradientCheck(
          at => softmaxCrossEntropy(at, targets, {mean}).loss,
          scores,
          softmaxCrossEntropy(scores, targets, {mean}).slopes,
        );
        expect(check.passed, JSON.stringify(check)).to.equal(true);
      }
  });
  it("is finite and steep where the right class has no chance, which a clamped probability hides", () => {
    const {loss, slopes} = softmaxCrossEntropy(NdArray.fromNested([[-1000, 1000]]), [0]);
    expect(loss).to.equal(2000);
    expect(slopes.toNested()).to.deep.equal([[-1, 1]]);
  });
  for (const [make, kind, text] of [
    [
      () => softmaxCrossEntropy(noise([2, 3]), [0]),
      RangeError,
      "softmaxCrossEntropy: labels must be one for each of 2 examples, got [0]",
    ],
    [
      () => softmaxCrossEntropy(noise([2, 3]), [0, 3]),
      RangeError,
      "softmaxCrossEntropy: labels must be integers from 0 to 2, got 3",
    ],
    [
      () => softmaxCrossEntropy(noise([2, 3]), noise([3, 2])),
      RangeError,
      "softmaxCrossEntropy: targets must have shape [2,3], got [3,2]",
    ],
    [
      () => softmaxCrossEntropy(noise([2, 3]), [0, 1], {mean: "sum" as never}),
      TypeError,
      'softmaxCrossEntropy: mean must be "batch" or "class", got "sum"',
    ],
    [() => softmax(noise([3])), TypeError, "softmax: scores must have axes [batch, classes], got shape [3]"],
  ] as const) {
    it(`says: ${text}`, () => {
      expect(make).to.throw(kind, text);
    });
  }
  it("names the best class; of equal ones the first", () => {
    expect(
      bestClasses(
        NdArray.fromNested([
          [1, 2, 2],
          [-3, -4, -5],
        ]),
      ),
    ).to.deep.equal([1, 0]);
  });
});

describe("activations", () => {
  for (const [{name, value, slope}, theirs] of [
    [sigmoid, tf.sigmoid],
    [tanh, tf.tanh],
    [relu, tf.relu],
  ] as const) {
    it(`${name} has the slope that differences measure`, () => {
      const sums = NdArray.fromNested([-30, -2, -0.5, 0.3, 1, 40]);
      const check = gradientCheck(
        at => Array.from(at.data, value).reduce((sum, each) => sum + each),
        sums,
        sums.map(slope),
      );
      expect(check.passed, JSON.stringify(check)).to.equal(true);
    });
    it(`${name} agrees with TensorFlow.js`, () => {
      const sums = noise([20]);
      expectClose(sums.map(value).data, numbersOf(theirs(sums.toTensor(tf))));
    });
  }
});

describe("relu", () => {
  it("lets NaN through: a broken number must not look like a quiet unit", () => {
    expect(relu.value(Number.NaN)).to.deep.equal(Number.NaN);
  });
});

describe("dense(x, w, b)", () => {
  it("has the slopes that differences measure", () => {
    const [x, w, b, dy] = [noise([3, 4]), noise([4, 2], 2), noise([2], 3), noise([3, 2], 4)];
    const {dx, dw, db} = denseBackward(x, w, dy);
    expectSlopes(at => dense(at, w, b), x, dy, dx);
    expectSlopes(at => dense(x, at, b), w, dy, dw);
    expectSlopes(at => dense(x, w, at), b, dy, db);
  });
  it("says which lengths do not fit", () => {
    expect(() => dense(noise([3, 4]), noise([3, 2]))).to.throw(
      RangeError,
      "dense: w must have a row for each of 4 inputs, got shape [3,2]",
    );
    expect(() => dense(noise([3, 4]), noise([4, 2]), noise([3]))).to.throw(
      RangeError,
      "dense: b must have shape [2], got [3]",
    );
  });
});

describe("dropoutMask(shape, rate, random)", () => {
  it("keeps the mean: what stays is as much larger as others are missing", () => {
    const mask = dropoutMask([100, 100], 0.3, new Random(5));
    const mean =
      inner(
        mask,
        mask.map(() => 1),
      ) / 10_000;
    expect(mean).to.be.within(0.98, 1.02);
    expect(mask.data.filter(value => value === 0).length / 10_000).to.be.within(0.28, 0.32);
  });
  it("refuses to drop everything", () => {
    expect(() => dropoutMask([2], 1, new Random(5))).to.throw(
      RangeError,
      "dropoutMask: rate must be from 0 to below 1, got 1",
    );
  });
});

describe("gradientCheck(loss, x, gradient, options)", () => {
  const squares = (at: NdArray) => inner(at, at);
  it("passes in Float64 and shows the rounding of Float32", () => {
    const x = noise([6]);
    const slopes = x.map(value => 2 * value);
    expect(gradientCheck(squares, x, slopes).error).to.be.lessThan(1e-9);
    const coarse = new NdArray([6], Float32Array.from(x.data));
    const check = gradientCheck(squares, coarse, slopes);
    expect(check.passed).to.equal(false);
    expect(check.error).to.be.greaterThan(1e-4);
  });
  it("finds the one slope that is wrong, and a NaN", () => {
    const x = noise([6]);
    const slopes = x.map((value, i) => (i === 4 ? -2 : 2) * value);
    expect(gradientCheck(squares, x, slopes)).to.deep.include({passed: false});
    expect(gradientCheck(squares, x, slopes).worst.index).to.equal(4);
    const broken = gradientCheck(
      squares,
      x,
      x.map((value, i) => (i === 2 ? Number.NaN : 2 * value)),
    );
    expect([broken.passed, broken.worst.index]).to.deep.equal([false, 2]);
  });
  it("leaves x as it was", () => {
    const x = noise([6]);
    const before = [...x.data];
    numericGradient(squares, x);
    expect([...x.data]).to.deep.equal(before);
  });
  it("says when shapes differ or a setting is no number", () => {
    expect(() => gradientCheck(squares, noise([6]), noise([5]))).to.throw(
      RangeError,
      "gradientCheck: gradient must have shape [6], got [5]",
    );
    expect(() => numericGradient(squares, noise([6]), 0)).to.throw(
      RangeError,
      "numericGradient: step must be a finite number > 0, got 0",
    );
  });
});
