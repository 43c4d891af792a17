import {createHash} from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type {CheckResult, OutcomeKind} from "../../../../src/exercise/outcome.js";
import type {QuestionResult, SubmissionResult} from "../../../../src/grading/result.js";

/** Tries to leave its place in every format: tags, terminal codes, direction marks, XML's illegal characters, a lone surrogate. */
export const HOSTILE =
  "<img src=x onerror=alert(1)></title><script>alert(2)</script> & \"quoted\" 'so' ]]> \u001b[31mred\u001b[0m " +
  "\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007 \u202Eright to left\u202C \u0000\u0008 \ud800 \uffff";

export const sha = (text: string) => createHash("sha256").update(text).digest("hex");

const results = (names: readonly string[], failsAt: number, phase: "visible" | "hidden") =>
  names.map((name, i) => {
    const result = (at: "visible" | "hidden"): CheckResult["result"] => {
      if (at === "hidden" && phase === "visible") return failsAt < 0 ? "passed" : "not run";
      if (at !== phase || failsAt < 0 || i < failsAt) return "passed";
      return i === failsAt ? "failed" : "not run";
    };
    return {name, visible: result("visible"), hidden: result("hidden")};
  });

const CHECKS = ["a pass along the rows", "a pass down the columns", "random oblong images"];

/** One question that came out as asked; every part that its verdict has is filled in. */
export function question(verdict: OutcomeKind, changes: Partial<QuestionResult> = {}): QuestionResult {
  const source = `function twoPasses(image: number[][], column: number[], row: number[]): number[][] {\n  // ${verdict}\n  return image.map(line => correlate1d(line, row));\n}`;
  const base = {
    exercise: "l04-two-passes",
    title: "Blur in two passes",
    kind: "prop" as const,
    points: 2,
    earned: 0,
    verdict,
    message: "Every check passes.",
    checks: results(CHECKS, -1, "visible"),
    notes: [],
    advice: [],
    answer: {source, cell: 7, matchedBy: "id" as const, group: sha(`${verdict}${changes.exercise ?? ""}`)},
  };
  const failing = {
    check: CHECKS[1],
    expects: "With a row of one weight, 1, only the pass down the columns is left.",
  };
  const parts: Record<OutcomeKind, Partial<QuestionResult>> = {
    pass: {earned: 2},
    partial: {
      ...failing,
      earned: 4 / 3,
      message: "One pass is right.",
      checks: results(CHECKS, 1, "visible"),
    },
    fail: {
      ...failing,
      message: "Only the pass along the rows was made: `column` is never used.",
      counterexample: {
        call: "twoPasses([[1, 2, 4], [3, 0, 5], [6, 1, 7]], [1, 10], [1])",
        expected: "[[31, 2, 54], [63, 10, 75]]",
        got: "[[1, 2, 4], [3, 0, 5], [6, 1, 7]]",
      },
      checks: results(CHECKS, 1, "visible"),
    },
    threw: {
      ...failing,
      message: "Line 3: ReferenceError: colum is not defined",
      counterexample: {call: "twoPasses([[1, 2]], [1], [1])", expected: "a result", got: "an error"},
      checks: results(CHECKS, 1, "visible"),
    },
    "not-attempted": {
      message: "Not attempted yet.",
      checks: CHECKS.map(name => ({name, visible: "not run", hidden: "not run"})),
    },
    timeout: {
      ...failing,
      message: "It used more than 20 s of processor time.",
      checks: results(CHECKS, 1, "visible"),
    },
    memory: {...failing, message: "It used more than 256 MB.", checks: results(CHECKS, 0, "visible")},
    tampered: {
      ...failing,
      message: "It wrote on the channel to the grader.",
      checks: results(CHECKS, 0, "visible"),
    },
    ungradable: {
      message: "Line 2, column 9: ')' expected.",
      checks: CHECKS.map(name => ({name, visible: "not run", hidden: "not run"})),
    },
    manual: {kind: "text", message: "For a person to mark.", checks: []},
    "grader-fault": {message: "The judge ended without an answer.", checks: results(CHECKS, -1, "visible")},
  };
  return {...base, ...parts[verdict], ...changes};
}

/** A question that passes what the notebook shows and fails on hidden values. */
export function failsHidden(changes: Partial<QuestionResult> = {}): QuestionResult {
  return question("fail", {
    check: CHECKS[2],
    expects: "The two passes agree with one pass of the two-dimensional kernel for any sizes.",
    message:
      "It passes the visible cases, but not a hidden one: check \u201crandom oblong images\u201d. Think of lopsided sizes.",
    counterexample: undefined,
    checks: results(CHECKS, 2, "hidden"),
    ...changes,
  });
}

export function submission(
  student: string,
  questions: readonly QuestionResult[],
  changes: Partial<SubmissionResult> = {},
): SubmissionResult {
  return {
    version: 1,
    student,
    assignment: "04-convolution-2d",
    lesson: 4,
    inputHash: sha(student),
    graderVersion: "0.1.0+3f2a91c0",
    seedHash: sha("seed"),
    layers: ["bubblewrap", "network namespace", "user 61001"],
    notes: [],
    questions,
    earned: questions.reduce((sum, {earned}) => sum + earned, 0),
    points: questions.reduce((sum, {points}) => sum + points, 0),
    ...changes,
  };
}

const EXERCISES = [
  ["l04-correlate2d", "Correlation with a kernel"],
  ["l04-oriented-kernel", "A kernel for one direction"],
  ["l04-two-passes", "Blur in two passes"],
  ["l04-find-glyph", "Find the glyph"],
  ["l04-histogram-feature", "A histogram as a feature"],
] as const;

const MIXTURE: readonly OutcomeKind[] = [
  "pass",
  "pass",
  "fail",
  "pass",
  "partial",
  "threw",
  "pass",
  "not-attempted",
];

/** A class with every verdict in it, `size` submissions; the same each time. */
export function sampleClass(size: number): SubmissionResult[] {
  return Array.from({length: size}, (_, i) => {
    const questions = EXERCISES.map(([exercise, title], q) => {
      const verdict = MIXTURE[(i * 5 + q * 3 + Math.floor(i / 8)) % MIXTURE.length];
      return i % 7 === 3 && q === 2 ? failsHidden({exercise, title}) : question(verdict, {exercise, title});
    });
    return submission(`s${String(i + 1).padStart(4, "0")}`, questions);
  });
}

const made: string[] = [];
process.once("exit", () => {
  for (const folder of made) fs.rmSync(folder, {recursive: true, force: true});
});

/** Writes results as a batch does, `KEY.json` each, into a folder of their own that is gone when the tests are. */
export function writeResults(all: readonly SubmissionResult[]): {folder: string; files: string[]} {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-report-"));
  made.push(folder);
  const files = all.map((result, i) => {
    const file = path.join(folder, "results", `k${String(i + 1).padStart(4, "0")}.json`);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, JSON.stringify(result));
    return file;
  });
  return {folder, files};
}
