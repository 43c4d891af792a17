import {types} from "node:util";
import type {ImportRecord} from "../../compile/compiledCell.js";
import {exportOf, type Namespace} from "./interop.js";
import {isLocal, resolveLocal} from "./localFiles.js";
import type {LocalModules} from "./localModules.js";
import type {Packages} from "./packages.js";
import type {Ref, Refs} from "./refs.js";

interface Binding {
  readonly file: string;
  readonly imported: string;
}

export interface ImportsOptions {
  /** Path that cells import from. */
  readonly notebook: string;
  readonly packages: Packages;
  readonly locals: LocalModules;
  readonly refs: Refs;
}

/** Carries out the imports of cells and keeps names that came from local files up to date. */
export class Imports {
  readonly #options: ImportsOptions;
  /** Names of the notebook that a local file gave them. */
  readonly #bindings = new Map<string, Binding>();

  constructor(options: ImportsOptions) {
    this.#options = options;
  }

  /** @param cell  Name of the importing cell, for the place of an error. */
  async run(records: readonly ImportRecord[], cell: string): Promise<void> {
    for (const record of records)
      await this.#run(record).catch((error: unknown) => {
        addFrame(error, `${cell}:${record.line}:${record.column}`);
        throw error;
      });
    if (records.some(({specifier}) => isLocal(specifier))) await this.#refresh();
  }

  /** Names that a cell declares by itself: they are no longer what was imported under them. */
  forget(names: readonly string[]): void {
    for (const name of names) this.#bindings.delete(name);
  }

  /** `import(specifier)` in a cell. */
  async dynamic(specifier: unknown, options?: {with?: Record<string, string>}): Promise<Namespace> {
    return this.#load(String(specifier), options?.with);
  }

  async #run({specifier, bindings, attributes}: ImportRecord): Promise<void> {
    const namespace = await this.#load(specifier, attributes);
    const file = isLocal(specifier) ? resolveLocal(specifier, this.#options.notebook) : undefined;
    for (const [imported, local] of bindings) {
      if (file === undefined) {
        this.#bindings.delete(local);
        setValue(this.#options.refs.get(local), exportOf(namespace, imported));
      } else {
        this.#bindings.set(local, {file, imported});
        this.#bind(local, file, imported, namespace);
      }
    }
  }

  async #load(specifier: string, attributes?: Readonly<Record<string, string>>): Promise<Namespace> {
    const {notebook, packages, locals} = this.#options;
    return isLocal(specifier)
      ? locals.import(resolveLocal(specifier, notebook))
      : packages.import(specifier, attributes);
  }

  /** Functions of earlier cells use the newest version of a file as soon as any cell has imported it again. */
  async #refresh(): Promise<void> {
    for (const [local, {file, imported}] of this.#bindings) {
      const namespace = await this.#options.locals.loaded(file);
      if (namespace !== undefined) this.#bind(local, file, imported, namespace);
    }
  }

  #bind(local: string, file: string, imported: string, namespace: Namespace): void {
    const ref = this.#options.refs.get(local);
    const value = exportOf(namespace, imported);
    // reading through to the module costs 100 ns, so only where its exports can change
    const isLive =
      imported in namespace && typeof value !== "function" && this.#options.locals.hasChangingExports(file);
    if (isLive) setLive(ref, namespace, imported);
    else setValue(ref, value);
  }
}

function setValue(ref: Ref, value: unknown): void {
  const isLive = Object.getOwnPropertyDescriptor(ref, "v")?.get !== undefined;
  if (isLive) Object.defineProperty(ref, "v", {value, writable: true, configurable: true, enumerable: true});
  else ref.v = value;
}

/** An imported name follows its module: `import {count, add} from "./loc"; add(); count`. */
function setLive(ref: Ref, namespace: Namespace, name: string): void {
  Object.defineProperty(ref, "v", {
    get: () => namespace[name],
    set: (value: unknown) => setValue(ref, value),
    configurable: true,
    enumerable: true,
  });
}

/** Stacks of failed imports without the importing cell: Node throws the same error at every import of a package. */
const stacks = new WeakMap<Error, string | undefined>();

function addFrame(error: unknown, place: string): void {
  if (!types.isNativeError(error)) return;
  if (!stacks.has(error)) stacks.set(error, error.stack);
  error.stack = `${stacks.get(error) ?? String(error)}\n    at ${place}`;
}
