import {expect} from "chai";
import {parseTime} from "../../../src/grading/roster/parseTime.js";

describe("parseTime(text)", () => {
  for (const [text, iso] of [
    ["2026-11-21T18:00+01:00", "2026-11-21T17:00:00.000Z"],
    ["2026-11-21 18:00:30-0530", "2026-11-21T23:30:30.000Z"],
    ["2026-11-21T18:00", "2026-11-21T18:00:00.000Z"],
    ["2026-11-21", "2026-11-21T23:59:59.999Z"],
  ] as const) {
    it(`reads ${text}`, () => expect(new Date(parseTime(text)).toISOString()).to.equal(iso));
  }

  for (const text of ["", "tomorrow", "21.11.2026", "2026-13-01", "2026-11-21T25:00"]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => parseTime(text)).to.throw(SyntaxError, `got ${JSON.stringify(text)}`);
    });
  }
});
