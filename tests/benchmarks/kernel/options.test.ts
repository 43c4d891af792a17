import {expect} from "chai";
import {asksFor, parseOptions} from "../../../benchmarks/kernel/options.js";

describe("parseOptions(args)", () => {
  it("measures everything once when nothing is said", () => {
    expect(parseOptions([])).to.deep.equal({
      peers: false,
      only: [],
      kernels: [],
      repeat: 1,
      python: undefined,
      save: undefined,
    });
  });
  it("collects repeated options", () => {
    const args = ["--only", "cells", "--only", "stop.regex", "--kernel", "deno", "--repeat", "3", "--peers"];
    expect(parseOptions(args)).to.deep.include({
      peers: true,
      only: ["cells", "stop.regex"],
      kernels: ["deno"],
      repeat: 3,
    });
  });
  for (const bad of ["0", "1.5", "many", "-1"]) {
    it(`refuses --repeat=${bad}`, () => {
      expect(() => parseOptions([`--repeat=${bad}`])).to.throw(RangeError, `an integer >= 1, got ${bad}`);
    });
  }
  it("refuses an unknown option", () => {
    expect(() => parseOptions(["--fast"])).to.throw(TypeError, /--fast/);
  });
});

describe("asksFor(only, row)", () => {
  for (const [only, row, expected] of [
    [[], "cells.changed", true],
    [["cells"], "cells.changed", true],
    [["cells.changed"], "cells.changed", true],
    [["memory.full"], "memory.full.many.rss", true],
    [["cell"], "cells.changed", false],
    [["stop", "start"], "cells.changed", false],
  ] as const) {
    it(`${expected ? "takes" : "leaves"} ${row} for --only [${only}]`, () => {
      expect(asksFor(only, row)).to.equal(expected);
    });
  }
});
