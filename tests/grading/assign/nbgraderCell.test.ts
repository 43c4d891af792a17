import {expect} from "chai";
import {
  type ChecksumFacts,
  nbgraderCell,
  nbgraderChecksum,
} from "../../../src/grading/assign/nbgraderCell.js";
import type {NotebookCell} from "../../../src/notebook/nbformat.js";

const code: NotebookCell = {
  cell_type: "code",
  metadata: {kernelbook: {words: ["live"]}},
  source: "await check(1);",
  execution_count: null,
  outputs: [],
};

describe("nbgraderCell(cell, role, gradeId, points)", () => {
  it("makes a check that carries points and can be neither edited nor deleted", () => {
    const {id, metadata} = nbgraderCell(code, "check", "l04-x-check", 3);
    expect(id).to.equal("l04-x-check");
    expect(metadata).to.deep.equal({
      kernelbook: {words: ["live"]},
      deletable: false,
      editable: false,
      nbgrader: {
        schema_version: 3,
        grade: true,
        solution: false,
        locked: true,
        task: false,
        grade_id: "l04-x-check",
        cell_type: "code",
        points: 3,
        checksum: "cf3c0a1c96bd6ddecdf2faedffe828ba",
      },
    });
  });

  it("makes an answer that the student may change but not delete, without points", () => {
    const {metadata} = nbgraderCell(code, "answer", "l04-x");
    expect(metadata).to.include({deletable: false}).and.not.have.property("editable");
    expect(metadata.nbgrader).to.include({grade: false, solution: true, locked: false});
    expect(metadata.nbgrader).to.not.have.property("points");
  });

  it("makes prose that a person marks: graded and the student's at once", () => {
    const cell: NotebookCell = {cell_type: "markdown", metadata: {}, source: "Because ..."};
    const {nbgrader} = nbgraderCell(cell, "text", "l03-why", 2).metadata;
    expect(nbgrader).to.include({
      grade: true,
      solution: true,
      locked: false,
      points: 2,
      cell_type: "markdown",
    });
  });
});

describe("nbgraderChecksum(cell, facts)", () => {
  const check = {grade: true, solution: false, locked: true, gradeId: "l04-x-check"};
  const answer = {grade: false, solution: true, locked: false, gradeId: "l04-x"};
  // By nbgrader.utils.compute_checksum of nbgrader 0.9.5.
  const cases: [string, "code" | "markdown", string, ChecksumFacts, string][] = [
    ["a check", "code", code.source, {...check, points: 3}, "cf3c0a1c96bd6ddecdf2faedffe828ba"],
    ["half points", "code", code.source, {...check, points: 2.5}, "dc615cb0f5e5a3536c480b4cdbee4788"],
    ["an answer beyond ASCII", "code", "const größe = 1;\n", answer, "ef82b7613897cd446369c6670e4a7952"],
    [
      "prose",
      "markdown",
      "Because ...",
      {grade: true, solution: true, locked: false, gradeId: "l03-why", points: 2},
      "c4c29f6248f9efae3df134a8fd1a7445",
    ],
    [
      "a locked task",
      "markdown",
      "## Task",
      {grade: false, solution: false, locked: true, gradeId: "l03-why-task"},
      "fcef90164681855ced4aeab6a2b1ec31",
    ],
  ];
  for (const [what, cell_type, source, facts, checksum] of cases) {
    it(`is nbgrader's own for ${what}`, () => {
      expect(nbgraderChecksum({cell_type, source}, facts)).to.equal(checksum);
    });
  }
});
