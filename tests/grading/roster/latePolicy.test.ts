import {expect} from "chai";
import {latePenalty, parseLatePolicy} from "../../../src/grading/roster/latePolicy.js";

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

describe("latePenalty(policy, submission)", () => {
  const policy = parseLatePolicy("10%/day,grace=2h,cap=25%");
  const penalty = (hoursLate: number) =>
    latePenalty(policy, {due: 1000, timestamp: 1000 + hoursLate * HOUR, earned: 13});

  it("is nothing in time and within the grace, and nothing without a timestamp", () => {
    expect([
      penalty(-30),
      penalty(0),
      penalty(2),
      latePenalty(policy, {due: 1000, timestamp: undefined, earned: 13}),
    ]).to.deep.equal([0, 0, 0, 0]);
  });

  it("grows with each day begun after the due time, up to the cap", () => {
    expect([penalty(2.01), penalty(24), penalty(24.01), penalty(72.5), penalty(1000)]).to.deep.equal([
      1.3, 1.3, 2.6, 3.25, 3.25,
    ]);
  });
});
