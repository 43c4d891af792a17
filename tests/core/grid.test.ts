import {expect} from "chai";
import {rowsOf} from "../../src/core/grid.js";
import {NdArray} from "../../src/core/ndArray.js";

const rows = (grid: unknown) => () => rowsOf("blur", "image", grid);

describe("rowsOf(where, name, grid)", () => {
  it("takes arrays, typed rows and an NdArray without copying", () => {
    const nested = [[1, 2]];
    expect(rowsOf("f", "image", nested)).to.equal(nested);
    const typed = [new Uint8Array([1, 2]), new Uint8Array([3, 4])];
    expect(rowsOf("f", "image", typed)).to.equal(typed);
    const array = new NdArray([2, 3], new Float32Array([1, 2, 3, 4, 5, 6]));
    expect(Array.from(rowsOf("f", "image", array), row => Array.from(row))).to.deep.equal([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });
  for (const [grid, kind, text] of [
    [7, TypeError, "blur: image must be rows of numbers, got 7"],
    [undefined, TypeError, "blur: image must be rows of numbers, got undefined"],
    [[1, 2, 3], TypeError, "blur: image must be rows of numbers, got [1, 2, 3]; wrap one row as [row]"],
    [[], RangeError, "blur: image must have at least one pixel, got [0, 0]"],
    [[[]], RangeError, "blur: image must have at least one pixel, got [1, 0]"],
    [[[1, 2], [3]], RangeError, "blur: image rows must be equally long, got 2 in row 0 and 1 in row 1"],
    [[[1], 2], RangeError, "blur: image rows must be equally long, got 1 in row 0 and 2 in row 1"],
    [[[1, "2"]], TypeError, 'blur: image must hold numbers, got "2" at row 0, column 1'],
    [[[[1], [2]]], TypeError, "blur: image must hold numbers, got [1] at row 0, column 0"],
    [NdArray.zeros([2, 2, 1]), TypeError, "blur: image must have 2 axes [height, width], got shape [2,2,1]"],
    [NdArray.zeros([0, 2]), RangeError, "blur: image must have at least one pixel, got [0,2]"],
  ] as const) {
    it(`says: ${text}`, () => expect(rows(grid)).to.throw(kind, text));
  }
});
