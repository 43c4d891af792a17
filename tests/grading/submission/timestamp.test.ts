import {expect} from "chai";
import {parseTimestamp} from "../../../src/grading/submission/timestamp.js";

describe("parseTimestamp(text)", () => {
  for (const [text, time] of [
    ["2015-02-02 15:58:23.948203 America/Los_Angeles", "2015-02-02T23:58:23.948Z"],
    ["2015-07-02 15:58:23 America/Los_Angeles", "2015-07-02T22:58:23Z"],
    ["2026-03-29 03:30:00 Europe/Berlin\n", "2026-03-29T01:30:00Z"],
    ["2026-10-25 12:00:00 Europe/Berlin", "2026-10-25T11:00:00Z"],
    ["2015-02-02 15:58:23.948203 UTC", "2015-02-02T15:58:23.948Z"],
    ["2026-11-21T18:00:00+01:00", "2026-11-21T17:00:00Z"],
    ["2026-11-21T18:00Z", "2026-11-21T18:00:00Z"],
    ["2026-11-21 18:00:00 -0530", "2026-11-21T23:30:00Z"],
    ["2026-11-21 18:00:00", "2026-11-21T18:00:00Z"],
  ] as const) {
    it(`reads ${text.trim()}`, () => {
      const parsed = parseTimestamp(text);
      expect(parsed && new Date(parsed).getTime()).to.equal(Date.parse(time));
    });
  }
  for (const text of ["", "yesterday", "2026-13-40 10:00:00", "2026-11-21 18:00 Mars/Crater", "=1+1"]) {
    it(`gives undefined for ${JSON.stringify(text)}`, () => {
      expect(parseTimestamp(text)).to.equal(undefined);
    });
  }
});
