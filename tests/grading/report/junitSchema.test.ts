import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {validateXML} from "xmllint-wasm";
import {packageRoot} from "../../../src/frontend/places.js";
import {gradedOf} from "../../../src/grading/report/graded.js";
import {JUNIT_HEAD, JUNIT_TAIL, junitSuites} from "../../../src/grading/report/junit.js";
import {markBook} from "../../../src/grading/report/marks.js";
import type {SubmissionResult} from "../../../src/grading/result.js";
import {HOSTILE, question, sampleClass, submission, writeResults} from "./support/sampleClass.js";

const schema = fs.readFileSync(path.join(packageRoot, "docs", "schemas", "junit.xsd"), "utf8");

function junitOf(all: readonly SubmissionResult[]): string {
  const {files} = writeResults(all);
  return JUNIT_HEAD + files.map(file => junitSuites(gradedOf(file, markBook([]), {}))).join("") + JUNIT_TAIL;
}

/** What libxml2 says of a document by our schema. */
async function faultsIn(xml: string): Promise<string[]> {
  const {errors} = await validateXML({
    xml: [{fileName: "junit.xml", contents: xml}],
    schema: [{fileName: "junit.xsd", contents: schema}],
  });
  return errors.map(({message}) => message);
}

describe("junit.xml, by docs/schemas/junit.xsd", function () {
  this.timeout(60_000);

  it("is valid for a class of every verdict", async () => {
    expect(await faultsIn(junitOf(sampleClass(40)))).to.deep.equal([]);
  });
  it("is valid whatever a student writes", async () => {
    const hostile = question("fail", {title: HOSTILE, message: HOSTILE, check: HOSTILE});
    expect(await faultsIn(junitOf([submission(HOSTILE, [hostile])]))).to.deep.equal([]);
  });
  it("is refused when an attribute, an element or a verdict is not of the format", async () => {
    const right = junitOf([submission("ada", [question("fail")])]);
    for (const [from, to] of [
      [' tests="', ' count="'],
      ["<failure ", "<wrong "],
      ['type="fail"', 'type="no"'],
      ["<properties>", "<properties/><properties>"],
    ] as const) {
      expect(right, from).to.include(from);
      const wrong = right
        .replace(from, to)
        .replace(/<\/failure>/g, from === "<failure " ? "</wrong>" : "</failure>");
      expect(await faultsIn(wrong), from).to.not.deep.equal([]);
    }
  });
});
