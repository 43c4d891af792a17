import fs from "node:fs";
import path from "node:path";

/** Written to the disk at once: fewer calls, and never much in memory. */
const BUFFER_CHARACTERS = 65_536;

/** A report while it is written: beside its place as `file.part`, at `close` to the disk and renamed. Its owner alone may read it. */
export class ReportFile {
  readonly #file: string;
  readonly #handle: number;
  #pending = "";

  constructor(file: string) {
    this.#file = file;
    ownFolder(path.dirname(file));
    this.#handle = fs.openSync(`${file}.part`, "w", 0o600);
  }

  write(text: string): void {
    this.#pending += text;
    if (this.#pending.length >= BUFFER_CHARACTERS) this.#flush();
  }

  close(): void {
    this.#flush();
    fs.fsyncSync(this.#handle);
    fs.closeSync(this.#handle);
    fs.renameSync(`${this.#file}.part`, this.#file);
  }

  #flush(): void {
    fs.writeFileSync(this.#handle, this.#pending);
    this.#pending = "";
  }
}

/** Writes a whole report. */
export function writeReport(file: string, text: string): void {
  const report = new ReportFile(file);
  report.write(text);
  report.close();
}

/** A folder that only its owner may look into. */
export function ownFolder(folder: string): void {
  fs.mkdirSync(folder, {recursive: true, mode: 0o700});
}

/** Removes reports of an earlier run that this one has not written: a student whose mark is open again keeps no old page. */
export function removeOthers(folder: string, extension: string, written: ReadonlySet<string>): void {
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    const base = name.replace(/\.part$/, "");
    if (base.endsWith(extension) && !written.has(base)) fs.rmSync(path.join(folder, name));
  }
}
