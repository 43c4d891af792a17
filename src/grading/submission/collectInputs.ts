import {createHash, randomBytes} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type {JobInput} from "../job.js";
import type {FoundSubmission} from "./findSubmissions.js";
import {COPY_BYTES, FILE_BYTES} from "./limits.js";
import {openRegular} from "./openRegular.js";
import {shownId} from "./studentKey.js";

/** The files of a submission as they were copied, and those that could not be. */
export interface CollectedInputs {
  readonly inputs: readonly JobInput[];
  readonly notes: readonly string[];
}

/**
 * Copies a submission's files to `inputsFolder`, each under its SHA-256, readable by their owner only. From then on the
 * submission is what was copied, whatever happens to the originals.
 */
export function collectInputs({files}: FoundSubmission, inputsFolder: string): CollectedInputs {
  const inputs: JobInput[] = [];
  const notes: string[] = [];
  for (const {name, path: file} of files) {
    const copied = copyFile(file, inputsFolder);
    if (typeof copied === "string") notes.push(`${shownId(name)} ${copied}; it was left out.`);
    else inputs.push({name: shownId(name), ...copied});
  }
  return {inputs, notes};
}

/** Hash and length of the copy, or why there is none. */
function copyFile(file: string, folder: string): Pick<JobInput, "sha256" | "bytes"> | string {
  const opened = openRegular(file, FILE_BYTES);
  if ("refused" in opened) return opened.refused;
  const part = path.join(folder, `${randomBytes(8).toString("hex")}.part`);
  try {
    const copied = copyOpen(opened.handle, part);
    if (typeof copied !== "string") fs.renameSync(part, path.join(folder, copied.sha256));
    return copied;
  } finally {
    fs.closeSync(opened.handle);
    fs.rmSync(part, {force: true});
  }
}

function copyOpen(source: number, part: string): Pick<JobInput, "sha256" | "bytes"> | string {
  const target = fs.openSync(part, "wx", 0o600);
  try {
    const hash = createHash("sha256");
    const piece = Buffer.alloc(COPY_BYTES);
    let bytes = 0;
    for (let read = fs.readSync(source, piece); read > 0; read = fs.readSync(source, piece)) {
      bytes += read;
      // it may have grown since it was looked at
      if (bytes > FILE_BYTES) return `has more than ${FILE_BYTES} bytes`;
      hash.update(piece.subarray(0, read));
      fs.writeFileSync(target, piece.subarray(0, read));
    }
    fs.fsyncSync(target);
    return {sha256: hash.digest("hex"), bytes};
  } finally {
    fs.closeSync(target);
  }
}
