import {expect} from "chai";
import {lateness, parseLatePolicy} from "../../../src/grading/roster/latePolicy.js";

const HOUR = 3_600_000;

describe("parseLatePolicy(text)", () => {
  it("reads a percentage per day, a grace and a cap", () => {
    expect(parseLatePolicy("12.5%/day, cap=40%, grace=90min")).to.deep.equal({
      percentPerDay: 12.5,
      graceMs: 1.5 * HOUR,
      capPercent: 40,
    });
  });

  for (const text of ["", "10", "10%", "110%/day", "10%/day,grace=2", "10%/day,cap=150%", "cap=50%"]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => parseLatePolicy(text)).to.throw(SyntaxError, `got ${JSON.stringify(text)}`);
    });
  }
});

describe("lateness(policy, times)", () => {
  const policy = parseLatePolicy("10%/day,grace=2h,cap=25%");
  const late = (hours: number) => lateness(policy, {due: 1000, timestamp: 1000 + hours * HOUR});

  it("is nothing in time and within the grace, and nothing without a timestamp", () => {
    expect([late(-30), late(0), late(2), lateness(policy, {due: 1000, timestamp: undefined})]).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  for (const [hours, share, why] of [
    [2.01, 0.1, "2 hours late: 10 % off"],
    [24, 0.1, "1 day late: 10 % off"],
    [24.01, 0.2, "1 day late: 20 % off"],
    [49.5, 0.25, "2 days and 1 hour late: 25 % off"],
    [1000, 0.25, "41 days and 16 hours late: 25 % off"],
  ] as const) {
    it(`${hours} hours cost ${share}`, () => expect(late(hours)).to.deep.equal({share, why}));
  }
});
