import {readJournal} from "./journal.js";
import {KEPT_DURATIONS} from "./limits.js";

/** Median times of a run, in milliseconds. */
export interface TimingSummary {
  readonly submissions: number;
  readonly submissionMs: number;
  readonly questions: Readonly<Record<string, {readonly ms: number; readonly cpuMs: number}>>;
}

/** What grading has taken, out of the journal of a run: of the last submissions where there are many. */
export async function timingSummary(journal: string): Promise<TimingSummary> {
  let submissions = 0;
  const whole: number[] = [];
  const questions = new Map<string, {ms: number[]; cpuMs: number[]}>();
  for await (const entry of readJournal(journal)) {
    if (entry.type !== "done") continue;
    submissions++;
    keep(whole, entry.timing.ms);
    for (const {exercise, ms, cpuMs} of entry.timing.questions) {
      const times = questions.get(exercise) ?? {ms: [], cpuMs: []};
      questions.set(exercise, times);
      keep(times.ms, ms);
      keep(times.cpuMs, cpuMs);
    }
  }
  return {
    submissions,
    submissionMs: median(whole),
    questions: Object.fromEntries(
      [...questions].map(([id, {ms, cpuMs}]) => [id, {ms: median(ms), cpuMs: median(cpuMs)}]),
    ),
  };
}

function keep(durations: number[], ms: number): void {
  durations.push(ms);
  if (durations.length > KEPT_DURATIONS) durations.shift();
}

/** The middle value, rounded; 0 of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[sorted.length >> 1] ?? 0);
}
