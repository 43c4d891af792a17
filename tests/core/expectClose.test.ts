import {expect} from "chai";
import {expectClose, firstDifference, isClose} from "../../src/core/expectClose.js";

describe("isClose(actual, expected)", () => {
  for (const [actual, expected, answer] of [
    [1, 1, true],
    [1 + 1e-6, 1, true],
    [1.001, 1, false],
    [Number.NaN, Number.NaN, true],
    [Number.NaN, Number.POSITIVE_INFINITY, false],
    [Number.NaN, 0, false],
    [1e308, Number.POSITIVE_INFINITY, false],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, true],
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, false],
    [Number.POSITIVE_INFINITY, 1, false],
    [-0, 0, true],
  ] as const) {
    it(`says ${answer} for ${actual} where ${expected} is expected`, () => {
      expect(isClose(actual, expected)).to.equal(answer);
    });
  }
  it("takes the tolerances given", () => {
    expect(isClose(105, 100, {rtol: 0.1})).to.equal(true);
    expect(isClose(0.5, 0, {atol: 0.5})).to.equal(true);
    expect(isClose(0.51, 0, {atol: 0.5})).to.equal(false);
  });
});

describe("firstDifference(actual, expected)", () => {
  it("finds the first of two differences", () => {
    expect(firstDifference([1, 5, 9], [1, 2, 3])).to.deep.equal({index: 1, actual: 5, expected: 2});
  });
  it("is undefined where all agree, typed arrays included", () => {
    expect(firstDifference(new Float32Array([0.1, 0.2]), [0.1, 0.2])).to.equal(undefined);
  });
  it("rejects lists of different length", () => {
    expect(() => firstDifference([1], [1, 2])).to.throw(RangeError, "lengths must agree, got 1 and 2");
  });
});

describe("expectClose(actual, expected)", () => {
  it("names the index, both values and the tolerances", () => {
    expect(() => expectClose([1, 2], [1, 3], {atol: 0.5, rtol: 0})).to.throw(
      RangeError,
      "expectClose: numbers must agree within atol 0.5 + rtol 0, got 2 for 3 at index 1",
    );
  });
  it("passes where they agree", () => expect(() => expectClose([1 / 3], [0.3333333])).to.not.throw());
});
