import {expect} from "chai";
import fc from "fast-check";
import {outputSize, paddingPixels} from "../../src/conv/outputSize.js";
import "./support.js";

describe("outputSize(input, kernel, options)", () => {
  for (const [input, kernel, options, size] of [
    [28, 5, {}, 24],
    [5, 5, {}, 1],
    [28, 3, {stride: 2, padding: [1, 1]}, 14],
    [7, 3, {stride: 2}, 3],
    [8, 3, {stride: 2}, 3],
    [5, 3, {padding: 1}, 5],
    [5, 4, {padding: "same"}, 5],
    [5, 2, {stride: 2, padding: "same"}, 3],
    [5, 3, {padding: "full"}, 7],
    [3, 5, {padding: "full"}, 7],
    [227, 11, {stride: 4}, 55],
    [4, 1, {stride: 9}, 1],
  ] as const) {
    it(`is ${size} for ${input} pixels, a window of ${kernel} and ${JSON.stringify(options)}`, () => {
      expect(outputSize(input, kernel, options)).to.equal(size);
    });
  }
  it("counts the places that a window takes when it is really moved", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 30}),
        fc.integer({min: 1, max: 9}),
        fc.integer({min: 1, max: 5}),
        fc.tuple(fc.nat(6), fc.nat(6)),
        (input, kernel, stride, [before, after]) => {
          let places = 0;
          for (let start = -before; start + kernel <= input + after; start += stride) places++;
          if (places === 0)
            expect(() => outputSize(input, kernel, {stride, padding: [before, after]})).to.throw(RangeError);
          else expect(outputSize(input, kernel, {stride, padding: [before, after]})).to.equal(places);
        },
      ),
    );
  });
  it("with padding same is the input over the stride, rounded up, for every kernel", () => {
    for (let input = 1; input < 20; input++)
      for (let kernel = 1; kernel < 9; kernel++)
        for (let stride = 1; stride < 6; stride++)
          expect(outputSize(input, kernel, {stride, padding: "same"})).to.equal(Math.ceil(input / stride));
  });
  for (const [args, kind, text] of [
    [
      [5, 9, {padding: [1, 2]}],
      RangeError,
      "outputSize: kernel must fit the padded input, got kernel 9 and input 5 with padding [1, 2]",
    ],
    [[0, 1], RangeError, "outputSize: input must be an integer >= 1, got 0"],
    [[5, 0], RangeError, "outputSize: kernel must be an integer >= 1, got 0"],
    [[5, 1.5], RangeError, "outputSize: kernel must be an integer >= 1, got 1.5"],
    [["5", 1], TypeError, 'outputSize: input must be a number, got "5"'],
    [[5, 1, {stride: 0}], RangeError, "outputSize: stride must be an integer >= 1, got 0"],
    [[5, 1, {padding: [-1, 0]}], RangeError, "outputSize: padding must be an integer >= 0, got -1"],
    [
      [5, 1, {padding: "smae"}],
      TypeError,
      'outputSize: padding must be "valid", "same", "full", a number or [before, after], got "smae"',
    ],
  ] as const) {
    it(`says: ${text}`, () => {
      expect(() => (outputSize as (...values: readonly unknown[]) => number)(...args)).to.throw(kind, text);
    });
  }
});

describe("paddingPixels(where, input, kernel, stride, padding)", () => {
  it("puts the odd pixel of padding same after the data", () => {
    expect(paddingPixels("f", 5, 4, 1, "same")).to.deep.equal([1, 2]);
    expect(paddingPixels("f", 5, 3, 2, "same")).to.deep.equal([1, 1]);
    expect(paddingPixels("f", 6, 3, 2, "same")).to.deep.equal([0, 1]);
    expect(paddingPixels("f", 5, 2, 4, "same")).to.deep.equal([0, 1]);
  });
});
