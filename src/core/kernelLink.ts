import type {MimeBundle} from "./mime.js";

/**
 * What a kernel offers to libraries in its cells, under one well-known global, so that no library has to import a
 * kernel and no kernel a library.
 */
export interface KernelLink {
  /** `kernelbook`. */
  readonly name: string;
  readonly version: string;
  /** The notebook's folder. */
  readonly cwd: string;
  /** Shows a bundle in the running cell; with `displayId` it can be updated, with `update` it replaces that one. */
  emit(bundle: MimeBundle, options?: {displayId?: string; update?: boolean; metadata?: MimeBundle}): void;
  /**
   * Errors that the type checker finds in `code` as a next cell, each a sentence; the code is not run and not remembered.
   * Rejects when the checker was stopped.
   */
  typeErrors(code: string): Promise<readonly string[]>;
  /** Removes the running cell's outputs, at once or when the next one arrives. */
  clear(wait: boolean): void;
}

const KEY = Symbol.for("kernelbook.kernel");

/** The kernel this code runs in, or undefined outside of one. */
export function kernelLink(): KernelLink | undefined {
  return (globalThis as {[KEY]?: KernelLink})[KEY];
}

/** Called once by the kernel, before any cell. */
export function provideKernelLink(link: KernelLink): void {
  Object.defineProperty(globalThis, KEY, {value: link, configurable: true, enumerable: false});
}
