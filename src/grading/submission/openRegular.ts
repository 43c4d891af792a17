import fs from "node:fs";

/** An open file, or what is wrong with it: `is a link`. */
export type Opened = {readonly handle: number; readonly bytes: number} | {readonly refused: string};

/** Absent on Windows, where links are told apart before. */
const {O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY} = fs.constants;

/**
 * Opens a file that somebody else put there: a regular one of a bearable size, and no link. What was opened is what was
 * looked at.
 */
export function openRegular(file: string, largest: number): Opened {
  let handle: number;
  try {
    if (fs.lstatSync(file).isSymbolicLink()) return {refused: "is a link"};
    // without O_NONBLOCK a pipe without a writer is waited for
    handle = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    return {refused: code === "ELOOP" ? "is a link" : `cannot be opened (${code ?? "no reason given"})`};
  }
  const stat = fs.fstatSync(handle);
  const refused = !stat.isFile()
    ? "is no file"
    : stat.size > largest
      ? `has ${stat.size} bytes, more than ${largest}`
      : undefined;
  if (refused === undefined) return {handle, bytes: stat.size};
  fs.closeSync(handle);
  return {refused};
}
