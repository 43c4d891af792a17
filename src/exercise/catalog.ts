import type {Exercise} from "./exercise.js";

/** Found, or the ids there are. */
export type Lookup =
  | {readonly exercise: Exercise}
  | {readonly exercise?: undefined; readonly ids: readonly string[]};

/**
 * The exercise with this id. The list of exercises is loaded on the first call, the definition when it is asked for.
 *
 * @param id  `l04-correlate2d`; anything else is an ordinary miss.
 */
export async function findExercise(id: unknown): Promise<Lookup> {
  const {exercises} = await import("../../exercises/index.js");
  const entry = exercises.find(candidate => candidate.id === id);
  if (entry === undefined) return {ids: exercises.map(candidate => candidate.id)};
  return {exercise: (await entry.load()).exercise};
}

/** Every exercise of a lesson, in order. */
export async function findExercises(lesson: number): Promise<readonly Exercise[]> {
  const all = await allExercises();
  return all.map(({exercise}) => exercise).filter(exercise => exercise.lesson === lesson);
}

/** An exercise and where its files are. */
export interface CatalogExercise {
  readonly exercise: Exercise;
  /** `04-convolution-2d/findGlyph`: as in `exercises/index.ts`. */
  readonly path: string;
}

/** A lesson's exercises with where their files are. */
export interface LessonExercises {
  /** `04-convolution-2d`: also the name of the assignment. */
  readonly name: string;
  readonly lesson: number;
  readonly entries: readonly CatalogExercise[];
}

/**
 * The exercises of one lesson.
 *
 * @param lesson  `04-convolution-2d`, `04` or `4`.
 * @throws {RangeError} When no lesson of that name has exercises.
 */
export async function findLesson(lesson: string): Promise<LessonExercises> {
  const {exercises} = await import("../../exercises/index.js");
  const folderOf = ({path}: {readonly path: string}) => path.slice(0, path.indexOf("/"));
  const names = [...new Set(exercises.map(folderOf))];
  const name = names.find(known => known === lesson || known.startsWith(`${lesson.padStart(2, "0")}-`));
  if (name === undefined || lesson === "") {
    throw new RangeError(`findLesson: a lesson must be one of ${names.join(", ")}, got "${lesson}"`);
  }
  const entries = await Promise.all(exercises.filter(entry => folderOf(entry) === name).map(loaded));
  return {name, lesson: Number(name.slice(0, 2)), entries};
}

/** Where an exercise's files lie under `exercises/` and `solutions/`, without their endings; undefined when there is none. */
export async function exercisePath(id: string): Promise<string | undefined> {
  const {exercises} = await import("../../exercises/index.js");
  return exercises.find(candidate => candidate.id === id)?.path;
}

/** Every exercise of the course, in order, with the place of its files. */
export async function allExercises(): Promise<readonly CatalogExercise[]> {
  const {exercises} = await import("../../exercises/index.js");
  return Promise.all(exercises.map(loaded));
}

async function loaded({
  path,
  load,
}: {
  readonly path: string;
  load(): Promise<{readonly exercise: Exercise}>;
}): Promise<CatalogExercise> {
  return {path, exercise: (await load()).exercise};
}
