import fs from "node:fs";
import path from "node:path";
import {CELL_TIMEOUT_SECONDS} from "./limits.js";
import type {Notebook} from "./nbformat.js";
import {type NotebookRun, type RunNotebookOptions, runNotebook} from "./runNotebook.js";
import type {KernelName} from "./runner.js";

export interface RunLessonOptions extends Pick<RunNotebookOptions, "signal" | "onCell" | "onNotice"> {
  readonly kernel: KernelName;
  /** The project's folder. */
  readonly root: string;
}

/**
 * Runs a lesson as on its first day: in an empty folder, so that nothing which an earlier run left is found (progress,
 * locked predictions), but inside the project, so that packages are.
 */
export async function runLesson(notebook: Notebook, options: RunLessonOptions): Promise<NotebookRun> {
  const cache = path.join(options.root, ".cache");
  fs.mkdirSync(cache, {recursive: true});
  const cwd = fs.mkdtempSync(path.join(cache, "lesson-"));
  try {
    return await runNotebook(notebook, {
      ...options,
      cwd,
      timeoutSeconds: CELL_TIMEOUT_SECONDS,
    });
  } finally {
    fs.rmSync(cwd, {recursive: true, force: true});
  }
}
