import path from "node:path";
import {slashed} from "./virtualFiles.js";

/** Cell modules that are named in advance; more are added in steps of this size. */
export const POOL = 64;
/** The one import of every cell. */
export const LINK = `import * as __scope__ from "./__scope__";`;

/** Names of the files a notebook consists of for the compilers; none of them is on the disk. */
export class CellFiles {
  /** The cell being written. */
  readonly current: string;
  /** Declarations of what every cell can name without an import. */
  readonly globals: string;
  /** Takes the place of a `tsconfig.json`. */
  readonly config: string;
  readonly scope: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.current = this.#path("__cell__.ts");
    this.globals = this.#path("__globals__.d.ts");
    this.config = this.#path("__kernel__.json");
    this.scope = this.#path("__scope__.ts");
  }

  /** What a program starts from; the others are reached from them. */
  get roots(): readonly string[] {
    return [this.globals, this.current];
  }

  slot(number: number): string {
    return this.#path(`__cell_${number}.ts`);
  }

  /** Texts of cell modules in which nothing stands yet, and of the module that names all up to `last`. */
  emptySlots(first: number, last: number): [string, string][] {
    const texts: [string, string][] = [];
    for (let slot = first; slot <= last; slot++) texts.push([this.slot(slot), `${LINK}export {};`]);
    let scope = "";
    for (let slot = 1; slot <= last; slot++) scope += `export * as c${slot} from "./__cell_${slot}";`;
    return [...texts, [this.scope, scope]];
  }

  /** All texts of a notebook without cells. */
  emptyNotebook(globals: string): [string, string][] {
    return [[this.current, `${LINK}export {};`], ...this.emptySlots(1, POOL), [this.globals, globals]];
  }

  #path(name: string): string {
    return slashed(path.join(this.#folder, name));
  }
}
