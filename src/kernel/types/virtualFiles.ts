import path from "node:path";

/** Texts that exist for the compilers alone, with a version that counts changes. */
export class VirtualFiles {
  readonly #files = new Map<string, {text: string; version: number}>();
  #changed = new Set<string>();

  set(name: string, text: string): void {
    const file = this.#files.get(name);
    if (file?.text === text) return;
    this.#files.set(name, {text, version: (file?.version ?? 0) + 1});
    this.#changed.add(name);
  }

  /** Names and texts. */
  get texts(): [string, string][] {
    return [...this.#files].map(([name, {text}]) => [name, text]);
  }

  has(name: string): boolean {
    return this.#files.has(name);
  }

  text(name: string): string | undefined {
    return this.#files.get(name)?.text;
  }

  version(name: string): number | undefined {
    return this.#files.get(name)?.version;
  }

  /** Names set since the last call. */
  takeChanged(): string[] {
    const changed = [...this.#changed];
    this.#changed = new Set();
    return changed;
  }
}

/** Compilers want forward slashes on every system. */
export function slashed(file: string): string {
  return path.sep === "\\" ? file.replaceAll("\\", "/") : file;
}
