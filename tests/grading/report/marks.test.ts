import {expect} from "chai";
import {applyLate} from "../../../src/grading/report/late.js";
import {applyMarks, markBook, readMarks, requirePoints} from "../../../src/grading/report/marks.js";
import {question, sha, submission} from "./support/sampleClass.js";

const exercise = "l04-why";
const group = sha("an essay");
const essay = question("manual", {
  exercise,
  points: 4,
  answer: {source: "Because.", cell: 3, matchedBy: "id", group},
});
const ada = submission("ada", [essay, question("fail")]);

describe("readMarks(text, file)", () => {
  it("reads a mark for a student, one for a group, and leaves empty rows and other columns alone", () => {
    const text = `student,group,exercise,points,comment,by,size\r\nada,,${exercise},3,"Good, but short.",Ms Hopper,1\r\n,${group},${exercise},,See the board.,,9\r\nbob,,${exercise},,,,\r\n`;
    expect(readMarks(text, "m.csv")).to.deep.equal([
      {exercise, student: "ada", points: 3, comment: "Good, but short.", by: "Ms Hopper"},
      {exercise, group, comment: "See the board.", by: ""},
    ]);
  });

  for (const [what, row, says] of [
    ["names no exercise", "ada,,,3,x", /must name its exercise, got none in row 2/],
    ["names nobody", `,,${exercise},3,x`, /a student or a group, got none in row 2/],
    ["names both", `ada,${group},${exercise},3,x`, /a student or a group, got both in row 2/],
    ["has a group of other letters", `,zz,${exercise},3,x`, /8 to 64 characters of 0-9, a-f, got "zz"/],
    ["takes points away", `ada,,${exercise},-1,x`, /points must be a number >= 0, got "-1" in row 2/],
    ["has points in words", `ada,,${exercise},three,x`, /got "three"/],
  ] as const) {
    it(`refuses a row that ${what}`, () => {
      expect(() => readMarks(`student,group,exercise,points,comment\n${row}\n`, "m.csv")).to.throw(
        SyntaxError,
        says,
      );
    });
  }
});

describe("requirePoints(marks, points, file)", () => {
  const worth = new Map([["l04-why", 4]]);
  const mark = {exercise: "l04-why", comment: "", by: ""};
  it("accepts what a question is worth, a comment alone, and marks of other lessons", () => {
    requirePoints(
      [
        {...mark, student: "ada", points: 4},
        {...mark, student: "bob"},
      ],
      worth,
      "m.csv",
    );
    requirePoints([{...mark, exercise: "l05-why", student: "ada", points: 99}], worth, "m.csv");
  });
  it("says whose mark is too high, and in which file", () => {
    expect(() => requirePoints([{...mark, student: "ada", points: 5}], worth, "m.csv")).to.throw(
      RangeError,
      "requirePoints: m.csv: points for l04-why must be at most 4, got 5 for ada",
    );
    expect(() => requirePoints([{...mark, group: "12345678", points: 5}], worth, "m.csv")).to.throw(
      "got 5 for the group 12345678",
    );
  });
});

describe("applyMarks(result, marks)", () => {
  const given = (points: number | undefined, comment = "") => {
    const book = markBook([
      {exercise, student: "ada", ...(points !== undefined && {points}), comment, by: "H"},
    ]);
    return applyMarks(ada, book);
  };

  it("puts a person's points in place of the grader's, with the verdict that follows", () => {
    expect(given(4).questions[0]).to.include({earned: 4, verdict: "pass"});
    expect(given(3).questions[0]).to.include({earned: 3, verdict: "partial"});
    expect(given(0).questions[0]).to.include({earned: 0, verdict: "fail"});
    expect(given(3)).to.include({earned: 3, points: 6});
  });

  it("leaves verdict and points alone for a comment, and says who wrote it", () => {
    const [marked] = given(undefined, "See me.").questions;
    expect(marked).to.include({verdict: "manual", earned: 0});
    expect(marked.marked).to.deep.equal({by: "H", comment: "See me."});
  });

  it("never changes the result it was given", () => {
    given(4);
    expect(ada.questions[0]).to.include({verdict: "manual", earned: 0});
  });

  it("takes the student's own mark before the group's, and the later of two", () => {
    const marks = [
      {exercise, group: group.slice(0, 8), points: 1, comment: "", by: ""},
      {exercise, group, points: 2, comment: "", by: ""},
    ];
    expect(applyMarks(ada, markBook(marks)).questions[0].earned).to.equal(2);
    const own = [{exercise, student: "ada", points: 3, comment: "", by: ""}, ...marks];
    expect(applyMarks(ada, markBook(own)).questions[0].earned).to.equal(3);
  });

  it("refuses more points than the question is worth", () => {
    expect(() => given(5)).to.throw(RangeError, "applyMarks: points for l04-why must be at most 4, got 5");
  });
});

describe("applyLate(raw, late)", () => {
  it("takes a share of the points earned", () => {
    expect(applyLate(10, {share: 0.2, why: ""})).to.deep.equal({raw: 10, penalty: 2, score: 8});
    expect(applyLate(7)).to.deep.equal({raw: 7, penalty: 0, score: 7});
  });
  it("refuses a share that is none", () => {
    expect(() => applyLate(7, {share: 20, why: ""})).to.throw(RangeError, "share must be 0 to 1, got 20");
  });
});
