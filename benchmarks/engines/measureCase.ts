import {type Case, jobOf} from "./cases.js";
import {Contender} from "./contender.js";
import type {Contestant} from "./contestants.js";
import type {Ledger} from "./ledger.js";
import {MOST_SECONDS, ROUNDS, WARM_SECONDS} from "./limits.js";

/**
 * Measures one case: all contestants live at the same time and take turns, a few calls each, so that a busy moment of the machine
 * meets all of them. Who waits does not compute.
 */
export async function measureCase(
  ledger: Ledger,
  one: Case,
  threads: number,
  contestants: readonly Contestant[],
  repeat: number,
): Promise<void> {
  const alive: Contender[] = [];
  const attempt = async (contender: Contender, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      ledger.fail(one.id, threads, contender.name, reason);
      await contender.end();
      return false;
    }
  };
  for (const contestant of contestants) {
    const contender = new Contender(contestant, jobOf(one, threads));
    if (await attempt(contender, () => begin(ledger, one, threads, contender))) alive.push(contender);
  }
  const begun = performance.now();
  for (let round = 0; round < ROUNDS * repeat; round++) {
    for (const contender of [...alive]) {
      const turn = async () =>
        ledger.round(one.id, threads, contender.name, await contender.calls(Math.ceil(one.steps / ROUNDS)));
      if (!(await attempt(contender, turn))) alive.splice(alive.indexOf(contender), 1);
    }
    // Two rounds at least: the first may still be warming.
    const late = performance.now() - begun > MOST_SECONDS * 1000 * alive.length;
    if (late && round > 0) break;
  }
  for (const contender of alive) await contender.end();
}

/** Waits for a process, and warms it. */
async function begin(ledger: Ledger, one: Case, threads: number, contender: Contender): Promise<void> {
  const ready = await contender.ready();
  const first = await contender.calls(2);
  const begun = performance.now();
  const values = [...first.values];
  // By and by, because a slow engine would warm itself for minutes.
  for (let warmed = 2; warmed < one.warm; warmed += 2) {
    if (performance.now() - begun > WARM_SECONDS * 1000) break;
    values.push(...(await contender.calls(2)).values);
  }
  ledger.begin(one.id, threads, contender.name, {
    ...ready,
    firstMs: first.samples.reduce((sum, ms) => sum + ms, 0),
    losses: one.work === "train" ? values.slice(0, 4) : [],
  });
}
