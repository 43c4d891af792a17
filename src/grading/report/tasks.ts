import {findExercise} from "../../exercise/catalog.js";

/** What a report says about an exercise beside the results. */
export interface Task {
  readonly prompt: string;
  readonly rubric: readonly {readonly points: number; readonly text: string}[];
}

/** By id; exercises that this version does not know are left out. */
export type Tasks = ReadonlyMap<string, Task>;

export async function findTasks(ids: Iterable<string>): Promise<Tasks> {
  const tasks = new Map<string, Task>();
  for (const id of ids) {
    const {exercise} = await findExercise(id);
    if (exercise !== undefined) tasks.set(id, {prompt: exercise.prompt, rubric: exercise.rubric ?? []});
  }
  return tasks;
}
