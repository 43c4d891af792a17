import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {type JournalEntry, readJournal} from "../../../src/grading/batch/journal.js";
import {JudgePool, type JudgePoolOptions} from "../../../src/grading/batch/judgePool.js";
import type {GradingJob} from "../../../src/grading/job.js";

/** A folder of its own for a test. */
export function tempFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-batch-"));
}

/** A pool of scripted judges. */
export function startPool(inputsFolder: string, options: Partial<JudgePoolOptions> = {}): Promise<JudgePool> {
  const program = fileURLToPath(new URL("./scriptedJudge.js", import.meta.url));
  return JudgePool.start({width: 2, inputsFolder, sandbox: "auto", program, ...options});
}

/** A job with which a scripted judge does what `note` says. */
export function jobFor(student: string, note = "pass"): GradingJob {
  return {
    version: 1,
    student,
    assignment: "04-convolution-2d",
    lesson: 4,
    inputs: [{name: "04-convolution-2d.ipynb", sha256: "0".repeat(64), bytes: 1}],
    notes: [note],
    exercises: ["l04-x"],
    seed: "secret",
    variants: "course",
  };
}

export async function entriesOf(file: string): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const entry of readJournal(file)) entries.push(entry);
  return entries;
}
