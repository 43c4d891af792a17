import {expect} from "chai";
import {Ledger} from "../../../benchmarks/kernel/ledger.js";
import {judge} from "../../../benchmarks/kernel/targets.js";

const limit = {row: "cells.changed", atMost: 5, never: /lost/};
const relative = {row: "cells.changed", ratio: {peer: "ipykernel", atMost: 0.3}};

function measured(figures: Readonly<Record<string, number>>): Ledger {
  const ledger = new Ledger();
  ledger.declare({id: "cells.changed", title: "changed cell", unit: "ms"});
  for (const [kernel, ms] of Object.entries(figures)) ledger.add("cells.changed", kernel, ms);
  return ledger;
}

describe("judge(target, ledger)", () => {
  it("holds the median to an absolute limit, which may just be met", () => {
    expect(judge(limit, measured({kernelbook: 5}))).to.deep.equal({
      target: "changed cell <= 5 ms",
      measured: "5.0 ms",
      reached: true,
    });
    expect(judge(limit, measured({kernelbook: 5.01}))).to.include({reached: false});
  });
  it("holds the median to a multiple of a peer's in the same run", () => {
    expect(judge(relative, measured({kernelbook: 3, ipykernel: 10}))).to.deep.equal({
      target: "changed cell <= ipykernel's x 0.3",
      measured: "3.0 ms = x 0.30",
      reached: true,
    });
    expect(judge(relative, measured({kernelbook: 3.1, ipykernel: 10}))).to.include({reached: false});
  });
  it("is not reached, however fast, when a remark breaks the promise", () => {
    const ledger = measured({kernelbook: 1});
    ledger.note("cells.changed", "kernelbook", "variables lost");
    expect(judge(limit, ledger)).to.include({measured: "1.0 ms; variables lost", reached: false});
  });
  it("takes no notice of other kernels' remarks", () => {
    const ledger = measured({kernelbook: 1});
    ledger.note("cells.changed", "tslab", "variables lost");
    expect(judge(limit, ledger)).to.include({reached: true});
  });
  it("says not measured when ours or the peer is missing", () => {
    expect(judge(limit, measured({tslab: 5}))).to.include({measured: "not measured", reached: undefined});
    expect(judge(relative, measured({kernelbook: 5}))).to.include({reached: undefined});
  });
  it("has nothing to say about a row that is not part of the run", () => {
    expect(judge({row: "stop.regex", atMost: 1}, measured({}))).to.equal(undefined);
  });
});
