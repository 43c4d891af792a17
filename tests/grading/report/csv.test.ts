import {expect} from "chai";
import fc from "fast-check";
import {csvRow, unguarded} from "../../../src/grading/report/csv.js";
import {readCsv} from "../../../src/grading/roster/readCsv.js";

/** Text as students and teachers type it, with everything that CSV and spreadsheets trip over. */
const TEXT = fc.string({
  unit: fc.constantFrom(
    '"',
    "'",
    ",",
    "\n",
    "\r",
    "=",
    "+",
    "-",
    "@",
    "\t",
    " ",
    "a",
    "1",
    "\u05D0",
    "\u{1F98A}",
    "\uFF1D",
  ),
  maxLength: 8,
});

describe("csvRow(cells)", () => {
  it("quotes commas, quotes and line ends, and leaves numbers bare", () => {
    expect(csvRow(["a,b", 'say "x"', "two\nlines", 1.5, -2, undefined, "plain"])).to.equal(
      '"a,b","say ""x""","two\nlines",1.5,-2,,plain\r\n',
    );
  });

  it("cuts tails of digits from points", () => expect(csvRow([4 / 3, 0.1 + 0.2])).to.equal("1.3333,0.3\r\n"));

  for (const text of ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\uFF1Dx", "'=1", "''@x"]) {
    it(`keeps a spreadsheet from running ${JSON.stringify(text)}`, () => {
      const [row] = readCsv(`cell\r\n${csvRow([text])}`, "t.csv");
      expect(row.cell).to.equal(`'${text}`);
      expect(unguarded(row.cell)).to.equal(text);
    });
  }

  it("leaves an apostrophe alone that guards nothing", () => {
    expect(csvRow(["'quoted'"])).to.equal("'quoted'\r\n");
    expect(unguarded("'quoted'")).to.equal("'quoted'");
  });

  it("comes back from a reader as it was, whatever the texts", () => {
    fc.assert(
      fc.property(fc.array(TEXT, {minLength: 2, maxLength: 4}), texts => {
        // A row of empty cells alone is a blank line to a reader.
        const cells = ["id", ...texts];
        const head = csvRow(cells.map((_, i) => `c${i}`));
        const [row] = readCsv(head + csvRow(cells), "t.csv");
        expect(Object.values(row).map(unguarded)).to.deep.equal(cells);
      }),
      {numRuns: 2000},
    );
  });

  it("never starts a text cell with what a spreadsheet runs", () => {
    fc.assert(
      fc.property(TEXT, text => {
        const [row] = readCsv(`a,b\r\n${csvRow(["x", text])}`, "t.csv");
        expect(row.b).to.not.match(/^[=+\-@\t\r\n\uFF1D]/);
      }),
      {numRuns: 1000},
    );
  });
});
