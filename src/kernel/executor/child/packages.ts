import {createRequire, isBuiltin} from "node:module";
import path from "node:path";
import {fileURLToPath} from "node:url";
import vm from "node:vm";
import {ownPackage} from "../ownPackages.js";
import type {Namespace} from "./interop.js";

type Import = (specifier: string, options?: {with: Record<string, string>}) => Promise<Namespace>;

/** Packages, by Node's own loader as seen from the notebook's folder: ES modules, top-level await, CommonJS. */
export class Packages {
  readonly #cwd: string;
  readonly #import: Import;
  readonly #require: NodeJS.Require;
  readonly #onLoading: (isLoading: boolean) => void;
  /** The `require` of cells. */
  readonly require: NodeJS.Require;
  #loading = 0;

  /**
   * @param notebook  Path that imports are resolved from; no file need be there.
   * @param onLoading  Told while packages load: to terminate them leaves them half evaluated for good.
   */
  constructor(notebook: string, onLoading: (isLoading: boolean) => void) {
    this.#cwd = path.dirname(notebook);
    this.#onLoading = onLoading;
    const script = new vm.Script("(specifier, options) => import(specifier, options)", {
      filename: notebook,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    this.#import = script.runInThisContext() as Import;
    this.#require = createRequire(notebook);
    const {resolve, cache, main, extensions} = this.#require;
    this.require = Object.assign((id: string) => this.#requireNow(id), {resolve, cache, main, extensions});
  }

  async import(specifier: string, attributes: Readonly<Record<string, string>> = {}): Promise<Namespace> {
    // types and bundlers allow JSON without saying so, Node does not
    const needed = specifier.endsWith(".json") ? {type: "json", ...attributes} : {...attributes};
    return this.#whileLoading(() =>
      this.#import(ownPackage(specifier, this.#cwd) ?? specifier, {with: needed}).catch((error: unknown) => {
        throw this.#plainError(error, specifier);
      }),
    );
  }

  #requireNow(id: string): unknown {
    const own = ownPackage(id, this.#cwd);
    this.#loadingIs(1);
    try {
      return this.#require(own === undefined ? id : fileURLToPath(own));
    } catch (error) {
      throw this.#plainError(error, id);
    } finally {
      this.#loadingIs(-1);
    }
  }

  /** After a stop: what was loading is not waited for any more. */
  forget(): void {
    this.#loading = 0;
    this.#onLoading(false);
  }

  async #whileLoading<T>(load: () => Promise<T>): Promise<T> {
    this.#loadingIs(1);
    try {
      return await load();
    } finally {
      this.#loadingIs(-1);
    }
  }

  #loadingIs(step: 1 | -1): void {
    this.#loading = Math.max(0, this.#loading + step);
    this.#onLoading(this.#loading > 0);
  }

  /** "Cannot find package" in words that say what to do, without a path of the kernel's. */
  #plainError(error: unknown, specifier: string): unknown {
    const {code, message} = (error ?? {}) as NodeJS.ErrnoException;
    const isMissing = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
    const name = packageName(specifier);
    if (!isMissing || isBuiltin(specifier) || !message?.includes(`'${name}`)) return error;
    return Object.assign(new Error(`Cannot find package '${name}'; install it with: npm install ${name}`), {
      code,
    });
  }
}

/** `@scope/name/sub/path.js` -> `@scope/name`. */
function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
