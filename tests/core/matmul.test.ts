import {expect} from "chai";
import {matmul} from "../../src/core/matmul.js";
import {NdArray} from "../../src/core/ndArray.js";

const array = NdArray.fromNested;

describe("matmul(a, b)", () => {
  it("matches sums worked by hand", () => {
    const a = array([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(
      matmul(
        a,
        array([
          [1, 0],
          [0, 1],
          [2, 2],
        ]),
      ).toNested(),
    ).to.deep.equal([
      [7, 8],
      [16, 17],
    ]);
  });
  it("says when inner lengths differ, or one is no matrix", () => {
    expect(() => matmul(array([[1, 2]]), array([[1, 2]]))).to.throw(
      RangeError,
      "matmul: columns of a must be rows of b, got [1,2] and [1,2]",
    );
    expect(() => matmul(array([1, 2]), array([[1, 2]]))).to.throw(
      TypeError,
      "matmul: a must have axes [rows, inner], got shape [2]",
    );
  });
});

describe("NdArray.reshape and map", () => {
  it("share the data, and make new data", () => {
    const a = array([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(a.reshape([3, 2]).data).to.equal(a.data);
    expect(a.map((value, i) => value * 10 + i).toNested()).to.deep.equal([
      [10, 21, 32],
      [43, 54, 65],
    ]);
    expect(() => a.reshape([4, 2])).to.throw(RangeError, "NdArray: shape [4,2] needs 8 elements, got 6");
  });
});
