import fs from "node:fs";
import path from "node:path";
import {atomicWrite} from "../../notebook/atomicWrite.js";
import {FILE_MODE, FOLDER_MODE} from "./limits.js";

/** What `run.json` begins with: a folder without it is no run, and nothing in it is touched. */
const MARK = "kernelbook grading run";

/** The folder of one run: inputs, results, journal, reports. For its owner alone. */
export class RunFolder {
  readonly path: string;

  /**
   * Makes a folder for a run, or opens one that is there.
   *
   * @throws {RangeError} When the folder holds something else, or a run that is still going.
   */
  static open(folder: string): RunFolder {
    const run = new RunFolder(path.resolve(folder));
    if (!fs.existsSync(run.path)) fs.mkdirSync(run.path, {recursive: true, mode: FOLDER_MODE});
    if (fs.readdirSync(run.path).length > 0 && readMark(run.path) === undefined) {
      throw new RangeError(
        `RunFolder: a run must go into a new or empty folder, or that of an earlier run, got ${folder}`,
      );
    }
    run.#lock();
    for (const part of [run.inputs, run.results, run.transcripts, run.secret]) {
      fs.mkdirSync(part, {recursive: true, mode: FOLDER_MODE});
    }
    run.#removeParts();
    return run;
  }

  /** What the `run.json` of a folder holds; empty where there is no run. Makes nothing. */
  static peek(folder: string): Readonly<Record<string, unknown>> {
    return readMark(path.resolve(folder)) ?? {};
  }

  private constructor(folder: string) {
    this.path = folder;
  }

  /** Every file handed in, under its hash. */
  get inputs(): string {
    return path.join(this.path, "inputs");
  }

  get results(): string {
    return path.join(this.path, "results");
  }

  /** Calls and values of every answer, hidden cases too: for the teacher alone. */
  get transcripts(): string {
    return path.join(this.path, "transcripts");
  }

  /** Which pseudonym is whose. */
  get secret(): string {
    return path.join(this.path, "private");
  }

  get journal(): string {
    return path.join(this.path, "journal.jsonl");
  }

  resultFile(key: string): string {
    return path.join(this.results, `${key}.json`);
  }

  transcriptFile(key: string): string {
    return path.join(this.transcripts, `${key}.json`);
  }

  writeRun(facts: object): void {
    this.write("run.json", `${JSON.stringify({what: MARK, ...facts}, null, 2)}\n`);
  }

  /** A file's text, or undefined where it is not there. */
  read(name: string): string | undefined {
    const file = path.join(this.path, name);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
  }

  /** Writes a file that only its owner may read. */
  write(name: string, text: string): void {
    atomicWrite(path.join(this.path, name), text, FILE_MODE);
  }

  /** Takes everybody else's rights from all that lies in the folder, reports included, and half files away. */
  finish(): void {
    this.#removeParts();
    for (const entry of fs.readdirSync(this.path, {withFileTypes: true, recursive: true})) {
      const file = path.join(entry.parentPath, entry.name);
      if (entry.isDirectory()) fs.chmodSync(file, FOLDER_MODE);
      else if (entry.isFile()) fs.chmodSync(file, FILE_MODE);
    }
    fs.chmodSync(this.path, FOLDER_MODE);
  }

  close(): void {
    fs.rmSync(lockFile(this.path), {force: true});
  }

  /** Files that a killed run, or a judge that outlived it for a moment, has not finished. */
  #removeParts(): void {
    for (const name of fs.readdirSync(this.path, {recursive: true})) {
      if (String(name).endsWith(".part")) fs.rmSync(path.join(this.path, String(name)), {force: true});
    }
  }

  #lock(): void {
    requireQuiet(this.path);
    fs.writeFileSync(lockFile(this.path), `${process.pid}\n`, {mode: FILE_MODE});
    if (readMark(this.path) === undefined) this.writeRun({});
  }
}

/**
 * Deletes the folder of a run with everything in it.
 *
 * @throws {RangeError} When it is no run, a link, or a run that is still going.
 */
export function purgeRun(folder: string): void {
  const stat = fs.lstatSync(folder, {throwIfNoEntry: false});
  if (!stat?.isDirectory() || readMark(folder) === undefined) {
    throw new RangeError(`purgeRun: a folder must hold a grading run (its run.json says so), got ${folder}`);
  }
  requireQuiet(folder);
  fs.rmSync(folder, {recursive: true});
}

/** The marked `run.json` of a folder. */
function readMark(folder: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const facts: unknown = JSON.parse(fs.readFileSync(path.join(folder, "run.json"), "utf8"));
    return typeof facts === "object" && facts !== null && "what" in facts && facts.what === MARK
      ? {...facts}
      : undefined;
  } catch {
    return undefined;
  }
}

function lockFile(folder: string): string {
  return path.join(folder, "lock");
}

/** A run that was killed leaves its lock behind: only that of a living process counts. */
function requireQuiet(folder: string): void {
  const file = lockFile(folder);
  const pid = fs.existsSync(file) ? Number.parseInt(fs.readFileSync(file, "utf8"), 10) : 0;
  if (!(pid > 0) || pid === process.pid || !isRunning(pid)) return;
  throw new RangeError(
    `RunFolder: a run must be the only one in its folder, got ${folder}, which process ${pid} is using; if that is no grading run, delete ${file}`,
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Ended, and waiting for its parent to ask: in a container without an init process that may last for ever. */
function isZombie(pid: number): boolean {
  try {
    return /\) [ZX] /.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false; // no Linux, or gone meanwhile
  }
}
