import {mkdirSync, writeFileSync} from "node:fs";
import path from "node:path";
import {describeMachine} from "../support/machine.js";
import {PROJECT} from "../support/project.js";
import type {Bench, Group} from "./bench.js";
import type {KernelSpec} from "./kernelSpec.js";
import {findKernels} from "./kernels.js";
import {Ledger} from "./ledger.js";
import {asksFor, parseOptions, USAGE} from "./options.js";
import {installPeers} from "./peers.js";
import {figureTable, targetTable} from "./report.js";
import {cells} from "./rows/cells.js";
import {flood} from "./rows/flood.js";
import {memory} from "./rows/memory.js";
import {start} from "./rows/start.js";
import {stop} from "./rows/stop.js";
import {tfjs} from "./rows/tfjs.js";
import {vega} from "./rows/vega.js";
import {RunningKernel} from "./runningKernel.js";

const GROUPS: readonly Group[] = [start, cells, tfjs, vega, flood, stop, memory];

/** Progress goes to stderr, the tables to stdout. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  const groups = GROUPS.filter(group => group.rows.some(row => asksFor(options.only, row.id)));
  if (groups.length === 0) {
    throw new RangeError(`bench:kernel: --only must name a row or group, got ${options.only.join(", ")}`);
  }
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  if (options.peers) installPeers(say);
  const {kernels, missing} = findKernels(options.python);
  for (const name of options.kernels) {
    if (!kernels.some(kernel => kernel.name === name)) {
      throw new RangeError(`bench:kernel: --kernel must name a kernel that is there, got ${name}`);
    }
  }
  const folder = path.join(PROJECT, ".cache/bench");
  mkdirSync(folder, {recursive: true});
  const asked = kernels.filter(({name}) => options.kernels.length === 0 || options.kernels.includes(name));
  const {usable, broken} = await tryStart(asked, folder);
  const skipped = [...missing, ...broken];
  for (const line of skipped) say(`skipped ${line}`);
  const ledger = new Ledger();
  const bench: Bench = {
    kernels: usable,
    ledger,
    repeat: options.repeat,
    folder,
    wanted: row => asksFor(options.only, row),
    say,
  };
  const report: string[] = [];
  const print = (text: string) => {
    report.push(text);
    process.stdout.write(`${text}\n\n`);
  };
  for (const group of groups) {
    ledger.declare(...group.rows);
    const begun = performance.now();
    say(`${group.id} ...`);
    await group.run(bench);
    say(`${group.id} took ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    const rows = group.rows.filter(row => bench.wanted(row.id));
    print(figureTable(ledger, rows));
  }
  print(
    `Median (best of the samples); remarks say what went wrong. ${describeMachine(usable.map(({name, version}) => `${name} ${version}`))}`,
  );
  for (const line of skipped) print(`Skipped ${line}.`);
  print(targetTable(ledger));
  if (options.save !== undefined) {
    mkdirSync(path.dirname(options.save), {recursive: true});
    const title = `# Kernel benchmark, ${new Date().toISOString().slice(0, 10)}`;
    writeFileSync(options.save, `${[title, ...report].join("\n\n")}\n`);
  }
  return 0;
}

/** Starts each kernel once: what doesn't start is named and skipped, and files are in the cache of the disk for all alike. */
async function tryStart(kernels: readonly KernelSpec[], folder: string) {
  const usable: KernelSpec[] = [];
  const broken: string[] = [];
  for (const spec of kernels) {
    try {
      const kernel = await RunningKernel.start(spec, folder);
      await kernel.close();
      usable.push(spec);
    } catch (error) {
      broken.push(`${spec.name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return {usable, broken};
}

try {
  // Not process.exitCode: a kernel that hangs must not keep the benchmark alive.
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  const usage = error instanceof RangeError || (error instanceof TypeError && "code" in error);
  process.stderr.write(
    usage ? `${error.message}\n${USAGE}\n` : `${error instanceof Error ? error.stack : error}\n`,
  );
  process.exit(usage ? 2 : 1);
}
