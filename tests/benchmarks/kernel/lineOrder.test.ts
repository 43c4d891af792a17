import {expect} from "chai";
import {checkLines} from "../../../benchmarks/kernel/lineOrder.js";

describe("checkLines(chunks)", () => {
  it("counts lines across chunks that break anywhere", () => {
    expect(checkLines(["line 0\nli", "ne 1\n", "line 2\n"])).to.deep.equal({arrived: 3, outOfOrder: 0});
  });
  it("counts a last line without its line feed", () => {
    expect(checkLines(["line 0\nline 1"])).to.deep.equal({arrived: 2, outOfOrder: 0});
  });
  it("counts one break for a gap, not one for every line behind it", () => {
    expect(checkLines(["line 0\nline 3\nline 4\n"])).to.deep.equal({arrived: 3, outOfOrder: 1});
  });
  it("counts both ends of a swap", () => {
    expect(checkLines(["line 1\nline 0\nline 2\n"])).to.deep.equal({arrived: 3, outOfOrder: 3});
  });
  it("counts a line that is none of ours, and goes on where it was", () => {
    expect(checkLines(["line 5\nnoise\nline 6\n"])).to.deep.equal({arrived: 3, outOfOrder: 2});
  });
  it("finds nothing in nothing", () => {
    expect(checkLines([])).to.deep.equal({arrived: 0, outOfOrder: 0});
  });
});
