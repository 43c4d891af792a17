import {expect} from "chai";
import {casesFor, flopsOf, PRODUCT_CASE} from "../../../benchmarks/engines/cases.js";
import {Ledger} from "../../../benchmarks/engines/ledger.js";
import {NETWORK_NAMES, NETWORKS} from "../../../benchmarks/engines/networks.js";
import {caseTable} from "../../../benchmarks/engines/report.js";
import {forwardFlops} from "../../../src/models/forwardFlops.js";

const LENET = casesFor("lenet")[0];

describe("cases of bench:engines", () => {
  it("state the operations that the models have", async () => {
    for (const name of NETWORK_NAMES) {
      const model = await NETWORKS[name].build();
      expect(NETWORKS[name].flops, name).to.equal(forwardFlops(model));
      model.dispose();
    }
  });

  it("count a training step three times, and have ids of their own", () => {
    expect(flopsOf(LENET)).to.equal(3 * 64 * 833_040);
    const ids = NETWORK_NAMES.flatMap(casesFor).map(({id}) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids).to.include.members(["lenet.train.64", "resnet18.train.16", "resnet18.infer.1"]);
  });
});

describe("caseTable(ledger, case, threads, names)", () => {
  const ledger = new Ledger();
  const add = (id: string, name: string, ...rounds: number[][]) => {
    ledger.begin(id, 1, name, {version: "1", startMs: 500, firstMs: 40, losses: [2.3, 2.2]});
    for (const samples of rounds) ledger.round(id, 1, name, {samples, values: [], peakBytes: 2e8});
  };
  // 2.147 GFLOP in 20 ms at best: 107 GFLOP/s; in 10 ms: 215.
  add(PRODUCT_CASE.id, "pytorch", [20, 25]);
  add(PRODUCT_CASE.id, "wasm", [10, 30]);
  add(LENET.id, "pytorch", [10, 10, 10], [20, 20, 20]);
  add(LENET.id, "wasm", [16, 16], [24, 24]);
  ledger.fail(LENET.id, 1, "torch", "Error: out of memory");
  const rows = caseTable(ledger, LENET, 1, ["pytorch", "wasm", "torch"])
    .split("\n")
    .map(line => line.split("|").map(cell => cell.trim()));

  it("divides round by round, so that a busy round weighs on both", () => {
    // 16/10 and 24/20; the median of the rounds is 20 ms against 15.
    expect(rows[5].slice(1, 4)).to.deep.equal(["wasm", "20.0", "1.40 (1.20-1.60)"]);
  });

  it("compares the best calls too, which a busy machine disturbs least", () => {
    expect(rows[5].slice(4, 6)).to.deep.equal(["16.0", "1.60"]);
  });

  it("gives speed as shares of the own product and of the best one", () => {
    const gigaflops = flopsOf(LENET) / 20e6;
    expect(rows[5][6]).to.equal(gigaflops.toFixed(2));
    expect(rows[5].slice(7, 9)).to.deep.equal(["4 %", "4 %"]);
    expect(rows[4].slice(7, 9)).to.deep.equal(["10 %", "5 %"]);
  });

  it("puts the reason where there are no figures", () => {
    expect(rows[6].slice(1, 4)).to.deep.equal(["torch", "Error: out of memory", "-"]);
  });
});
