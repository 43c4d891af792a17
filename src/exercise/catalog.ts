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
  const {exercises} = await import("../../exercises/index.js");
  const loaded = await Promise.all(exercises.map(async entry => (await entry.load()).exercise));
  return loaded.filter(exercise => exercise.lesson === lesson);
}
