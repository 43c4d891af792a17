import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Variables by which libraries are found: all unset, so that this machine's own are not. */
const VARIABLES = [
  "KERNELBOOK_ENGINES_FOLDER",
  "KERNELBOOK_TORCH",
  "KERNELBOOK_TENSORFLOW",
  "KERNELBOOK_PYTHON",
  "KERNELBOOK_ENGINE",
  "VIRTUAL_ENV",
  "CONDA_PREFIX",
  "XDG_CACHE_HOME",
  "LOCALAPPDATA",
] as const;

/** An empty place for engines, with nothing else to find; `restore` puts everything back. */
export class EnginesFolder {
  readonly root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-engines-")));
  readonly engines = path.join(this.root, "engines");
  readonly #kept = VARIABLES.map(name => [name, process.env[name]] as const);

  constructor() {
    for (const name of VARIABLES) delete process.env[name];
    process.env.KERNELBOOK_ENGINES_FOLDER = this.engines;
    process.env.XDG_CACHE_HOME = path.join(this.root, "cache");
    process.env.LOCALAPPDATA = path.join(this.root, "cache");
    // A Python that is not there.
    process.env.KERNELBOOK_PYTHON = path.join(this.root, "no-python");
  }

  /** A file below the root, with its folders. */
  write(name: string, content: string | Buffer): string {
    const file = path.join(this.root, name);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, content);
    return file;
  }

  restore(): void {
    for (const [name, value] of this.#kept) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    fs.rmSync(this.root, {recursive: true, force: true});
  }
}
