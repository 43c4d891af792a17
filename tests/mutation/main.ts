// `npm run mutate [-- all | EXERCISE ...]`: tries the mutants of every kept solution that has changed, and keeps the table.
import {parseArgs} from "node:util";
import {atomicWrite} from "../../src/notebook/atomicWrite.js";
import {everyExercise} from "../support/exerciseFiles.js";
import {mutate} from "./mutate.js";
import {hashOf, killedShare, readTable, TABLE_FILE, type TableEntry, TO_KILL} from "./table.js";
import {Trials} from "./trials.js";

const {positionals} = parseArgs({allowPositionals: true});
const files = (await everyExercise()).filter(({exercise}) => exercise.kind !== "text");
const known = files.map(({exercise}) => exercise.id);
const strange = positionals.find(name => name !== "all" && !known.includes(name));
if (strange !== undefined) {
  console.error(`mutate: an exercise must be one of ${known.join(", ")}, or "all", got "${strange}"`);
  process.exit(2);
}

const before = await readTable();
const table: Record<string, TableEntry> = {};
const trials = new Trials();
let open = 0;
for (const one of files) {
  const {id} = one.exercise;
  const hash = await hashOf(one);
  const old = before[id];
  const isWanted = positionals.includes("all") || positionals.includes(id);
  if (!isWanted && old?.hash === hash) {
    table[id] = old;
  } else if (!isWanted && positionals.length > 0) {
    if (old !== undefined) table[id] = old;
    continue;
  } else {
    const started = performance.now();
    const {made, killed, survivors, by} = await mutate(one, trials, old?.survivors, (done, all) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${id} ${done}/${all} `);
    });
    table[id] = {hash, made, killed, survivors};
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${id}: ${made} mutants, ${killed} killed, ${(100 * killedShare(table[id])).toFixed(1)} %, ${seconds} s`,
    );
    console.log(
      `  found by ${Object.entries(by)
        .map(([check, n]) => `${check} ${n}`)
        .join(", ")}`,
    );
    write(); // what is done stays done when a later one is interrupted
  }
  const unexplained = table[id].survivors.filter(({reason}) => reason === "");
  for (const {mutant} of unexplained) console.log(`  no reason yet: ${id}: ${mutant}`);
  if (unexplained.length > 0 || killedShare(table[id]) < TO_KILL) open++;
}
trials.close();
write();
process.exitCode = open > 0 ? 1 : 0;

/** Exercises in the order of the catalogue; those still to come as they were. */
function write(): void {
  const entries = known.flatMap(id => {
    const entry = table[id] ?? before[id];
    return entry === undefined ? [] : [[id, entry]];
  });
  atomicWrite(TABLE_FILE, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
}
