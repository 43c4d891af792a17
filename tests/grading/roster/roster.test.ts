import {expect} from "chai";
import {readRoster} from "../../../src/grading/roster/roster.js";

describe("readRoster(text, file)", () => {
  it("gives students by id, with empty texts for columns that are not there", () => {
    const roster = readRoster("student_id,last_name\nada,Lovelace\nalan,Turing\n", "class.csv");
    expect([...roster.values()]).to.deep.equal([
      {id: "ada", firstName: "", lastName: "Lovelace", email: ""},
      {id: "alan", firstName: "", lastName: "Turing", email: ""},
    ]);
  });

  it("refuses a list without ids, and an id that stands there twice", () => {
    expect(() => readRoster("name\nAda", "class.csv")).to.throw(
      SyntaxError,
      "columns must include student_id, got name",
    );
    expect(() => readRoster("student_id\nada\nada", "class.csv")).to.throw(
      SyntaxError,
      'class.csv: every student_id must be there once, got "ada" in row 3',
    );
  });
});
