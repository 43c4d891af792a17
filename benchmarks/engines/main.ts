import {appendFileSync, mkdirSync} from "node:fs";
import path from "node:path";
import {describeMachine} from "../support/machine.js";
import {casesFor, PRODUCT_CASE} from "./cases.js";
import {type Contestant, findContestants} from "./contestants.js";
import {Ledger} from "./ledger.js";
import {measureCase} from "./measureCase.js";
import {type Options, parseOptions, USAGE} from "./options.js";
import {installPeers, peersPython} from "./peers.js";
import {caseTable} from "./report.js";

const say = (text: string) => void process.stderr.write(`${text}\n`);

/** The tables of a run, as they are done. */
async function* tables(options: Options, contestants: readonly Contestant[]): AsyncGenerator<string> {
  const {networks, work, threads: counts, repeat} = options;
  const ledger = new Ledger();
  const names = contestants.map(({name}) => name);
  for (const threads of counts) {
    const wanted = networks.flatMap(casesFor).filter(one => work.includes(one.work));
    for (const one of [PRODUCT_CASE, ...wanted]) {
      say(`${one.title}, threads: ${threads} ...`);
      await measureCase(ledger, one, threads, contestants, repeat);
      yield caseTable(ledger, one, threads, names);
    }
  }
  yield describeMachine(ledger.versions());
}

/** Progress goes to stderr, the tables to stdout. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.peers) installPeers(say);
  const {contestants, missing} = await findContestants(options.engines, options.python ?? peersPython());
  for (const text of missing) say(`skipped ${text}`);
  if (options.save !== undefined) mkdirSync(path.dirname(path.resolve(options.save)), {recursive: true});
  for await (const table of tables(options, contestants)) {
    process.stdout.write(`${table}\n\n`);
    // Added as it comes: a run that is stopped keeps what it has.
    if (options.save !== undefined) appendFileSync(options.save, `${table}\n\n`);
  }
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
  process.exitCode = 2;
}
