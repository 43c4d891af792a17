import type {OutcomeKind} from "../../exercise/outcome.js";
import type {QuestionResult} from "../result.js";
import {numberText} from "./csv.js";
import type {Graded} from "./graded.js";
import {unmarked} from "./html/html.js";
import {plainLine, plainText} from "./plainText.js";

/** The answer did not come to an end, or none could be read: an error where a wrong answer is a failure. */
const ERRORS: ReadonlySet<OutcomeKind> = new Set([
  "threw",
  "timeout",
  "memory",
  "tampered",
  "ungradable",
  "grader-fault",
]);

const HIDDEN = " (hidden values)";

interface TestCase {
  readonly name: string;
  readonly result: "passed" | "failed" | "not run";
  readonly isFirst: boolean;
}

export const JUNIT_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="kernelbook">\n';
export const JUNIT_TAIL = "</testsuites>\n";

/** Each question of a submission as a JUnit suite, each check as a case, once for the visible values and once for the hidden ones. */
export function junitSuites({result}: Graded): string {
  return result.questions.map(question => suite(question, `${result.student}.${result.assignment}`)).join("");
}

function suite(question: QuestionResult, owner: string): string {
  const {exercise, earned, points, verdict, message} = question;
  const cases = casesOf(question);
  const kinds = cases.map(one => kindOf(one, verdict));
  const count = (kind: string) => kinds.filter(one => one === kind).length;
  const name = `${owner}.${exercise}`;
  const body = cases.map((one, index) => {
    const head = `    <testcase classname="${attribute(name)}" name="${attribute(unmarked(one.name))}"`;
    const kind = kinds[index];
    if (kind === "passed") return `${head}/>\n`;
    if (kind === "skipped") return `${head}>\n      <skipped/>\n    </testcase>\n`;
    const text = one.isFirst ? plainText(message) : "";
    const says = one.isFirst ? ` message="${attribute(message)}"` : "";
    return `${head}>\n      <${kind} type="${verdict}"${says}>${content(text)}</${kind}>\n    </testcase>\n`;
  });
  const counts = `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`;
  return (
    `  <testsuite name="${attribute(name)}" ${counts}>\n` +
    `    <properties>\n${property("points", numberText(points))}${property("earned", numberText(earned))}` +
    `${property("verdict", verdict)}    </properties>\n${body.join("")}  </testsuite>\n`
  );
}

function casesOf({checks, check, verdict}: QuestionResult): TestCase[] {
  const all = checks.flatMap(({name, visible, hidden}) => [
    {name, result: visible, isFirst: false},
    {name: `${name}${HIDDEN}`, result: hidden, isFirst: false},
  ]);
  // Of a right answer everything has run that there is: the rest of the check's values do not exist.
  const cases = verdict === "pass" ? all.filter(({result}) => result !== "not run") : all;
  const first = cases.findIndex(
    one => one.result === "failed" && (one.name === check || one.name === `${check}${HIDDEN}`),
  );
  if (first >= 0) cases[first] = {...cases[first], isFirst: true};
  // Nothing ran, or what went wrong belongs to no check: the verdict is then a case of its own.
  const isRight = verdict === "pass";
  if (first >= 0 || (isRight && cases.length > 0)) return cases;
  return [{name: "verdict", result: isRight ? "passed" : "failed", isFirst: true}, ...cases];
}

function kindOf({result}: TestCase, verdict: OutcomeKind): "passed" | "skipped" | "failure" | "error" {
  if (result === "passed") return "passed";
  if (result === "not run" || verdict === "not-attempted" || verdict === "manual") return "skipped";
  return ERRORS.has(verdict) ? "error" : "failure";
}

function property(name: string, value: string): string {
  return `      <property name="${name}" value="${attribute(value)}"/>\n`;
}

function attribute(text: string): string {
  return content(plainLine(text)).replaceAll('"', "&quot;");
}

function content(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
