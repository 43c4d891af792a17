import {best, median} from "../support/statistics.js";
import type {Answer} from "./job.js";

/** What one contestant did in one case, all rounds together. */
interface Record_ {
  readonly answers: Answer[];
  readonly errors: string[];
}

/** Answers by case, threads and contestant. */
export class Ledger {
  readonly #records = new Map<string, Record_>();

  add(id: string, threads: number, name: string, answer: Answer | {readonly error: string}): void {
    const key = `${id} ${threads} ${name}`;
    const record = this.#records.get(key) ?? {answers: [], errors: []};
    this.#records.set(key, record);
    if ("error" in answer) record.errors.push(answer.error);
    else record.answers.push(answer);
  }

  answers(id: string, threads: number, name: string): readonly Answer[] {
    return this.#records.get(`${id} ${threads} ${name}`)?.answers ?? [];
  }

  errors(id: string, threads: number, name: string): readonly string[] {
    return this.#records.get(`${id} ${threads} ${name}`)?.errors ?? [];
  }

  /** Milliseconds of a call: the median over the rounds of each round's median. */
  ms(id: string, threads: number, name: string): number | undefined {
    const answers = this.answers(id, threads, name);
    return answers.length === 0 ? undefined : median(answers.map(({samples}) => median(samples)));
  }

  /** Milliseconds of the fastest call: what a peak is. */
  bestMs(id: string, threads: number, name: string): number | undefined {
    const answers = this.answers(id, threads, name);
    return answers.length === 0 ? undefined : best(answers.flatMap(({samples}) => samples));
  }

  /** How many times longer than another in the same round, the middle of the rounds, and the least and most. */
  ratio(id: string, threads: number, name: string, other: string): readonly number[] {
    const [ours, theirs] = [this.answers(id, threads, name), this.answers(id, threads, other)];
    const rounds = Math.min(ours.length, theirs.length);
    return Array.from({length: rounds}, (_, i) => median(ours[i].samples) / median(theirs[i].samples));
  }

  versions(): string[] {
    const seen = new Set<string>();
    for (const [key, {answers}] of this.#records) {
      for (const {version} of answers) seen.add(`${key.split(" ").at(-1)} ${version}`);
    }
    return [...seen];
  }
}
