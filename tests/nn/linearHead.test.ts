import {expect} from "chai";
import {Random} from "../../src/core/random.js";
import {trainLinearHead} from "../../src/nn/linearHead.js";

/** Three clouds in the plane, one for each class, far from one another compared with their width. */
function clouds(random: Random, perClass: number): {features: number[][]; labels: number[]} {
  const centres = [
    [0, 2],
    [2, -1],
    [-2, -1],
  ];
  const labels = Array.from({length: 3 * perClass}, (_, n) => n % 3);
  return {features: labels.map(c => centres[c].map(at => at + random.normal(0, 0.4))), labels};
}

describe("trainLinearHead(features, labels, options)", () => {
  it("separates three clouds, on examples it has not seen", () => {
    const train = clouds(new Random(1), 40);
    const test = clouds(new Random(2), 40);
    const head = trainLinearHead(train.features, train.labels, {classes: 3, random: new Random(3)});
    expect(head.accuracy(test.features, test.labels)).to.be.at.least(0.98);
    expect(head.predict([0, 5])).to.equal(0);
  });
  it("does not care for the scale of the features", () => {
    const {features, labels} = clouds(new Random(1), 20);
    const make = (scale: number) =>
      trainLinearHead(
        features.map(f => f.map(v => v * scale)),
        labels,
        {classes: 3, random: new Random(3)},
      );
    const predictions = [1e-4, 1, 1e4].map(scale =>
      features.map(f => make(scale).predict(f.map(v => v * scale))),
    );
    expect(predictions[0]).to.deep.equal(predictions[1]);
    expect(predictions[2]).to.deep.equal(predictions[1]);
  });
  it("stays at the first class when the features show nothing", () => {
    const head = trainLinearHead(
      [
        [0, 0],
        [0, 0],
      ],
      [0, 1],
      {classes: 2, random: new Random(1)},
    );
    expect(
      head.accuracy(
        [
          [0, 0],
          [0, 0],
        ],
        [0, 1],
      ),
    ).to.equal(0.5);
  });
  it("gives the same head for the same seed", () => {
    const {features, labels} = clouds(new Random(1), 10);
    const noise = Array.from({length: 200}, () => [new Random(9).normal(), new Random(8).normal()]);
    const predict = () => {
      const head = trainLinearHead(features, labels, {classes: 3, random: new Random(3)});
      return noise.map(head.predict);
    };
    expect(predict()).to.deep.equal(predict());
  });
  it("rejects what cannot be trained on", () => {
    const random = new Random(1);
    expect(() => trainLinearHead([], [], {random})).to.throw(RangeError, /at least 1, got 0 and 0$/);
    expect(() => trainLinearHead([[1]], [1, 2], {random})).to.throw(RangeError, /got 1 and 2$/);
    expect(() => trainLinearHead([[1], [1, 2]], [1, 2], {random})).to.throw(
      RangeError,
      /equally long and not empty, got 1 and 2$/,
    );
    expect(() => trainLinearHead([[1]], [10], {random})).to.throw(
      RangeError,
      /integers from 0 to 9, got 10$/,
    );
    expect(() => trainLinearHead([[1]], [1], {random}).predict([1, 2])).to.throw(
      RangeError,
      /^predict: feature must have 1 numbers, got 2$/,
    );
  });
});
