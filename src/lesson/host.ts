import type {MimeBundle} from "../core/mime.js";
import type {Store} from "./store.js";

/** Where a lesson runs: what its functions need from a kernel, a terminal or a page. */
export interface Host {
  /** `kernelbook`, `tslab`, `terminal`. */
  readonly name: string;
  /** Shows a bundle in the running cell; with an id seen before, replaces that one. */
  emit(bundle: MimeBundle, updateId?: string): void;
  /** Errors of `code` as a next cell, where the host has a type checker. */
  typeErrors?(code: string): Promise<readonly string[]>;
  /** Keeps the learner's progress. */
  readonly store: Store;
}
