// The loops by hand beside TensorFlow.js, a plain C loop and numpy, for the sizes that lessons use.
import os from "node:os";
import * as tf from "@tensorflow/tfjs";
import {useEngine} from "../../src/engine/useEngine.js";
import {median} from "../support/statistics.js";
import {markdownTable} from "../support/table.js";
import {numpy, type Program, plainC} from "./outside.js";
import {makeRows, type Row} from "./rows.js";

const SAMPLES = 15;
/** Calls before the clock starts: V8 compiles what runs often. */
const WARM_UP = 5;
/** Promised for the first row, in milliseconds. */
const FIRST_AT_MOST_MS = 1;
/** Promised for LeNet-5, digits a second on one core. */
const LENET_AT_LEAST = 300;

/** Milliseconds of one call, several samples. */
function time(call: () => number, repeat: number): number[] {
  for (let n = 0; n < WARM_UP * repeat; n++) call();
  return Array.from({length: SAMPLES}, () => {
    const start = performance.now();
    for (let n = 0; n < repeat; n++) call();
    return (performance.now() - start) / repeat;
  });
}

function agree(where: string, sum: number, ours: number): void {
  if (!(Math.abs(sum - ours) <= 1e-3 * (1 + Math.abs(ours))))
    throw new Error(`${where}: sum of the results must be ${ours}, got ${sum}`);
}

function outside(name: string, program: Program | undefined, row: Row): number | undefined {
  if (program === undefined || row.loop === undefined) return undefined;
  const {samples, sum} = program(row.loop, row.repeat, SAMPLES);
  agree(`${name}, ${row.name}`, sum, row.ours());
  return median(samples);
}

const shown = (ms: number | undefined) => (ms === undefined ? "-" : ms.toPrecision(3));
const ratio = (ours: number, theirs: number | undefined) =>
  theirs === undefined ? "-" : `${(ours / theirs).toPrecision(2)} x`;

async function main(): Promise<void> {
  await useEngine("wasm", {threads: 1});
  const python = process.argv[2] ?? "python3";
  const c = plainC();
  const peers = {C: c?.run, numpy: numpy(python)};
  const lines: string[][] = [];
  const verdicts: string[] = [];
  for (const [index, row] of makeRows().entries()) {
    if (row.tfjs) agree(`TensorFlow.js, ${row.name}`, row.tfjs(), row.ours());
    const ours = median(time(row.ours, row.repeat));
    const tfjs = row.tfjs && median(time(row.tfjs, row.repeat));
    const [inC, inNumpy] = [outside("C", peers.C, row), outside("numpy", peers.numpy, row)];
    lines.push([
      row.name,
      shown(ours),
      shown(tfjs),
      shown(inC),
      shown(inNumpy),
      ratio(ours, tfjs),
      ratio(ours, inC),
    ]);
    if (index === 0)
      verdicts.push(
        `${ours <= FIRST_AT_MOST_MS ? "reached" : "MISSED"}: ${row.name} in at most ${FIRST_AT_MOST_MS} ms, took ${shown(ours)}`,
      );
    if (row.examples !== undefined) {
      const rate = Math.round((1000 * row.examples) / ours);
      verdicts.push(
        `${rate >= LENET_AT_LEAST ? "reached" : "MISSED"}: LeNet-5 trains at least ${LENET_AT_LEAST} digits a second, got ${rate}`,
      );
    }
  }
  c?.remove();
  console.log(
    `Medians of ${SAMPLES} in milliseconds; TensorFlow.js ${tf.version.tfjs} on its backend "${tf.getBackend()}"; ` +
      `Node ${process.versions.node}, ${os.cpus()[0]?.model ?? "unknown processor"}, load ${os.loadavg()[0]?.toFixed(1)}.\n`,
  );
  const header = ["", "by hand", "TensorFlow.js", "C -O2", "numpy", "hand / TensorFlow.js", "hand / C"];
  console.log(`${markdownTable(header, lines)}\n\n${verdicts.join("\n")}`);
}

await main();
