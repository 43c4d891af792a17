import type {Bench, Group} from "../bench.js";
import {interleave, ROUNDS, withAll} from "../bench.js";
import type {Question} from "../cells.js";
import {CELLS} from "../cells.js";
import type {RunningKernel} from "../runningKernel.js";

/** A library with large types: TensorFlow.js in TypeScript; Python answers questions about its own json module. */
export const tfjs: Group = {
  id: "tfjs",
  rows: [
    {id: "tfjs.import", title: "import of TensorFlow.js", unit: "s", referee: "tslab"},
    {id: "tfjs.use", title: "typed cell after tfjs", unit: "ms", referee: "tslab"},
    {id: "tfjs.error", title: "type error after tfjs", unit: "ms", referee: "tslab"},
    {id: "tfjs.changed", title: "`1 + k` after tfjs", unit: "ms", referee: "ipykernel"},
    {id: "tfjs.complete", title: "completion (`tf.ten`)", unit: "ms", referee: "tslab"},
    {id: "tfjs.inspect", title: "inspection (`tf.tensor2d`)", unit: "ms", referee: "tslab"},
  ],
  async run(bench: Bench): Promise<void> {
    for (let session = 0; session < bench.repeat; session++) {
      await withAll(bench, async running => {
        const all: Bench = {...bench, wanted: () => true}; // later rows need the import, asked for or not
        await interleave(all, "tfjs.import", running, kernelCells => kernelCells.tfjs?.import, 1);
        await interleave(bench, "tfjs.use", running, (kernelCells, k) => kernelCells.tfjs?.use(k));
        await interleave(bench, "tfjs.error", running, (kernelCells, k) => kernelCells.tfjs?.error(k));
        await interleave(bench, "tfjs.changed", running, (kernelCells, k) => kernelCells.changed(k));
        for (const kernel of running) {
          await kernel.execute(CELLS[kernel.spec.language].prepareQuestions.code);
        }
        await ask(bench, "tfjs.complete", running, askCompletion);
        await ask(bench, "tfjs.inspect", running, askInspection);
      });
    }
  },
};

/** Asks and returns the time in milliseconds, or what is wrong with the answer. */
type Ask = (kernel: RunningKernel, round: number) => Promise<number | string>;

async function ask(
  bench: Bench,
  row: string,
  running: readonly RunningKernel[],
  question: Ask,
): Promise<void> {
  if (!bench.wanted(row)) return;
  for (let round = 0; round < ROUNDS; round++) {
    for (const kernel of running) {
      const result = await question(kernel, round);
      if (typeof result === "number") bench.ledger.add(row, kernel.spec.name, result);
      else if (round === 0) bench.ledger.note(row, kernel.spec.name, result);
    }
  }
}

async function askCompletion(kernel: RunningKernel, round: number): Promise<number | string> {
  const {code, cursor, answer}: Question = CELLS[kernel.spec.language].complete(round);
  const trip = await kernel.client.request("shell", "complete_request", {code, cursor_pos: cursor});
  const matches = Array.isArray(trip.reply.matches) ? trip.reply.matches : [];
  const found = matches.some(match => String(match).endsWith(answer));
  return found ? trip.ms : `${answer} is not among ${matches.length} matches`;
}

async function askInspection(kernel: RunningKernel, round: number): Promise<number | string> {
  const {code, cursor, answer}: Question = CELLS[kernel.spec.language].inspect(round);
  const content = {code, cursor_pos: cursor, detail_level: 0};
  const trip = await kernel.client.request("shell", "inspect_request", content);
  return JSON.stringify(trip.reply.data ?? {}).includes(answer) ? trip.ms : "nothing found";
}
