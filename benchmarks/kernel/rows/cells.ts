import type {Bench, Group} from "../bench.js";
import {interleave, withAll} from "../bench.js";

/** Round trips of small cells in a young session. */
export const cells: Group = {
  id: "cells",
  rows: [
    {id: "cells.same", title: "`1 + 1` repeated", unit: "ms", referee: "ipykernel"},
    {id: "cells.changed", title: "changed cell (`1 + k`)", unit: "ms", referee: "ipykernel"},
    {id: "cells.class", title: "class and use", unit: "ms", referee: "tslab"},
    {id: "cells.typeError", title: "type error", unit: "ms", referee: "tslab"},
    {id: "cells.throw", title: "throw", unit: "ms", referee: "ipykernel"},
  ],
  async run(bench: Bench): Promise<void> {
    for (let session = 0; session < bench.repeat; session++) {
      await withAll(bench, async running => {
        await interleave(bench, "cells.same", running, kernelCells => kernelCells.changed(1));
        await interleave(bench, "cells.changed", running, (kernelCells, k) => kernelCells.changed(k + 2));
        await interleave(bench, "cells.class", running, (kernelCells, k) => kernelCells.classCell(k));
        await interleave(bench, "cells.typeError", running, (kernelCells, k) => kernelCells.typeError?.(k));
        await interleave(bench, "cells.throw", running, (kernelCells, k) => kernelCells.throwing(k));
      });
    }
  },
};
