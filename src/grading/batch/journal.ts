import fs, {createReadStream} from "node:fs";
import {createInterface} from "node:readline";
import type {JobTiming} from "../job.js";
import {FILE_MODE} from "./limits.js";

/** One line of `journal.jsonl`: what happened in a run, when, and how long it took. Never part of a report. */
export type JournalEntry = {readonly at: string} & JournalEvent;

export type JournalEvent =
  | {readonly type: "run"; readonly submissions: number; readonly graderVersion: string}
  | {readonly type: "start"; readonly key: string}
  /** The judge died in this job, which is tried once more. */
  | {readonly type: "retry"; readonly key: string; readonly reason: string}
  | {
      readonly type: "done";
      readonly key: string;
      /** Of everything that the result depends on (`fingerprint.ts`). */
      readonly fingerprint: string;
      /** Of the result file. */
      readonly sha256: string;
      readonly timing: JobTiming;
    }
  | {readonly type: "fault"; readonly key: string; readonly reason: string}
  /** The end of a run: exit code, 130 after Ctrl-C. A run without it was killed. */
  | {readonly type: "end"; readonly code: number};

/** A file that grows by whole lines, each on the disk before the next thing happens. */
export class Journal {
  readonly #handle: number;

  /** Opens a journal for more lines. What a killed run left of a line is cut off. */
  constructor(file: string) {
    if (fs.existsSync(file)) cutTornLine(file);
    this.#handle = fs.openSync(file, "a", FILE_MODE);
  }

  write(event: JournalEvent): void {
    const entry: JournalEntry = {at: new Date().toISOString(), ...event};
    fs.writeSync(this.#handle, `${JSON.stringify(entry)}\n`);
    fs.fsyncSync(this.#handle);
  }

  close(): void {
    fs.closeSync(this.#handle);
  }
}

function cutTornLine(file: string): void {
  const handle = fs.openSync(file, "r+");
  try {
    let end = fs.fstatSync(handle).size;
    const byte = Buffer.alloc(1);
    while (end > 0 && fs.readSync(handle, byte, 0, 1, end - 1) === 1 && byte[0] !== 0x0a) end--;
    fs.ftruncateSync(handle, end);
  } finally {
    fs.closeSync(handle);
  }
}

/** A journal's lines in order; one that cannot be read is left out, and so is a journal that is not there. */
export async function* readJournal(file: string): AsyncIterable<JournalEntry> {
  if (!fs.existsSync(file)) return;
  for await (const line of createInterface({
    input: createReadStream(file, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    try {
      yield JSON.parse(line) as JournalEntry;
    } catch {
      // Torn by the death of the run that wrote it.
    }
  }
}
