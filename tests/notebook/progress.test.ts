import {expect} from "chai";
import {failureText} from "../../src/notebook/failureText.js";
import {Progress} from "../../src/notebook/progress.js";
import type {CellReport, RunnableCell} from "../../src/notebook/runCells.js";

const cell: RunnableCell = {
  index: 1,
  id: "window-sum",
  source: "1;\n2;\nthrow new RangeError();\n4;\n5;\n6;\n7;",
};
const report = (extra: Partial<CellReport>): CellReport => ({
  cell,
  outcome: "ok",
  seconds: 1.234,
  count: 1,
  ...extra,
});
const failure = {
  name: "RangeError",
  message: "no",
  traceback: ["\u001b[31mRangeError\u001b[0m: no", "    at Cell 1:3:7"],
  codes: [],
  line: 3,
};

function written(isTTY: boolean, end: CellReport, columns = 80): string {
  let text = "";
  const progress = new Progress({isTTY, columns, write: piece => (text += piece)}, 12);
  progress.onCell(cell);
  progress.onCell(cell, end);
  return text;
}

describe("Progress", () => {
  it("writes a plain line for each cell that has ended", () => {
    expect(written(false, report({}))).to.equal("[ 1/12] window-sum 1.23 s ok\n");
    expect(written(false, report({failure}))).to.equal(
      "[ 1/12] window-sum 1.23 s ok (RangeError, as it should)\n",
    );
    expect(written(false, report({outcome: "failed", failure, seconds: 12.34}))).to.equal(
      "[ 1/12] window-sum 12.3 s failed\n",
    );
  });

  it("writes over one line in a terminal, never beyond its width", () => {
    expect(written(true, report({}))).to.equal(
      "\r\u001b[K[ 1/12] window-sum 0.00 s ...\r\u001b[K[ 1/12] window-sum 1.23 s ok\n",
    );
    expect(written(true, report({}), 19).split("\u001b[K").at(-1)).to.equal("[ 1/12] window-sum\n");
  });
});

describe("failureText(report, file, firstLine)", () => {
  const failed = report({outcome: "failed", failure, problem: "must not fail"});

  it("shows the place in the file, the lines around it and the error without colours", () => {
    expect(failureText(failed, "04-demo.md", 98)).to.equal(
      [
        '04-demo.md:100: cell "window-sum" must not fail',
        "   98 | 1;",
        "   99 | 2;",
        "> 100 | throw new RangeError();",
        "  101 | 4;",
        "  102 | 5;",
        "RangeError: no",
        "    at Cell 1:3:7",
      ].join("\n"),
    );
  });

  it("counts lines within the cell when the file has none of its own", () => {
    expect(failureText(failed, "a.ipynb").split("\n").slice(0, 4)).to.deep.equal([
      'a.ipynb: cell "window-sum" must not fail',
      "  1 | 1;",
      "  2 | 2;",
      "> 3 | throw new RangeError();",
    ]);
  });

  it("shows the cell's head when the line is not known, and the error when the traceback lacks it", () => {
    const {line, ...lost} = {...failure, traceback: ["somewhere"]};
    expect(
      failureText({...failed, failure: lost}, "a.ipynb")
        .split("\n")
        .slice(-3),
    ).to.deep.equal(["  5 | 5;", "RangeError: no", "somewhere"]);
    expect(
      failureText(report({outcome: "failed", problem: "must raise TypeError, raised nothing"}), "a.ipynb"),
    ).to.match(/\| 5;$/);
  });
});
