import type {ImportRecord} from "./compiledCell.js";

/** What is known and found out about a cell while it is rewritten. */
export class CellRecord {
  /** Top-level names of this cell. */
  readonly declared = new Set<string>();
  /** Top-level names whose refs the emitted code uses. */
  readonly used = new Set<string>();
  readonly imports: ImportRecord[] = [];
  isAsync = false;
  readonly #known: ReadonlySet<string>;
  readonly #prefix: string;

  constructor(known: ReadonlySet<string>, prefix: string) {
    this.#known = known;
    this.#prefix = prefix;
  }

  /** Whether `name`, where nothing nearer binds it, is a name of this or of an earlier cell. */
  isTopLevel(name: string): boolean {
    return this.declared.has(name) || this.#known.has(name);
  }

  /** The parameter that holds the ref of `name`. */
  parameter(name: string): string {
    return `${this.#prefix}${name}`;
  }
}
