import {localAnswer} from "../exercise/answer.js";
import {findExercise} from "../exercise/catalog.js";
import {budgetOf} from "../exercise/exercise.js";
import {gradeAnswer} from "../exercise/grade.js";
import {currentHost} from "./currentHost.js";
import {givenOf, judgeAnswer} from "./judgeAnswer.js";

/**
 * Throws unless an answer is right: for graders such as nbgrader, to which a cell that throws is a wrong one. It is no
 * boundary, for the answer runs in the same process; in lessons use `check`.
 *
 * @param id  The exercise: `l04-correlate2d`.
 * @param answer  The learner's function or value.
 * @param options  `given`: the numbers of the task, where the answer cell has some. `seed`: of hidden inputs; those of the
 *   course alone are tried without.
 * @throws {Error} With the check that failed and what it expects; of hidden inputs nothing else.
 */
export async function requireRight(
  id: string,
  answer: unknown,
  {given, seed}: {readonly given?: unknown; readonly seed?: number} = {},
): Promise<void> {
  const found = await findExercise(id);
  if (found.exercise === undefined) {
    throw new RangeError(
      `requireRight: id must be one of ${found.ids.join(", ")}, got ${JSON.stringify(id)}`,
    );
  }
  const {exercise} = found;
  const visible = await judgeAnswer(exercise, answer, given, currentHost());
  if (visible.kind !== "pass") {
    const {check = "", message, expects = ""} = visible;
    throw new Error(`${id}: ${[check, message, expects].filter(text => text !== "").join(" | ")}`);
  }
  if (seed === undefined) return;
  const values = givenOf(given);
  const hidden = await gradeAnswer(exercise, localAnswer(answer, budgetOf(exercise).seconds * 1000), {
    phase: "hidden",
    shuffle: true,
    seed,
    ...(values !== undefined && {given: values}),
  });
  if (hidden.kind === "pass") return;
  const {check = "", expects = ""} = hidden;
  throw new Error(`${id}: it passes the visible cases, but not a hidden one: ${check}. ${expects}`);
}
