import {expect} from "chai";
import fc from "fast-check";
import {readCsv} from "../../../src/grading/roster/readCsv.js";

describe("readCsv(text, file)", () => {
  it("reads quotes, commas and line breaks in fields, and any line ends", () => {
    expect(readCsv('\uFEFFid,name\r\n1,"Lovelace, ""Ada"""\n\n2,"two\nlines"\r3,', "x.csv")).to.deep.equal([
      {id: "1", name: 'Lovelace, "Ada"'},
      {id: "2", name: "two\nlines"},
      {id: "3", name: ""},
    ]);
  });

  it("reads back what RFC 4180 makes of any texts", () => {
    const text = fc.string({unit: "binary"}).filter(value => !value.startsWith("\uFEFF"));
    fc.assert(
      fc.property(fc.array(fc.record({a: text.map(value => `x${value}`), b: text})), rows => {
        const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
        const file = ["a,b", ...rows.map(({a, b}) => `${quoted(a)},${quoted(b)}`)].join("\r\n");
        expect(readCsv(file, "x.csv")).to.deep.equal(rows);
      }),
      {seed: 1},
    );
  });

  it("refuses a quote in the middle of a field and a row that is too long, and says where", () => {
    expect(() => readCsv('a,b\n1,x"y', "r.csv")).to.throw(
      SyntaxError,
      "r.csv: a quote must open and close a whole field, got another in line 2",
    );
    expect(() => readCsv("a\n1,2", "r.csv")).to.throw(
      SyntaxError,
      "at most 1 fields, as the first, got 2 in row 2",
    );
  });
});
