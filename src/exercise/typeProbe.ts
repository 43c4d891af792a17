import type {Exercise} from "./exercise.js";
import type {Outcome} from "./outcome.js";

/**
 * TypeScript that compiles when an answer has the type that its exercise asks for, and no part of it is `any`, which would
 * pass for every type. It goes behind the answer, as a cell or as a file of its own.
 *
 * @returns Empty where the exercise asks for no type.
 */
export function typeProbe({answer, type}: Pick<Exercise, "answer" | "type">): string {
  if (type === undefined) return "";
  return [
    `{ type Asked = ${type}; const asked: Asked = ${answer}; void asked;`,
    'type HasAny<T, Depth extends unknown[] = []> = 0 extends 1 & T ? true : Depth["length"] extends 4 ? never',
    "  : T extends (...values: infer P) => infer R ? HasAny<P, [...Depth, 0]> | HasAny<R, [...Depth, 0]>",
    "  : T extends readonly (infer U)[] | PromiseLike<infer U> ? HasAny<U, [...Depth, 0]> : never;",
    `const ${UNTYPED}: [HasAny<Asked>] extends [never] ? [HasAny<typeof ${answer}>] extends [never] ? true : false : true = true; void ${UNTYPED}; }`,
  ].join(" ");
}

/** Stands in no error text but that of `any`: the one name that the probe's last line declares. */
const UNTYPED = "noAny";

/**
 * What to tell a learner about the probe's errors; undefined when there is none about the type.
 *
 * @param errors  The compiler's, in order.
 */
export function typeProblem(
  {answer, type}: Pick<Exercise, "answer" | "type">,
  errors: readonly string[],
): string | undefined {
  const [first] = errors;
  if (type === undefined || first === undefined) return undefined;
  // The answer is not declared at all: other checks say so.
  if (/^Cannot find name/.test(first)) return undefined;
  if (/^Type 'true' is not assignable to type 'false'/.test(first)) {
    return `A part of \`${answer}\` has the type \`any\`, which fits everything and says nothing. It must have the type \`${type}\`.`;
  }
  return `\`${answer}\` must have the type \`${type}\`. ${first.replace(/\.?$/, ".")}`;
}

/** Name of the check that judges an answer's type. */
export const TYPE_CHECK = "its type";

/**
 * An outcome with the answer's type judged too: one more check, in front. What an answer does wrong is told before what it
 * is declared as.
 *
 * @param problem  From `typeProblem`.
 */
export function withTypeJudged(outcome: Outcome, problem: string | undefined): Outcome {
  if (outcome.kind === "not-attempted" || outcome.kind === "grader-fault") return outcome;
  const checks = [
    {name: TYPE_CHECK, result: problem === undefined ? "passed" : "failed"} as const,
    ...outcome.checks,
  ];
  if (problem === undefined) return {...outcome, checks};
  if (outcome.kind !== "pass")
    return {...outcome, checks, earned: 0, kind: outcome.kind === "partial" ? "fail" : outcome.kind};
  return {
    ...outcome,
    kind: "fail",
    earned: 0,
    check: TYPE_CHECK,
    message: problem,
    expects:
      "The compiler can only help the next reader where an answer says what it takes and what it gives.",
    checks,
  };
}
