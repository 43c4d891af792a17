import {setTimeout as sleep} from "node:timers/promises";
import {canReadMemory, treeMemory} from "../../support/processMemory.js";
import type {Bench, Group} from "../bench.js";
import {measureCell, ROUNDS, withEach} from "../bench.js";
import {CELLS, type Cells} from "../cells.js";
import type {RowInfo} from "../ledger.js";
import type {RunningKernel} from "../runningKernel.js";

const DECLARING_CELLS = 250;
/** Time to come to rest before memory is read, in milliseconds. */
const REST_MS = 1_000;

const STAGES: readonly {readonly id: string; readonly title: string}[] = [
  {id: "bare.first", title: "after the first cell"},
  {id: "bare.many", title: `after ${DECLARING_CELLS} cells, no library`},
  {id: "full.tfjs", title: "with TensorFlow.js in use"},
  {id: "full.vega", title: "and vega-lite"},
  {id: "full.many", title: `and after ${DECLARING_CELLS} cells`},
];

/** Memory over all processes of a kernel, and what a long notebook does to the next cell. */
export const memory: Group = {
  id: "memory",
  rows: [
    ...STAGES.flatMap(({id, title}): RowInfo[] => [
      {id: `memory.${id}.rss`, title: `memory ${title}, RSS`, unit: "MB", referee: "tslab"},
      {id: `memory.${id}.pss`, title: `memory ${title}, PSS`, unit: "MB", referee: "tslab"},
    ]),
    {id: "memory.changed", title: `\`1 + k\` after all that`, unit: "ms", referee: "tslab"},
    {id: "memory.use", title: "use of the declared names", unit: "ms", referee: "tslab"},
  ],
  async run(bench: Bench): Promise<void> {
    for (let session = 0; session < bench.repeat; session++) {
      await withEach(bench, kernel => bareSession(bench, kernel));
      await withEach(bench, kernel => fullSession(bench, kernel));
    }
  },
};

async function bareSession(bench: Bench, kernel: RunningKernel): Promise<void> {
  const cells = CELLS[kernel.spec.language];
  await kernel.execute(cells.changed(1).code);
  await weigh(bench, kernel, "bare.first");
  await declareMany(bench, kernel, cells, "bare.many");
}

async function fullSession(bench: Bench, kernel: RunningKernel): Promise<void> {
  const cells = CELLS[kernel.spec.language];
  const {tfjs, vega} = cells;
  if (tfjs === undefined || vega === undefined) return;
  await prepare(bench, kernel, "full.tfjs", [tfjs.import.code, tfjs.use(1).code]);
  await prepare(bench, kernel, "full.vega", [vega.import.code, vega.right(0).code, vega.compile.code]);
  await declareMany(bench, kernel, cells, "full.many");
  for (let k = 0; k < ROUNDS; k++) {
    await measureCell(bench, "memory.changed", kernel, cells.changed(k));
    await measureCell(bench, "memory.use", kernel, cells.useDeclared(k));
  }
}

async function declareMany(bench: Bench, kernel: RunningKernel, cells: Cells, stage: string): Promise<void> {
  const codes = Array.from({length: DECLARING_CELLS}, (_, k) => cells.declaring(k).code);
  await prepare(bench, kernel, stage, codes);
}

/** Runs cells that lead to a stage, then reads the memory; the remarks say if one of the cells failed. */
async function prepare(
  bench: Bench,
  kernel: RunningKernel,
  stage: string,
  codes: readonly string[],
): Promise<void> {
  const remark = (text: string) => bench.ledger.note(`memory.${stage}.rss`, kernel.spec.name, text);
  for (const code of codes) {
    const trip = await kernel.execute(code);
    if (trip.status !== "ok") remark(`cell: ${trip.status}`);
    else if (!trip.idle) remark("idle lost");
  }
  await weigh(bench, kernel, stage);
}

async function weigh(bench: Bench, kernel: RunningKernel, stage: string): Promise<void> {
  const {name} = kernel.spec;
  if (!canReadMemory) {
    bench.ledger.note(`memory.${stage}.rss`, name, "n/a");
    bench.ledger.note(`memory.${stage}.pss`, name, "n/a");
    return;
  }
  await sleep(REST_MS);
  const {rss, pss} = treeMemory(kernel.pid);
  bench.ledger.add(`memory.${stage}.rss`, name, rss);
  bench.ledger.add(`memory.${stage}.pss`, name, pss);
}
