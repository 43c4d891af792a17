import fs from "node:fs";
import path from "node:path";
import {type FileOwner, ownerOf} from "./fileName.js";
import {FILE_BYTES, FILES, TIMESTAMP_BYTES} from "./limits.js";
import {openRegular} from "./openRegular.js";
import {shownId, studentKey} from "./studentKey.js";
import {parseTimestamp} from "./timestamp.js";

/** One file of a submission where it lies. */
export interface FoundFile {
  /** Path within the submission: `04-convolution-2d.ipynb`. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** What one student handed in; nothing of it has been read but its time. */
export interface FoundSubmission {
  /** The id from the class list, the folder or the file, fit for reports. */
  readonly student: string;
  /** The same, fit for file names, and different for every student. */
  readonly key: string;
  /** Notebooks and archives, sorted by name. */
  readonly files: readonly FoundFile[];
  /** When it was handed in, in milliseconds since 1970, where `timestamp.txt` says so. */
  readonly timestamp?: number;
  /** Links, files too large, folders named like notebooks: what was left out. */
  readonly notes: readonly string[];
}

export interface FindOptions {
  /** `04-convolution-2d`. */
  readonly assignment: string;
  /** Ids of the class list: they decide which part of a file's name is the id. */
  readonly students?: readonly string[];
}

/**
 * Lists what was handed in, sorted by student. Understood are nbgrader's `submitted/STUDENT/ASSIGNMENT/*.ipynb`, also without
 * `submitted`, a folder for each student, a flat folder of `STUDENT.ipynb` or `STUDENT.zip`, and the names that Moodle and
 * Canvas give to downloaded files. Links are followed nowhere, and nothing is opened but `timestamp.txt`.
 *
 * @throws {RangeError} When `folder` is no folder.
 */
export function findSubmissions(folder: string, {assignment, students = []}: FindOptions): FoundSubmission[] {
  const stat = fs.statSync(folder, {throwIfNoEntry: false});
  if (stat === undefined || !stat.isDirectory()) {
    throw new RangeError(`findSubmissions: folder must be a folder of submissions, got ${folder}`);
  }
  const drafts = new Map<string, Draft>();
  const roster = new Set(students);
  const root = rootOf(folder, assignment);
  for (const entry of entriesOf(root)) addEntry(drafts, root, entry, assignment);
  const list = [...drafts.values()];
  const ids = list.map(({owner}) => idOf(owner, roster));
  // two students of one name are told apart by what else the platform wrote
  const owns = ids.map((id, i) => (isOnce(ids, id) ? id : list[i].owner.group));
  const shown = owns.map(shownId);
  return list
    .map(({files, notes, timestamp}, i): FoundSubmission => {
      const key = studentKey(owns[i]);
      const kept = files.sort((a, b) => compare(a.name, b.name)).slice(0, FILES);
      const tooMany =
        files.length > FILES ? [`Only the first ${FILES} of ${files.length} files are taken.`] : [];
      return {
        // who looks like another by signs that cannot be seen does not take the other's name away
        student:
          isOnce(shown, shown[i]) || (shown[i] === owns[i] && isOnce(owns, owns[i]))
            ? shown[i]
            : `${shown[i]} (${key})`,
        key,
        files: kept,
        ...(timestamp !== undefined && {timestamp}),
        notes: [...notes, ...tooMany],
      };
    })
    .sort((a, b) => compare(a.student, b.student) || compare(a.key, b.key));
}

function isOnce(list: readonly string[], one: string): boolean {
  return list.indexOf(one) === list.lastIndexOf(one);
}

interface Draft {
  readonly owner: FileOwner;
  readonly files: FoundFile[];
  readonly notes: string[];
  timestamp?: number;
}

/** Below `submitted`, and below a folder of the assignment's own name. */
function rootOf(folder: string, assignment: string): string {
  for (const name of ["submitted", assignment]) {
    const below = path.join(folder, name);
    if (fs.lstatSync(below, {throwIfNoEntry: false})?.isDirectory()) return rootOf(below, assignment);
  }
  return folder;
}

function addEntry(drafts: Map<string, Draft>, root: string, entry: fs.Dirent, assignment: string): void {
  const file = path.join(root, entry.name);
  const ending = /\.(?:ipynb|zip)$/i.exec(entry.name)?.[0];
  if (entry.isDirectory() && ending === undefined) {
    const folder = submissionFolder(file, assignment);
    if (folder === undefined) return;
    const draft = draftFor(drafts, entry.name);
    for (const inner of entriesOf(folder)) addFile(draft, folder, inner);
    const {timestamp, note} = readTimestamp(path.join(folder, "timestamp.txt"));
    if (timestamp !== undefined) draft.timestamp = timestamp;
    if (note !== undefined) draft.notes.push(note);
  } else if (ending !== undefined) {
    addFile(draftFor(drafts, entry.name.slice(0, -ending.length)), root, entry);
  } else if (entry.isSymbolicLink()) {
    draftFor(drafts, entry.name).notes.push(`${shownId(entry.name)} is a link; links are not followed.`);
  }
}

/** `STUDENT/ASSIGNMENT`, else `STUDENT` itself where it holds files; undefined for one who handed in other assignments only. */
function submissionFolder(student: string, assignment: string): string | undefined {
  const entries = entriesOf(student);
  const own = entries.find(({name}) => name === assignment);
  if (own !== undefined) return own.isDirectory() ? path.join(student, assignment) : student;
  return entries.some(entry => /\.(?:ipynb|zip)$/i.test(entry.name)) ? student : undefined;
}

function draftFor(drafts: Map<string, Draft>, name: string): Draft {
  const owner = ownerOf(name);
  let draft = drafts.get(owner.group);
  if (draft === undefined) {
    draft = {owner, files: [], notes: []};
    drafts.set(owner.group, draft);
  }
  return draft;
}

/** Takes a notebook or an archive; whatever else lies beside them is nobody's business. */
function addFile({files, notes}: Draft, folder: string, entry: fs.Dirent): void {
  const {name} = entry;
  if (entry.isSymbolicLink()) notes.push(`${shownId(name)} is a link; links are not followed.`);
  if (!/\.(?:ipynb|zip)$/i.test(name) || entry.isSymbolicLink()) return;
  const file = path.join(folder, name);
  const stat = fs.lstatSync(file, {throwIfNoEntry: false});
  if (stat === undefined || !stat.isFile()) {
    notes.push(`${shownId(name)} is no file${stat?.isDirectory() ? ", but a folder" : ""}; it was left out.`);
  } else if (stat.size > FILE_BYTES) {
    notes.push(`${shownId(name)} has ${stat.size} bytes, more than ${FILE_BYTES}; it was left out.`);
  } else files.push({name, path: file, bytes: stat.size});
}

function readTimestamp(file: string): {timestamp?: number; note?: string} {
  if (fs.lstatSync(file, {throwIfNoEntry: false}) === undefined) return {};
  const opened = openRegular(file, TIMESTAMP_BYTES);
  if ("refused" in opened) return {note: `timestamp.txt ${opened.refused}; it was not read.`};
  try {
    const timestamp = parseTimestamp(fs.readFileSync(opened.handle, "utf8"));
    return timestamp === undefined ? {note: "timestamp.txt holds no time; it was not used."} : {timestamp};
  } finally {
    fs.closeSync(opened.handle);
  }
}

function idOf({ids}: FileOwner, roster: ReadonlySet<string>): string {
  return ids.find(id => roster.has(id)) ?? ids[0];
}

/** Names that begin with a dot are the system's. */
function entriesOf(folder: string): fs.Dirent[] {
  return fs
    .readdirSync(folder, {withFileTypes: true})
    .filter(({name}) => !name.startsWith(".") && name !== "__MACOSX")
    .sort((a, b) => compare(a.name, b.name));
}

/** The same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
