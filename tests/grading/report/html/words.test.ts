import {expect} from "chai";
import {timeText} from "../../../../src/grading/report/html/words.js";

describe("timeText(time)", () => {
  it("shows a time to the minute", () => {
    expect(timeText("2026-12-01T18:30:00.000Z")).to.equal("2026-12-01 18:30 UTC");
  });
  it("leaves what is no such time as it is", () => expect(timeText("soon")).to.equal("soon"));
});
