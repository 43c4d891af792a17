import {expect} from "chai";
import {GradeProgress} from "../../src/cli/gradeProgress.js";
import type {JobReport} from "../../src/grading/batch/gradeSubmissions.js";

const job = (student: string, changes: Partial<JobReport> = {}): JobReport => ({
  key: student,
  student,
  how: "graded",
  earned: 2,
  points: 4,
  ms: 3000,
  ...changes,
});

/** What was written, and in a terminal what its line shows at last. */
function stream(isTTY: boolean) {
  const written: string[] = [];
  return {
    isTTY,
    columns: 60,
    write: (text: string) => void written.push(text),
    text: () => written.join(""),
    shown: () => written.join("").split("\r\u001b[K").at(-1),
  };
}

describe("GradeProgress", () => {
  it("writes a line for each submission where there is no terminal", () => {
    const out = stream(false);
    const progress = new GradeProgress(out, 12, 2);
    progress.onJob(job("ada", {earned: 1 / 3 + 1}));
    progress.onJob(job("alan", {how: "kept"}));
    progress.onJob(job("emmy", {how: "fault"}));
    expect(out.text()).to.equal(
      "[ 1/12] ada  1.33 of 4\n[ 2/12] alan  2 of 4, unchanged\n" +
        "! emmy: the grader failed; grade again to try once more\n[ 3/12] emmy  grader fault\n",
    );
  });

  it("draws a bar in a terminal, with the time left by the median so far", () => {
    const out = stream(true);
    const progress = new GradeProgress(out, 12, 2);
    expect(out.shown()).to.equal("[........................] 0/12");
    for (const ms of [3000, 90_000, 20_000]) progress.onJob(job("ada", {ms}));
    expect(out.shown()).to.equal("[######..................] 3/12, about 1 min 40 s left");
    progress.close();
    expect(out.shown()).to.equal("");
  });

  it("keeps a problem in a line of its own above the bar", () => {
    const out = stream(true);
    new GradeProgress(out, 4, 1).problem("ada: the judge died");
    expect(out.text()).to.include("\r\u001b[K! ada: the judge died\n\r\u001b[K[");
  });

  it("lets no escape of a student's name reach the terminal", () => {
    const out = stream(false);
    new GradeProgress(out, 1, 1).onJob(job("\u001b[31mada\u001b]0;title\u0007\u202e"));
    expect(out.text().trimEnd()).to.not.match(/\p{C}/u);
    expect(out.text()).to.include("ada");
  });
});
