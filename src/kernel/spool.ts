import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";

/** A folder for the text that cells printed past their caps; made when the first one does, removed with the session. */
export class Spool {
  #folder: string | undefined;

  file(name: string): string {
    this.#folder ??= mkdtempSync(path.join(tmpdir(), "kernelbook-"));
    return path.join(this.#folder, name);
  }

  remove(): void {
    if (this.#folder !== undefined) rmSync(this.#folder, {recursive: true, force: true});
    this.#folder = undefined;
  }
}
