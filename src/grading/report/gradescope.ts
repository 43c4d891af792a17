import type {QuestionResult} from "../result.js";
import type {Graded} from "./graded.js";
import {unmarked} from "./html/html.js";
import {plainText} from "./plainText.js";
import {VERDICTS} from "./verdicts.js";

/** One line of a Gradescope result. */
interface GradescopeTest {
  readonly number: string;
  readonly name: string;
  readonly output: string;
  readonly tags: readonly string[];
  readonly visibility: "visible" | "after_published";
  readonly status: "passed" | "failed";
  readonly score?: number;
  readonly max_score?: number;
}

/** What Gradescope reads from `results.json` of one submission. */
export interface GradescopeResult {
  readonly visibility: "visible";
  readonly stdout_visibility: "hidden";
  readonly output: string;
  readonly tests: readonly GradescopeTest[];
  readonly extra_data: Readonly<Record<string, string>>;
}

/**
 * A submission for Gradescope, which adds up the tests' scores: none stands at the top. A question's points depend on hidden
 * cases, so its line shows after publication; the visible checks below it show at once and carry no points. Penalties are
 * Gradescope's own business.
 */
export function gradescopeResult({result}: Graded): GradescopeResult {
  const {notes, questions, inputHash, graderVersion, seedHash, layers} = result;
  const guarded = layers.length === 0 ? ["Graded without a sandbox."] : [];
  return {
    visibility: "visible",
    stdout_visibility: "hidden",
    output: [...notes, ...guarded].map(plainText).join("\n"),
    tests: questions.flatMap((question, index) => linesOf(question, String(index + 1))),
    extra_data: {inputHash, graderVersion, seedHash},
  };
}

function linesOf(question: QuestionResult, number: string): GradescopeTest[] {
  const {title, earned, points, checks, exercise, kind} = question;
  const tags = [exercise, kind];
  const whole: GradescopeTest = {
    number,
    name: plainText(unmarked(title)),
    output: outputOf(question),
    tags,
    visibility: "after_published",
    status: earned === points ? "passed" : "failed",
    score: earned,
    max_score: points,
  };
  const details = checks.flatMap(({name, visible, hidden}, index) =>
    (
      [
        ["visible", visible],
        ["hidden", hidden],
      ] as const
    ).flatMap(([phase, ran]): GradescopeTest[] =>
      ran === "not run"
        ? []
        : [
            {
              number: `${number}.${index + 1}${phase === "hidden" ? "h" : ""}`,
              name: `${plainText(unmarked(name))}${phase === "hidden" ? " (hidden values)" : ""}`,
              output: "",
              tags,
              visibility: phase === "hidden" ? "after_published" : "visible",
              status: ran,
            },
          ],
    ),
  );
  return [whole, ...details];
}

function outputOf({verdict, message, expects, counterexample, notes, marked}: QuestionResult): string {
  const example = counterexample && [
    `For: ${counterexample.call}`,
    `Expected: ${counterexample.expected}`,
    `Got: ${counterexample.got}`,
  ];
  const lines = [
    `${VERDICTS[verdict].sentence}. ${message}`,
    ...(example ?? []),
    ...(expects === undefined || verdict === "pass" ? [] : [`The idea: ${expects}`]),
    ...(marked === undefined ? [] : [`${marked.by || "Your teacher"}: ${marked.comment}`]),
    ...notes,
  ];
  return lines.map(plainText).join("\n");
}
