import {setTimeout as sleep} from "node:timers/promises";
import type {Bench, Group} from "../bench.js";
import {CELLS, STOP_KINDS, type StopKind} from "../cells.js";
import {type RoundTrip, textOf} from "../client.js";
import type {KernelSpec} from "../kernelSpec.js";
import type {Unit} from "../ledger.js";
import {RunningKernel} from "../runningKernel.js";

const STOPS = 3;
/** How long the cell is let run before Stop is pressed, in milliseconds. */
const HEAD_START_MS = 400;
/** A cell that still runs so long after Stop counts as not stoppable, in milliseconds. */
const LIMIT_MS = 5_000;

const TITLES: Readonly<Record<StopKind, string>> = {
  while: "`while (true) {}`",
  never: "`await never`",
  afterAwait: "loop after an await",
  awaitLoop: "loop of awaited timers",
  timers: "100 intervals",
  printing: "endless printing",
  regex: "runaway regular expression",
  native: "blocking native call",
};

/** Stop pressed on cells that would never end: how long it takes and what is left. No remark means: variables kept, nothing runs on. */
export const stop: Group = {
  id: "stop",
  rows: STOP_KINDS.map(kind => ({
    id: `stop.${kind}`,
    title: `Stop: ${TITLES[kind]}`,
    unit: "ms" satisfies Unit,
  })),
  async run(bench: Bench): Promise<void> {
    for (const spec of bench.kernels.flatMap(variants)) {
      let kernel = await RunningKernel.start(spec, bench.folder);
      try {
        for (const kind of STOP_KINDS.filter(each => bench.wanted(`stop.${each}`))) {
          bench.say(`  ${spec.name}: ${TITLES[kind]}`);
          for (let round = 0; round < STOPS * bench.repeat; round++) {
            const healthy = await stopOnce(bench, kernel, kind);
            if (healthy) continue;
            await kernel.kill();
            kernel = await RunningKernel.start(spec, bench.folder);
            // What can't be stopped once can't be stopped again: one sample says it.
            break;
          }
        }
      } finally {
        await kernel.close();
      }
    }
  },
};

/** @returns false when the kernel is not fit for another try. */
async function stopOnce(bench: Bench, kernel: RunningKernel, kind: StopKind): Promise<boolean> {
  const {name, language} = kernel.spec;
  const row = `stop.${kind}`;
  const remark = (text: string) => bench.ledger.note(row, name, text);
  const cells = CELLS[language];
  const marker = 1_000_000 + Math.floor(Math.random() * 1_000_000);
  await kernel.execute(cells.beforeStop(marker).code);
  // The client itself: the kernel's pause after an error is no part of the time.
  const running = kernel.client.execute(cells.stop[kind], {
    timeoutMs: HEAD_START_MS + LIMIT_MS,
    onOutput: () => {}, // endless printing is not kept
  });
  await sleep(HEAD_START_MS);
  const pressed = performance.now();
  kernel.interrupt();
  const trip = await running;
  const took = performance.now() - pressed;
  await sleep(kernel.spec.pauseAfterErrorMs);
  if (!kernel.alive) {
    remark("kernel dies");
    return false;
  }
  if (!trip.idle || trip.status === "none") {
    remark("cannot");
    return false;
  }
  bench.ledger.add(row, name, took);
  if (!(await textOfName(kernel, "marker")).includes(`${marker}`)) {
    remark(announces(trip) ? "variables lost" : "variables lost, not announced");
    return announces(trip);
  }
  if (await ticking(kernel)) {
    remark("lives on");
    return false;
  }
  return true;
}

/** Whether what the stopped cell started still counts. */
async function ticking(kernel: RunningKernel): Promise<boolean> {
  const before = await textOfName(kernel, "ticks");
  await sleep(100);
  return before !== (await textOfName(kernel, "ticks"));
}

async function textOfName(kernel: RunningKernel, name: string): Promise<string> {
  return textOf(await kernel.execute(name, {timeoutMs: LIMIT_MS}));
}

function announces(trip: RoundTrip): boolean {
  return /lost|gone|restart/i.test(JSON.stringify(trip.reply));
}

/** Deno's own kernel.json asks for signals, which end it: the second column shows what one added line would change. */
function variants(spec: KernelSpec): KernelSpec[] {
  if (spec.name !== "deno") return [spec];
  return [spec, {...spec, name: "deno, interrupt_mode message", interrupt: "message"}];
}
