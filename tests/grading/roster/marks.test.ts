import {expect} from "chai";
import {readMarks} from "../../../src/grading/roster/marks.js";

describe("readMarks(text, file)", () => {
  it("gives marks for students and for groups, and leaves rows out that nobody has filled in", () => {
    const text = [
      "student,group,exercise,points,comment,by",
      "ada,,l04-why,2.5,Well put.,gh",
      ",0123abcd,l04-why,,See lesson 4.,",
      "alan,,l04-why,,,",
    ].join("\n");
    expect(readMarks(text, "marks.csv")).to.deep.equal([
      {student: "ada", exercise: "l04-why", points: 2.5, comment: "Well put.", by: "gh"},
      {group: "0123abcd", exercise: "l04-why", comment: "See lesson 4.", by: ""},
    ]);
  });

  for (const [row, message] of [
    ["ada,,,1,,", "a mark must name its exercise, got none in row 2"],
    [",,l04-why,1,,", "a mark must name a student or a group, got none in row 2"],
    ["ada,0123abcd,l04-why,1,,", "a mark must name a student or a group, got both in row 2"],
    [",xyz,l04-why,1,,", 'a group must be 8 to 64 characters of 0-9, a-f, got "xyz" in row 2'],
    ["ada,,l04-why,-1,,", 'points must be a number >= 0, got "-1" in row 2'],
    ["ada,,l04-why,two,,", 'points must be a number >= 0, got "two" in row 2'],
  ] as const) {
    it(`refuses the row ${row}`, () => {
      expect(() => readMarks(`student,group,exercise,points,comment,by\n${row}`, "marks.csv")).to.throw(
        SyntaxError,
        message,
      );
    });
  }
});
