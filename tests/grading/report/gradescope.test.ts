import fs from "node:fs";
import path from "node:path";
import {Ajv2020} from "ajv/dist/2020.js";
import {expect} from "chai";
import type {OutcomeKind} from "../../../src/exercise/outcome.js";
import {packageRoot} from "../../../src/frontend/places.js";
import {gradedOf} from "../../../src/grading/report/graded.js";
import {type GradescopeResult, gradescopeResult} from "../../../src/grading/report/gradescope.js";
import {markBook} from "../../../src/grading/report/marks.js";
import {VERDICTS} from "../../../src/grading/report/verdicts.js";
import type {QuestionResult} from "../../../src/grading/result.js";
import {failsHidden, HOSTILE, question, submission, writeResults} from "./support/sampleClass.js";

const schema = JSON.parse(
  fs.readFileSync(path.join(packageRoot, "docs", "schemas", "gradescope-results.json"), "utf8"),
);
const validate = new Ajv2020().compile(schema);

function resultOf(questions: readonly QuestionResult[]): GradescopeResult {
  const {files} = writeResults([submission("ada", questions, {notes: [HOSTILE]})]);
  const result = gradescopeResult(gradedOf(files[0], markBook([]), {}));
  expect(validate(result), JSON.stringify(validate.errors)).to.equal(true);
  return result;
}

describe("gradescopeResult(graded)", () => {
  for (const verdict of Object.keys(VERDICTS) as OutcomeKind[]) {
    it(`fits the schema for ${verdict}`, () => void resultOf([question(verdict, {message: HOSTILE})]));
  }

  it("adds up to the points earned, with no score at the top", () => {
    const result = resultOf([question("pass"), question("partial"), question("fail")]);
    const sum = (key: "score" | "max_score") =>
      result.tests.reduce((total, test) => total + (test[key] ?? 0), 0);
    expect(sum("score")).to.be.closeTo(2 + 4 / 3, 1e-12);
    expect(sum("max_score")).to.equal(6);
    expect(result).to.not.have.property("score");
  });

  it("drops the backquotes of code from a title", () => {
    expect(resultOf([question("pass", {title: "Zeros for `same`"})]).tests[0].name).to.equal(
      "Zeros for same",
    );
  });

  it("shows the notebook's checks at once, and hidden ones and points after publication", () => {
    const {tests} = resultOf([failsHidden()]);
    expect(tests.map(({number, visibility, status}) => [number, visibility, status])).to.deep.equal([
      ["1", "after_published", "failed"],
      ["1.1", "visible", "passed"],
      ["1.1h", "after_published", "passed"],
      ["1.2", "visible", "passed"],
      ["1.2h", "after_published", "passed"],
      ["1.3", "visible", "passed"],
      ["1.3h", "after_published", "failed"],
    ]);
  });
});
