/**
 * Names declared between a place in the tree and the cell's top level. The top level itself is not a scope: its
 * names live in refs.
 */
export class Scope {
  static readonly top = new Scope([], undefined, false);

  readonly #names: ReadonlySet<string>;
  readonly #outer: Scope | undefined;
  /** An `await` here belongs to a function, not to the cell. */
  readonly insideFunction: boolean;

  private constructor(names: Iterable<string>, outer: Scope | undefined, insideFunction: boolean) {
    this.#names = new Set(names);
    this.#outer = outer;
    this.insideFunction = insideFunction;
  }

  block(names: Iterable<string>): Scope {
    return new Scope(names, this, this.insideFunction);
  }

  function(names: Iterable<string>): Scope {
    return new Scope(names, this, true);
  }

  /** Whether `name` means something nearer than the cell's top level. */
  binds(name: string): boolean {
    return this.#names.has(name) || (this.#outer?.binds(name) ?? false);
  }
}
