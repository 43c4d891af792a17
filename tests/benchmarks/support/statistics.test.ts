import {expect} from "chai";
import {best, median} from "../../../benchmarks/support/statistics.js";

describe("median(samples)", () => {
  it("is the middle of an odd count, whatever the order", () => {
    expect(median([9, 1, 4])).to.equal(4);
  });
  it("is the mean of the two in the middle of an even count", () => {
    expect(median([4, 1, 2, 9])).to.equal(3);
  });
  it("sorts numbers as numbers and leaves the samples as they are", () => {
    const samples = [100, 20, 3];
    expect(median(samples)).to.equal(20);
    expect(samples).to.deep.equal([100, 20, 3]);
  });
  it("refuses an empty list", () => {
    expect(() => median([])).to.throw(RangeError, /median: samples must hold at least one number, got 0$/);
  });
});

describe("best(samples)", () => {
  it("is the smallest", () => {
    expect(best([9, 1, 4])).to.equal(1);
  });
  it("refuses an empty list", () => {
    expect(() => best([])).to.throw(RangeError, /best: samples must hold at least one number, got 0$/);
  });
});
