import path from "node:path";
import type {LessonExercises} from "../../exercise/catalog.js";
import type {GradingJob, JobInput} from "../job.js";
import {parseTime} from "../roster/parseTime.js";
import {collectInputs} from "../submission/collectInputs.js";
import {type FoundSubmission, findSubmissions} from "../submission/findSubmissions.js";
import type {BatchSettings} from "./batchSettings.js";
import type {ClassRecords} from "./classRecords.js";
import {pseudonymsOf, writeKeyTable} from "./pseudonyms.js";
import type {RunFolder} from "./runFolder.js";

/** A student who handed something in, as this run names them. */
export interface ClassMember {
  /** As in results and reports: the id, or a pseudonym. */
  readonly student: string;
  /** The same as a file name. */
  readonly key: string;
  readonly found: FoundSubmission;
  /** Whether this run grades it, and not an earlier one alone. */
  readonly isChosen: boolean;
}

/**
 * Everybody who handed something in, sorted by id.
 *
 * @throws {RangeError} When the folder is none, holds no submission, or `only` names somebody who is not there.
 */
export function listClass(
  run: RunFolder,
  {submissions, assignment, only, since, anonymous}: BatchSettings,
  {roster}: Pick<ClassRecords, "roster">,
  onProblem: (text: string) => void,
): ClassMember[] {
  const found = findSubmissions(submissions, {assignment, students: [...(roster?.keys() ?? [])]});
  if (found.length === 0) {
    throw new RangeError(
      `listClass: a folder must hold submissions of ${assignment}, got none in ${submissions}`,
    );
  }
  const unknown = only.find(id => !found.some(({student}) => student === id));
  if (unknown !== undefined) {
    throw new RangeError(
      `listClass: --only must name somebody who handed something in, got ${JSON.stringify(unknown)}`,
    );
  }
  for (const {student} of roster === undefined ? [] : found) {
    if (!roster?.has(student)) onProblem(`${anonymous ? "somebody" : student} is not on the class list`);
  }
  const from = since === undefined ? Number.NEGATIVE_INFINITY : parseTime(since);
  const isChosen = ({student, timestamp = from}: FoundSubmission) =>
    (only.length === 0 || only.includes(student)) && timestamp >= from;
  const pseudonym = anonymous ? pseudonymsOf(run) : undefined;
  const members = found.map(submission => {
    const alias = pseudonym?.(submission.student);
    return {
      student: alias ?? submission.student,
      key: alias ?? submission.key,
      found: submission,
      isChosen: isChosen(submission),
    };
  });
  if (anonymous)
    writeKeyTable(run, new Map(members.map(({student, found: {student: id}}) => [student, id])), roster);
  return members;
}

/** A submission as a job; its files are copied into the run now. */
export function jobOf(
  run: RunFolder,
  {student, found}: ClassMember,
  {name, lesson, entries}: LessonExercises,
  {seed: {seed, variants}}: Pick<ClassRecords, "seed">,
): GradingJob {
  const {inputs, notes} = collectInputs(found, run.inputs);
  const isAnonymous = student !== found.student;
  return {
    version: 1,
    student,
    assignment: name,
    lesson,
    inputs: isAnonymous ? inputs.map((input, index) => renamed(input, name, index)) : inputs,
    // File names tell who it is.
    notes: [...found.notes, ...notes].map(note =>
      isAnonymous ? note.replaceAll(found.student, student) : note,
    ),
    exercises: entries.map(({exercise}) => exercise.id),
    seed,
    variants,
  };
}

/** `ada.ipynb` -> `04-convolution-2d.ipynb`, `04-convolution-2d-2.zip`. */
function renamed(input: JobInput, name: string, index: number): JobInput {
  return {...input, name: `${name}${index === 0 ? "" : `-${index + 1}`}${path.extname(input.name)}`};
}
