import {expect} from "chai";
import {markdownTable} from "../../../benchmarks/support/table.js";

describe("markdownTable(header, rows)", () => {
  it("pads every column to its longest text", () => {
    expect(
      markdownTable(
        ["", "tslab"],
        [
          ["changed cell", "11"],
          ["a", "16 (11.5)"],
        ],
      ),
    ).to.equal(
      [
        "|              | tslab     |",
        "| ------------ | --------- |",
        "| changed cell | 11        |",
        "| a            | 16 (11.5) |",
      ].join("\n"),
    );
  });
  it("escapes the bar that would start a new column", () => {
    expect(markdownTable(["cell"], [["a | b"]])).to.equal("| cell   |\n| ------ |\n| a \\| b |");
  });
  it("refuses a row of another width and shows it", () => {
    expect(() => markdownTable(["a", "b"], [["1"]])).to.throw(RangeError, /must have 2 columns, got 1: 1$/);
  });
});
