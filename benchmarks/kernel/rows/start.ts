import type {Bench, Group} from "../bench.js";
import {withEach} from "../bench.js";
import {textOf} from "../client.js";

/** A start is one sample only, so several kernels are started even in a short run. */
const STARTS = 5;

/** From spawning the process to its first answers. */
export const start: Group = {
  id: "start",
  rows: [
    {id: "start.ready", title: "start to ready (kernel_info reply)", unit: "s", referee: "ipykernel"},
    {id: "start.first", title: "start to first result (`1 + 1`)", unit: "s", referee: "ipykernel"},
  ],
  async run(bench: Bench): Promise<void> {
    for (let round = 0; round < STARTS * bench.repeat; round++) {
      await withEach(bench, async kernel => {
        const sent = performance.now() - kernel.spawned;
        const trip = await kernel.execute("1 + 1");
        const {name} = kernel.spec;
        bench.ledger.add("start.ready", name, kernel.readyMs / 1000);
        if (trip.idle && textOf(trip).includes("2"))
          bench.ledger.add("start.first", name, (sent + trip.ms) / 1000);
        else bench.ledger.note("start.first", name, trip.idle ? "wrong answer" : "idle lost");
      });
    }
  },
};
