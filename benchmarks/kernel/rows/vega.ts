import type {Bench, Group} from "../bench.js";
import {interleave, withAll} from "../bench.js";

/** A library whose one type is huge: a Vega-Lite specification. */
export const vega: Group = {
  id: "vega",
  rows: [
    {id: "vega.import", title: "import of vega-lite with its types", unit: "s", referee: "tslab"},
    {id: "vega.right", title: "typed vega-lite spec", unit: "ms", referee: "tslab"},
    {id: "vega.wrong", title: "wrong vega-lite spec", unit: "ms", referee: "tslab"},
  ],
  async run(bench: Bench): Promise<void> {
    for (let session = 0; session < bench.repeat; session++) {
      await withAll(bench, async running => {
        const all: Bench = {...bench, wanted: () => true}; // later rows need the import, asked for or not
        await interleave(all, "vega.import", running, kernelCells => kernelCells.vega?.import, 1);
        await interleave(bench, "vega.right", running, (kernelCells, k) => kernelCells.vega?.right(k));
        await interleave(bench, "vega.wrong", running, (kernelCells, k) => kernelCells.vega?.wrong(k));
      });
    }
  },
};
