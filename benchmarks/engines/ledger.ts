import {best, median} from "../support/statistics.js";
import type {Calls, Ready} from "./job.js";

/** How a contestant began. */
export interface Beginning extends Ready {
  /** The first two calls: what is compiled, laid out and allocated once. */
  readonly firstMs: number;
  /** First losses of a training; equal weights and data, so they should agree. */
  readonly losses: readonly number[];
}

/** What one contestant did in one case. */
interface Entry {
  beginning?: Beginning;
  /** Milliseconds of the calls of each round. */
  readonly rounds: (readonly number[])[];
  peakBytes: number;
  reason?: string;
}

/** What was measured, by case, threads and contestant. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();

  #entry(id: string, threads: number, name: string): Entry {
    const key = `${id} ${threads} ${name}`;
    const entry = this.#entries.get(key) ?? {rounds: [], peakBytes: 0};
    this.#entries.set(key, entry);
    return entry;
  }

  begin(id: string, threads: number, name: string, beginning: Beginning): void {
    this.#entry(id, threads, name).beginning = beginning;
  }

  round(id: string, threads: number, name: string, {samples, peakBytes}: Calls): void {
    const entry = this.#entry(id, threads, name);
    entry.rounds.push(samples);
    entry.peakBytes = Math.max(entry.peakBytes, peakBytes);
  }

  fail(id: string, threads: number, name: string, reason: string): void {
    this.#entry(id, threads, name).reason = reason;
  }

  beginning(id: string, threads: number, name: string): Beginning | undefined {
    return this.#entry(id, threads, name).beginning;
  }

  peakBytes(id: string, threads: number, name: string): number {
    return this.#entry(id, threads, name).peakBytes;
  }

  reason(id: string, threads: number, name: string): string | undefined {
    return this.#entry(id, threads, name).reason;
  }

  /** Milliseconds of a call: the median of all. */
  ms(id: string, threads: number, name: string): number | undefined {
    const {rounds} = this.#entry(id, threads, name);
    return rounds.length === 0 ? undefined : median(rounds.flat());
  }

  /** Milliseconds of the fastest call. */
  bestMs(id: string, threads: number, name: string): number | undefined {
    const {rounds} = this.#entry(id, threads, name);
    return rounds.length === 0 ? undefined : best(rounds.flat());
  }

  /** How many times longer than another, in each round. */
  ratios(id: string, threads: number, name: string, other: string): readonly number[] {
    const [ours, theirs] = [name, other].map(one => this.#entry(id, threads, one).rounds);
    const rounds = Math.min(ours.length, theirs.length);
    return Array.from({length: rounds}, (_, i) => median(ours[i]) / median(theirs[i]));
  }

  versions(): string[] {
    const seen = new Set<string>();
    for (const [key, {beginning}] of this.#entries) {
      if (beginning !== undefined) seen.add(`${key.split(" ").at(-1)} ${beginning.version}`);
    }
    return [...seen];
  }
}
