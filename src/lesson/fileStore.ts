import type fs from "node:fs/promises";
import type path from "node:path";
import {nodeModule} from "./node.js";
import {NO_PROGRESS, type Progress, parseProgress} from "./progress.js";
import type {Store, Stored} from "./store.js";

/**
 * Progress in a file: `.kernelbook/progress.json` beside the notebook. Written beside it, synced and renamed, so that a
 * half-written file never has the name. A file that cannot be read is kept as `progress.unreadable.json`.
 *
 * @param place  What to call the file to the learner: seen from the notebook, so that outputs name no home folder.
 */
export function fileStore(file: string, place = file): Store {
  let last: Promise<unknown> = Promise.resolve();
  return {
    place,
    update(change) {
      const result = last.then(() => updateFile(file, change));
      last = result;
      return result;
    },
  };
}

async function updateFile(file: string, change: (progress: Progress) => Progress): Promise<Stored> {
  const files = nodeModule<typeof fs>("node:fs/promises");
  const paths = nodeModule<typeof path>("node:path");
  let before = NO_PROGRESS;
  let note: string | undefined;
  if (files === undefined || paths === undefined)
    return {before, progress: change(before), note: "There are no files here."};
  try {
    before = parseProgress(await files.readFile(file, "utf8"));
  } catch (error) {
    if (!isMissing(error)) note = await setAside(files, file, error);
  }
  const progress = change(before);
  if (progress !== before) {
    try {
      await files.mkdir(paths.dirname(file), {recursive: true});
      await writeWhole(files, file, `${JSON.stringify(progress, null, 2)}\n`);
    } catch (error) {
      note ??= `Your progress could not be saved: ${messageOf(error)}`;
    }
  }
  return {before, progress, ...(note !== undefined && {note})};
}

async function writeWhole(files: typeof fs, file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  const handle = await files.open(part, "w");
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await files.rename(part, file);
}

async function setAside(files: typeof fs, file: string, error: unknown): Promise<string> {
  const kept = file.replace(/(\.json)?$/, ".unreadable.json");
  try {
    await files.rename(file, kept);
    return `Your progress could not be read (${messageOf(error)}); it is kept as ${kept}, and a new one begins.`;
  } catch {
    return `Your progress could not be read: ${messageOf(error)}`;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
