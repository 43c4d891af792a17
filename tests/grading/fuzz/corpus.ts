import type {Random} from "../../../src/core/random.js";
import {parseText} from "../../../src/grading/prepare/parsedCell.js";
import {groupOf} from "../../../src/grading/prepare/tokens.js";
import type {ExerciseFiles} from "../../support/exerciseFiles.js";
import type {Draft} from "./mangle.js";

/** The text of a cell, and whether it is a right answer to its exercise. */
export interface Attempt {
  readonly exercise: string;
  readonly source: string;
  readonly isRight: boolean;
}

/** Right and wrong texts of an exercise as students hand them in. */
export function attemptsOf({exercise, stub, solution, mistakes}: ExerciseFiles): Attempt[] {
  const {id, answer} = exercise;
  const marker = stub.split("\n")[0] ?? "";
  const wrong = mistakes.flatMap(mistake =>
    "code" in mistake && typeof mistake.code === "string" ? [mistake.code] : [],
  );
  return [
    {source: solution, isRight: true},
    {source: `${marker}\n${solution}`, isRight: true},
    {source: stub, isRight: false},
    {source: `${marker}\nconst ${answer} = () => [[0]];`, isRight: false},
    {source: `const ${answer} = [0, 0];`, isRight: false},
    ...wrong.map(source => ({source, isRight: false})),
  ].map(attempt => ({...attempt, exercise: id}));
}

/** A notebook with these answers, each with a cell of the student's before it and its check behind it. */
export function notebook(attempts: readonly Attempt[]): Draft {
  const code = (source: string, id: string, metadata: object = {}) => ({
    cell_type: "code",
    id,
    metadata,
    source,
    outputs: [],
    execution_count: null,
  });
  const cells = attempts.flatMap(({exercise, source}) => [
    code("const helper = 1;", `own-${exercise}`),
    code(source, exercise, {
      nbgrader: {grade_id: exercise, solution: true, grade: false, locked: false, schema_version: 3},
    }),
    code(`await check("${exercise}", 1);`, `${exercise}-check`, {
      nbgrader: {grade_id: `${exercise}-check`, locked: true},
    }),
  ]);
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [{cell_type: "markdown", id: "m-title", metadata: {}, source: "# Lesson"}, ...cells],
  };
}

export function pickOf(attempts: readonly Attempt[], random: Random): Attempt {
  return attempts[random.integer(0, attempts.length)];
}

const groups = new Map<string, string>();

/** Equal for texts that differ in comments and blanks alone. */
export function groupFor(source: string): string {
  let group = groups.get(source);
  if (group === undefined) {
    group = groupOf(parseText(source).words);
    groups.set(source, group);
  }
  return group;
}
