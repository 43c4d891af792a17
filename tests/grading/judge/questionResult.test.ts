import {expect} from "chai";
import type {Exercise} from "../../../src/exercise/exercise.js";
import {defineExercise} from "../../../src/exercise/exercise.js";
import type {CheckResult, Outcome} from "../../../src/exercise/outcome.js";
import {questionResult, undecidedResult} from "../../../src/grading/judge/questionResult.js";
import type {PreparedAnswer} from "../../../src/grading/prepare/prepared.js";

const run = async () => {};
const whole = defineExercise({
  id: "l01-law",
  lesson: 1,
  kind: "prop",
  points: 4,
  title: "A law",
  prompt: "Write it.",
  answer: "myLaw",
  checks: [
    {name: "by hand", expects: "Sums.", phase: "visible", run},
    {name: "law", expects: "Order does not matter.", weight: 2, run},
    {name: "large", expects: "Size does not matter.", phase: "hidden", run},
  ],
  hints: ["Think."],
});
const inParts: Exercise = {...whole, partial: true};
const answer: PreparedAnswer = {
  exercise: "l01-law",
  state: "ready",
  cell: 3,
  matchedBy: "id",
  source: "const myLaw = 1;",
  group: "00",
  notes: [],
  advice: [],
};

function outcome(
  kind: Outcome["kind"],
  results: Readonly<Record<string, CheckResult["result"]>>,
  more = {},
): Outcome {
  const checks = Object.entries(results).map(([name, result]) => ({name, result}));
  return {
    kind,
    exercise: "l01-law",
    points: 4,
    earned: kind === "pass" ? 4 : 0,
    message: "SECRET",
    checks,
    ...more,
  };
}
const shown = outcome("pass", {"by hand": "passed", law: "passed"}, {message: "Every check passes."});
const SECRETS = {
  check: "large",
  expects: "Size does not matter.",
  counterexample: {call: "SECRET", expected: "SECRET", got: "SECRET"},
};

describe("questionResult(exercise, answer, phases)", () => {
  it("gives full marks where both phases pass, and lists each check once", () => {
    const hidden = outcome("pass", {law: "passed", large: "passed"});
    expect(questionResult(whole, answer, {visible: shown, hidden})).to.deep.include({
      verdict: "pass",
      earned: 4,
      checks: [
        {name: "by hand", visible: "passed", hidden: "not run"},
        {name: "law", visible: "passed", hidden: "passed"},
        {name: "large", visible: "not run", hidden: "passed"},
      ],
      answer: {source: "const myLaw = 1;", cell: 3, matchedBy: "id", group: "00"},
    });
  });

  for (const kind of [
    "fail",
    "threw",
    "timeout",
    "memory",
    "tampered",
    "grader-fault",
    "not-attempted",
  ] as const) {
    it(`says of a hidden ${kind} the check and what it expects, and nothing that came back`, () => {
      const hidden = outcome(kind, {law: "passed", large: "failed"}, SECRETS);
      const result = questionResult(whole, answer, {visible: shown, hidden});
      expect(result).to.include({verdict: kind, earned: 0, check: "large", expects: "Size does not matter."});
      expect(result.message).to.match(/^(It passes the visible cases, but |The grader failed)/);
      expect(JSON.stringify(result)).not.to.include("SECRET");
    });
  }

  it("takes the visible outcome where an exercise has no hidden cases", () => {
    const open: Exercise = {...inParts, checks: inParts.checks.slice(0, 1)};
    const right = outcome("pass", {"by hand": "passed"}, {message: "Every check passes."});
    expect(questionResult(open, answer, {visible: right})).to.include({verdict: "pass", earned: 4});
    const half = {...right, kind: "partial", earned: 2} as const;
    expect(questionResult(open, answer, {visible: half})).to.include({verdict: "partial", earned: 2});
  });

  it("gives the share of checks that passed in every phase, where points come in parts", () => {
    const hidden = outcome("partial", {law: "passed", large: "failed"}, SECRETS);
    expect(questionResult(inParts, answer, {visible: shown, hidden})).to.include({
      verdict: "partial",
      earned: 3,
    });
    const both = outcome("partial", {law: "failed", large: "failed"}, SECRETS);
    expect(questionResult(inParts, answer, {visible: shown, hidden: both})).to.include({
      verdict: "partial",
      earned: 1,
    });
  });

  it("gives nothing for visible cases that do not hold on hidden ones", () => {
    const visible = outcome(
      "partial",
      {"by hand": "failed", law: "passed"},
      {check: "by hand", message: "Not 3."},
    );
    const hidden = outcome("fail", {law: "failed", large: "failed"}, SECRETS);
    const result = questionResult(inParts, answer, {visible, hidden});
    expect(result).to.include({verdict: "fail", earned: 0, message: "Not 3.", check: "by hand"});
    expect(JSON.stringify(result)).not.to.include("SECRET");
  });

  it("keeps the visible phase's message and counter-example", () => {
    const counterexample = {call: "myLaw(1)", expected: "1", got: "2"};
    const visible = outcome(
      "fail",
      {"by hand": "failed"},
      {check: "by hand", message: "Not 2.", counterexample},
    );
    expect(questionResult(whole, answer, {visible})).to.deep.include({
      verdict: "fail",
      message: "Not 2.",
      counterexample,
    });
  });

  it("judges the type in front of all checks, and what the answer does before it", () => {
    const typed: Exercise = {...whole, type: "() => number"};
    const wrong = {...answer, typeProblem: "`myLaw` must have the type `() => number`."};
    const hidden = outcome("pass", {law: "passed", large: "passed"});
    const result = questionResult(typed, wrong, {visible: shown, hidden});
    expect(result).to.include({verdict: "fail", earned: 0, message: wrong.typeProblem, check: "its type"});
    expect(result.checks[0]).to.deep.equal({name: "its type", visible: "failed", hidden: "not run"});
    expect(result.checks).to.have.length(4);
    const missed = questionResult(typed, wrong, {
      visible: shown,
      hidden: outcome("fail", {law: "failed"}, SECRETS),
    });
    expect(missed.message).to.match(/not a hidden one/);
    expect(questionResult(typed, answer, {visible: shown, hidden}).checks[0]).to.include({visible: "passed"});
  });

  it("lists a teacher's further cases behind the exercise's own checks", () => {
    const further = {name: "further cases", expects: "The same.", phase: "hidden", run} as const;
    const hidden = outcome(
      "fail",
      {law: "passed", large: "passed", "further cases": "failed"},
      {check: "further cases"},
    );
    const result = questionResult(whole, answer, {visible: shown, hidden}, [further]);
    expect(result.checks.at(-1)).to.deep.equal({name: "further cases", visible: "not run", hidden: "failed"});
    expect(result).to.include({verdict: "fail", check: "further cases"});
  });
});

describe("undecidedResult(exercise, verdict, message)", () => {
  it("earns nothing and has run nothing", () => {
    const result = undecidedResult(whole, "not-attempted", "Nothing was handed in.");
    expect(result).to.include({verdict: "not-attempted", earned: 0, points: 4});
    expect(new Set(result.checks.flatMap(({visible, hidden}) => [visible, hidden]))).to.deep.equal(
      new Set(["not run"]),
    );
    expect(result).not.to.have.property("answer");
  });
});
