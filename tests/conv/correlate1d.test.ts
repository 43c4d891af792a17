import {expect} from "chai";
import fc from "fast-check";
import {correlate1d} from "../../src/conv/correlate1d.js";
import {correlate2d} from "../../src/conv/correlate2d.js";
import {pad2d} from "../../src/conv/pad2d.js";
import "./support.js";

describe("correlate1d(signal, kernel)", () => {
  it("matches sums worked by hand", () => {
    expect(correlate1d([1, 2, 4, 8], [-1, 1])).to.deep.equal([1, 2, 4]);
    expect(correlate1d([1, 2, 4, 8], [1, 2, 3], {stride: 2, padding: [1, 0]})).to.deep.equal([8, 34]);
  });
  it("is the 2-D sum on one row, for every stride and padding", () => {
    const row = (least: number, most: number) =>
      fc.array(fc.integer({min: -9, max: 9}), {minLength: least, maxLength: most});
    fc.assert(
      fc.property(
        row(4, 12),
        row(1, 4),
        fc.integer({min: 1, max: 4}),
        fc.constantFrom("valid" as const, "same" as const, "full" as const),
        (signal, kernel, stride, padding) => {
          const flat = correlate1d(signal, kernel, {stride, padding});
          expect([flat]).to.deep.equal(correlate2d([signal], [kernel], {strides: stride, padding}));
        },
      ),
    );
  });
  it("does not overflow on 8-bit samples", () => {
    expect(correlate1d(new Uint8Array([200, 100]), new Uint8Array([2, 2]))).to.deep.equal([600]);
  });
  it("says both lengths when the kernel is too long", () => {
    expect(() => correlate1d([1, 2], [1, 1, 1])).to.throw(
      RangeError,
      "correlate1d: kernel must fit the padded signal, got kernel 3 and input 2",
    );
  });
});

describe("pad2d(image, padding)", () => {
  it("puts four different sides where they belong", () => {
    expect(
      pad2d(
        [[1, 2]],
        [
          [1, 0],
          [2, 1],
        ],
      ),
    ).to.deep.equal([
      [0, 0, 0, 0, 0],
      [0, 0, 1, 2, 0],
    ]);
  });
  it("copies: the padded image is not the image", () => {
    const image = [[1]];
    pad2d(image, 0)[0][0] = 5;
    expect(image).to.deep.equal([[1]]);
  });
  it("rejects other shapes of padding", () => {
    expect(() => pad2d([[1]], [1, 2] as never)).to.throw(
      TypeError,
      "pad2d: padding must be a number or [[top, bottom], [left, right]], got [1, 2]",
    );
    expect(() => pad2d([[1]], -1)).to.throw(RangeError, "pad2d: padding must be an integer >= 0, got -1");
  });
});
