import {canReadMemory, watchPeak} from "../../support/processMemory.js";
import type {Bench, Group} from "../bench.js";
import {withEach} from "../bench.js";
import {CELLS} from "../cells.js";
import type {KernelSpec} from "../kernelSpec.js";
import {checkLines} from "../lineOrder.js";
import type {RunningKernel} from "../runningKernel.js";

const LINES = 1_000_000;
const FLOODS = 3;
/** ipykernel 7 and Deno need one minute on a busy machine. */
const LIMIT_MS = 180_000;
/** A flood that takes longer is not measured again. */
const PATIENCE_MS = 20_000;

/** A million printed lines: do they arrive, in order, before `idle`, and at what price. */
export const flood: Group = {
  id: "flood",
  rows: [
    {id: "flood.idle", title: "1,000,000 printed lines, to idle", unit: "s", referee: "ipykernel"},
    {id: "flood.peak", title: "their peak memory (RSS, all processes)", unit: "MB", referee: "ipykernel"},
  ],
  async run(bench: Bench): Promise<void> {
    let kernels = bench.kernels;
    for (let round = 0; round < FLOODS * bench.repeat; round++) {
      // One sample of a kernel that loses lines, or takes a minute, says it.
      const whole: KernelSpec[] = [];
      await withEach({...bench, kernels}, async kernel => {
        if (await measure(bench, kernel)) whole.push(kernel.spec);
      });
      kernels = whole;
    }
  },
};

/** @returns whether measuring again is of use: all lines arrived before `idle`, and soon. */
async function measure(bench: Bench, kernel: RunningKernel): Promise<boolean> {
  const {ledger} = bench;
  const {language, name} = kernel.spec;
  const cells = CELLS[language];
  await kernel.execute(cells.changed(1).code); // everything is up before the clock starts
  const chunks: string[] = [];
  const peak = canReadMemory ? watchPeak(kernel.pid) : undefined;
  const trip = await kernel.execute(cells.lines(LINES).code, {
    timeoutMs: LIMIT_MS,
    quietMs: 1_000,
    onOutput: ({header, content}) => {
      if (header.msg_type === "stream") chunks.push(String(content.text));
    },
  });
  if (peak === undefined) ledger.note("flood.peak", name, "n/a");
  else ledger.add("flood.peak", name, peak());
  const {arrived, outOfOrder} = checkLines(chunks);
  const inTime = checkLines(chunks.slice(0, trip.inTime)).arrived;
  if (trip.idle) ledger.add("flood.idle", name, trip.ms / 1000);
  else ledger.note("flood.idle", name, "no idle");
  if (arrived !== LINES) ledger.note("flood.idle", name, `${arrived} arrived`);
  else if (inTime !== LINES) ledger.note("flood.idle", name, `${inTime} arrived before idle`);
  if (outOfOrder > 0) ledger.note("flood.idle", name, `${outOfOrder} out of order`);
  return trip.idle && inTime === LINES && outOfOrder === 0 && trip.ms < PATIENCE_MS;
}
