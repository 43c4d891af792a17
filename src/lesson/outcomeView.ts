import {escapeHtml} from "../core/escapeHtml.js";
import {formatNumber} from "../core/formatNumber.js";
import type {MimeBundle} from "../core/mime.js";
import type {Exercise} from "../exercise/exercise.js";
import type {CheckResult, Outcome} from "../exercise/outcome.js";
import {markup} from "./message.js";

const VERDICTS: Readonly<Record<Outcome["kind"], string>> = {
  pass: "\u2713 Right",
  partial: "\u25d0 Partly right",
  fail: "\u2717 Not right yet",
  threw: "\u2717 It stopped with an error",
  "not-attempted": "\u25cb Not attempted yet",
  timeout: "\u2717 It took too long",
  memory: "\u2717 It used too much memory",
  tampered: "\u2717 It wrote to the grader's own channel",
  ungradable: "! No answer could be read",
  manual: "\u25cb For a person to mark",
  "grader-fault": "! The check itself failed",
};

const MARKS: Readonly<Record<CheckResult["result"], string>> = {
  passed: "\u2713",
  failed: "\u2717",
  "not run": "\u2013",
};

/**
 * An outcome as a learner reads it, as text and as HTML: what came out, why, the first counter-example, every check by
 * name, and where the next hint is. Symbols and words carry the meaning, no colour does.
 *
 * @param notes  What else has to be said, each in a sentence.
 */
export function outcomeBundle(
  exercise: Exercise,
  outcome: Outcome,
  notes: readonly string[] = [],
): MimeBundle {
  const parts = partsOf(exercise, outcome, notes);
  return {"text/plain": asText(parts), "text/html": asHtml(parts)};
}

interface Parts {
  readonly headline: string;
  /** Markdown-like text: code between backquotes. */
  readonly paragraphs: readonly string[];
  readonly example: readonly (readonly [string, string])[];
  readonly checks: readonly CheckResult[];
  readonly notes: readonly string[];
}

function partsOf(exercise: Exercise, outcome: Outcome, notes: readonly string[]): Parts {
  const {kind, points, earned, check, expects, counterexample} = outcome;
  const headline = `${VERDICTS[kind]}: ${exercise.title} (${formatNumber(earned, 3)} of ${points} points)`;
  if (kind === "not-attempted") {
    const ask = `Fill in \`${exercise.answer}\`, run its cell, then this one again. ${hintCall(exercise)}`;
    return {headline, paragraphs: [ask], example: [], checks: [], notes};
  }
  const passed = kind === "pass";
  return {
    headline,
    paragraphs: [
      passed || check === undefined ? outcome.message : `Check \u201c${check}\u201d: ${outcome.message}`,
      ...(expects === undefined ? [] : [`The idea: ${expects}`]),
      ...(passed || kind === "grader-fault" ? [] : [hintCall(exercise)]),
    ],
    example: counterexample === undefined ? [] : exampleRows(counterexample),
    checks: outcome.checks,
    notes,
  };
}

function exampleRows({call, expected, got}: NonNullable<Outcome["counterexample"]>): [string, string][] {
  return [
    ["for", call],
    ["expected", expected],
    ["got", got],
  ];
}

function hintCall(exercise: Exercise): string {
  return `For a hint: \`await hint("${exercise.id}")\``;
}

function asText({headline, paragraphs, example, checks, notes}: Parts): string {
  return [
    headline,
    ...paragraphs,
    ...example.map(([name, value]) => `  ${name.padEnd(9)}${value}`),
    ...checks.map(
      ({name, result}) => `  ${MARKS[result]} ${name}${result === "not run" ? " (not run)" : ""}`,
    ),
    ...notes,
  ].join("\n");
}

function asHtml({headline, paragraphs, example, checks, notes}: Parts): string {
  const rows = example.map(
    ([name, value]) =>
      `<tr><th scope="row" style="text-align:left">${name}</th><td style="text-align:left"><code>${escapeHtml(value)}</code></td></tr>`,
  );
  const items = checks.map(({name, result}) => `<li>${MARKS[result]} ${escapeHtml(name)}, ${result}</li>`);
  return [
    `<p><strong>${escapeHtml(headline)}</strong></p>`,
    ...paragraphs.map(text => `<p>${markup(text)}</p>`),
    ...(rows.length === 0 ? [] : ["<table><tbody>", ...rows, "</tbody></table>"]),
    ...(items.length === 0 ? [] : ["<ul>", ...items, "</ul>"]),
    ...notes.map(text => `<p>${markup(text)}</p>`),
  ].join("\n");
}
