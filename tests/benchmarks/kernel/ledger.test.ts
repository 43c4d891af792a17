import {expect} from "chai";
import {formatFigure, Ledger} from "../../../benchmarks/kernel/ledger.js";

function cells(): Ledger {
  const ledger = new Ledger();
  ledger.declare(
    {id: "a", title: "first", unit: "ms", referee: "tslab"},
    {id: "b", title: "second", unit: "s"},
  );
  return ledger;
}

describe("Ledger", () => {
  it("shows the median and the best of several samples, and one sample alone", () => {
    const ledger = cells();
    for (const ms of [30, 2.04, 9.96]) ledger.add("a", "tslab", ms);
    ledger.add("b", "tslab", 1.234);
    expect(ledger.text("a", "tslab")).to.equal("10.0 (2.0)");
    expect(ledger.text("b", "tslab")).to.equal("1.23");
  });
  it("puts remarks behind the figure and counts the same one", () => {
    const ledger = cells();
    ledger.add("a", "deno", 5);
    for (const remark of ["idle lost", "dies", "idle lost"]) ledger.note("a", "deno", remark);
    expect(ledger.text("a", "deno")).to.equal("5.0; 2x idle lost; dies");
    expect(ledger.notes("a", "deno")).to.deep.equal(["idle lost", "dies"]);
  });
  it("shows remarks without a figure, and a dash for what was not measured", () => {
    const ledger = cells();
    ledger.note("a", "deno", "not detected");
    expect(ledger.text("a", "deno")).to.equal("not detected");
    expect(ledger.text("a", "tslab")).to.equal("-");
  });
  it("divides the medians of two kernels, if both are there", () => {
    const ledger = cells();
    for (const ms of [1, 3, 2]) ledger.add("a", "kernelbook", ms);
    ledger.add("a", "tslab", 8);
    expect(ledger.ratio("a", "kernelbook", "tslab")).to.equal(0.25);
    expect(ledger.ratio("a", "kernelbook", "deno")).to.equal(undefined);
  });
  it("lists the kernels of the rows asked for, in the order in which they came", () => {
    const ledger = cells();
    ledger.add("b", "deno", 1);
    ledger.add("a", "tslab", 1);
    ledger.note("a", "kernelbook", "no reply");
    expect(ledger.kernelsOf(ledger.rows)).to.deep.equal(["deno", "tslab", "kernelbook"]);
    expect(ledger.kernelsOf(ledger.rows.slice(0, 1))).to.deep.equal(["tslab", "kernelbook"]);
  });
  it("refuses a row that was not declared", () => {
    expect(() => cells().add("c", "tslab", 1)).to.throw(
      RangeError,
      /Ledger: row must be declared first, got c$/,
    );
  });
});

describe("formatFigure(value, unit)", () => {
  for (const [value, unit, text] of [
    [3.456, "ms", "3.5"],
    [34.56, "ms", "35"],
    [0.456, "s", "0.46"],
    [449.6, "MB", "450"],
  ] as const) {
    it(`shows ${value} ${unit} as ${text}`, () => {
      expect(formatFigure(value, unit)).to.equal(text);
    });
  }
});
