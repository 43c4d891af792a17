import {ownMetadata} from "./lessonNotebook.js";
import type {Notebook} from "./nbformat.js";

/**
 * The engine that a lesson's front matter names, as the variable by which `useEngine()` chooses; `none` and `any` leave
 * the choice open, and one that a person has made comes first.
 */
export function lessonEngine(notebook: Notebook): Readonly<Record<string, string>> {
  const text = ownMetadata(notebook.metadata).front_matter;
  const name = typeof text === "string" ? /^engine: *([\w.-]+)/m.exec(text)?.[1] : undefined;
  const isOpen = name === undefined || name === "none" || name === "any";
  return isOpen || process.env.KERNELBOOK_ENGINE ? {} : {KERNELBOOK_ENGINE: name};
}
