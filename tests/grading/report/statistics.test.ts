import {expect} from "chai";
import {GroupCounts, sortGroups} from "../../../src/grading/report/groups.js";
import {Statistics} from "../../../src/grading/report/statistics.js";
import {failsHidden, question, submission} from "./support/sampleClass.js";

/** A class of two questions worth 2: earned points by student. */
function classOf(...earned: readonly [number, number][]) {
  const statistics = new Statistics();
  for (const [a, b] of earned) {
    const verdict = (points: number) => (points === 2 ? "pass" : points > 0 ? "partial" : "fail");
    statistics.add(
      submission("s", [
        question(verdict(a), {exercise: "l04-a", earned: a}),
        question(verdict(b), {exercise: "l04-b", earned: b}),
      ]),
    );
  }
  return statistics.questions();
}

describe("Statistics", () => {
  it("counts mean, full marks and verdicts of each question", () => {
    const [a, b] = classOf([2, 2], [1, 0], [0, 2]);
    expect(a).to.deep.include({
      exercise: "l04-a",
      decided: 3,
      mean: 1,
      full: 1 / 3,
      verdicts: {pass: 1, partial: 1, fail: 1},
    });
    expect(b).to.include({mean: 4 / 3, full: 2 / 3});
  });

  it("correlates a question with the rest, worked by hand", () => {
    // a = 2 2 0 0, rest = 2 0 2 0: no connection; a = 2 2 0 0, rest = 2 2 0 0: the same thing.
    expect(classOf([2, 2], [2, 0], [0, 2], [0, 0])[0].discrimination).to.be.closeTo(0, 1e-12);
    expect(classOf([2, 2], [2, 2], [0, 0], [0, 0])[0].discrimination).to.be.closeTo(1, 1e-12);
    expect(classOf([2, 0], [2, 0], [0, 2], [0, 2])[0].discrimination).to.be.closeTo(-1, 1e-12);
    // a = 2 2 2 0, rest = 2 1 0 0: covariance 3/8, variances 3/4 and 11/16.
    expect(classOf([2, 2], [2, 1], [2, 0], [0, 0])[0].discrimination).to.be.closeTo(
      0.375 / Math.sqrt(0.75 * 0.6875),
      1e-12,
    );
  });

  it("has no correlation where all have the same points, or for fewer than three", () => {
    expect(classOf([2, 2], [2, 0], [2, 1])[0]).to.not.have.property("discrimination");
    expect(classOf([2, 1], [0, 1], [1, 1])[0]).to.not.have.property("discrimination");
    expect(classOf([2, 2], [0, 0])[0]).to.not.have.property("discrimination");
    expect(classOf([4 / 3, 2], [4 / 3, 0], [4 / 3, 1])[0]).to.not.have.property("discrimination");
  });

  it("leaves open questions out of the figures and counts them as verdicts", () => {
    const statistics = new Statistics();
    statistics.add(submission("a", [question("pass"), question("manual", {exercise: "l04-why"})]));
    const [first, second] = statistics.questions();
    expect(first).to.include({decided: 1, mean: 2});
    expect(second).to.deep.include({decided: 0, verdicts: {manual: 1}});
    expect(second).to.not.have.any.keys("mean", "full", "discrimination");
  });

  it("counts which check fails for how many, hidden values apart", () => {
    const statistics = new Statistics();
    for (const one of [question("fail"), question("fail"), failsHidden(), question("pass")]) {
      statistics.add(submission("s", [one]));
    }
    expect(statistics.questions()[0].checks).to.deep.equal([
      {name: "a pass along the rows", visible: 0, hidden: 0},
      {name: "a pass down the columns", visible: 2, hidden: 0},
      {name: "random oblong images", visible: 0, hidden: 1},
    ]);
  });
});

describe("GroupCounts", () => {
  const answer = (group: string, source: string) => ({source, cell: 1, matchedBy: "id" as const, group});
  const cases = [
    ["ada", question("pass", {answer: answer("aa", "one")})],
    ["bob", question("pass", {answer: answer("aa", "one // too")})],
    ["cem", question("fail", {answer: answer("bb", "alone")})],
    ["dan", question("manual", {answer: answer("cc", "text")})],
    ["eva", question("not-attempted", {answer: answer("dd", "stub")})],
    ["fay", question("not-attempted", {answer: answer("dd", "stub")})],
    ["gil", question("pass", {answer: undefined})],
  ] as const;

  it("shows one example of each answer that came twice or waits for a person", () => {
    const counts = new GroupCounts();
    for (const [student, one] of cases) counts.add(student, one);
    const groups = cases.flatMap(([student, one]) => counts.example(student, one) ?? []);
    expect(groups.map(({group, size, source}) => [group, size, source])).to.deep.equal([
      ["aa", 2, "one"],
      ["cc", 1, "text"],
    ]);
    expect(sortGroups([...groups].reverse(), ["l04-two-passes"])[0].group).to.equal("aa");
  });
});
