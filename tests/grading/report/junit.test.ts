import {expect} from "chai";
import type {OutcomeKind} from "../../../src/exercise/outcome.js";
import {gradedOf} from "../../../src/grading/report/graded.js";
import {JUNIT_HEAD, JUNIT_TAIL, junitSuites} from "../../../src/grading/report/junit.js";
import {markBook} from "../../../src/grading/report/marks.js";
import {VERDICTS} from "../../../src/grading/report/verdicts.js";
import type {QuestionResult} from "../../../src/grading/result.js";
import {readXml, type XmlElement} from "./support/readXml.js";
import {failsHidden, HOSTILE, question, submission, writeResults} from "./support/sampleClass.js";

function xmlOf(questions: readonly QuestionResult[], student = "ada"): XmlElement {
  const {files} = writeResults([submission(student, questions)]);
  return readXml(JUNIT_HEAD + junitSuites(gradedOf(files[0], markBook([]), {})) + JUNIT_TAIL);
}

/** The rules that Jenkins and Ant hold JUnit files to, as far as we use them: elements, their order, attributes, counts. */
function requireJunit(root: XmlElement): void {
  expect(root.name).to.equal("testsuites");
  for (const suite of root.children) {
    expect(suite.name).to.equal("testsuite");
    expect(suite.attributes).to.have.all.keys("name", "tests", "failures", "errors", "skipped");
    const [properties, ...cases] = suite.children;
    expect(properties.name).to.equal("properties");
    for (const property of properties.children) {
      expect(property.name).to.equal("property");
      expect(property.attributes).to.have.all.keys("name", "value");
    }
    const counts = {failure: 0, error: 0, skipped: 0};
    for (const one of cases) {
      expect(one.name).to.equal("testcase");
      expect(one.attributes).to.have.all.keys("classname", "name");
      expect(one.attributes.name).to.not.equal("");
      expect(one.children.length).to.be.at.most(1);
      for (const {name, attributes} of one.children) {
        if (name !== "failure" && name !== "error" && name !== "skipped")
          throw new Error(`unknown element ${name}`);
        counts[name] += 1;
        if (name !== "skipped") expect(attributes).to.include.keys("type");
      }
    }
    expect(suite.attributes).to.include({
      tests: String(cases.length),
      failures: String(counts.failure),
      errors: String(counts.error),
      skipped: String(counts.skipped),
    });
  }
}

/** Name and outcome of each case of the one suite. */
const casesOf = (root: XmlElement) =>
  root.children[0].children
    .slice(1)
    .map(({attributes, children}) => [attributes.name, children[0]?.name ?? "passed"]);

describe("junitSuites(graded)", () => {
  it("writes a suite for each question, with its points as properties", () => {
    const root = xmlOf([question("pass"), question("partial", {exercise: "l04-b"})]);
    requireJunit(root);
    expect(root.children.map(({attributes}) => attributes.name)).to.deep.equal([
      "ada.04-convolution-2d.l04-two-passes",
      "ada.04-convolution-2d.l04-b",
    ]);
    expect(root.children[1].children[0].children.map(({attributes}) => attributes)).to.deep.equal([
      {name: "points", value: "2"},
      {name: "earned", value: "1.3333"},
      {name: "verdict", value: "partial"},
    ]);
  });

  it("writes each check twice, with the notebook's values and the hidden ones", () => {
    expect(casesOf(xmlOf([failsHidden()]))).to.deep.equal([
      ["a pass along the rows", "passed"],
      ["a pass along the rows (hidden values)", "passed"],
      ["a pass down the columns", "passed"],
      ["a pass down the columns (hidden values)", "passed"],
      ["random oblong images", "passed"],
      ["random oblong images (hidden values)", "failure"],
    ]);
  });

  it("has no skipped case in a right answer for values that a check does not have", () => {
    const checks = [{name: "worked by hand", visible: "passed", hidden: "not run"}] as const;
    expect(casesOf(xmlOf([question("pass", {checks})]))).to.deep.equal([["worked by hand", "passed"]]);
    expect(casesOf(xmlOf([question("pass", {checks: []})]))).to.deep.equal([["verdict", "passed"]]);
  });

  it("drops the backquotes of code from a check's name", () => {
    const checks = [{name: "`column` alone", visible: "passed", hidden: "passed"}] as const;
    expect(casesOf(xmlOf([question("pass", {checks})]))).to.deep.equal([
      ["column alone", "passed"],
      ["column alone (hidden values)", "passed"],
    ]);
  });

  const kinds: Readonly<Record<OutcomeKind, string>> = {
    pass: "passed",
    partial: "failure",
    fail: "failure",
    threw: "error",
    timeout: "error",
    memory: "error",
    tampered: "error",
    ungradable: "error",
    "grader-fault": "error",
    "not-attempted": "skipped",
    manual: "skipped",
  };
  for (const verdict of Object.keys(VERDICTS) as OutcomeKind[]) {
    it(`has ${kinds[verdict]} for ${verdict}, by the rules of the format`, () => {
      const root = xmlOf([question(verdict)]);
      requireJunit(root);
      const outcomes = new Set(casesOf(root).map(([, outcome]) => outcome));
      expect(outcomes).to.include(kinds[verdict]);
      if (verdict === "pass") expect(outcomes).to.deep.equal(new Set(["passed"]));
    });
  }

  it("stays well formed whatever a student writes, and says it once", () => {
    const root = xmlOf(
      [question("fail", {title: HOSTILE, message: HOSTILE, check: "a pass down the columns"})],
      HOSTILE,
    );
    requireJunit(root);
    const failures = root.children[0].children
      .flatMap(one => one.children)
      .filter(({name}) => name === "failure");
    expect(failures).to.have.length(1);
    expect(failures[0].text).to.include("<script>alert(2)</script>").and.to.include("red link");
  });
});
