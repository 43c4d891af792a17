import {expect} from "chai";
import {renderDiagnostics} from "../../../src/kernel/types/renderDiagnostics.js";
import {textPlace} from "../../../src/kernel/types/textPlace.js";
import type {Diagnostic} from "../../../src/kernel/types/typeEngine.js";

const error = (
  source: string,
  start: number,
  length: number,
  more: Partial<Diagnostic> = {},
): Diagnostic => ({
  ...textPlace(source, start),
  start,
  length,
  code: 2322,
  text: "Something is wrong.",
  ...more,
});

describe("renderDiagnostics(diagnostics, cell)", () => {
  it("shows place, number, message, line and what is wrong in it", () => {
    expect(renderDiagnostics([error("let a = 1;\n  let b: string = a", 17, 1)], "Cell 3")).to.deep.equal([
      "Cell 3:2:7 - error TS2322: Something is wrong.",
      "",
      "2 |   let b: string = a",
      "  |       ^",
    ]);
  });
  it("indents what explains the message", () => {
    const lines = renderDiagnostics([error("a", 0, 1, {text: "Wrong.\nBecause.\n  Of this."})], "Cell 1");
    expect(lines.slice(0, 3)).to.deep.equal([
      "Cell 1:1:1 - error TS2322: Wrong.",
      "  Because.",
      "    Of this.",
    ]);
  });
  it("names the file of an error in a local file", () => {
    expect(renderDiagnostics([error("x", 0, 1, {file: "lib/helper.ts"})], "Cell 1")[0]).to.match(
      /^lib\/helper\.ts:1:1 - /,
    );
  });
  it("separates errors by an empty line", () => {
    const lines = renderDiagnostics([error("ab", 0, 1), error("ab", 1, 1)], "Cell 1");
    expect(lines.map(line => (line === "" ? "" : "text"))).to.deep.equal([
      "text",
      "",
      "text",
      "text",
      "",
      "text",
      "",
      "text",
      "text",
    ]);
  });
  const caret = (source: string, start: number, length: number) =>
    renderDiagnostics([error(source, start, length)], "Cell 1").at(-1);
  it("underlines all of it", () => expect(caret("let abc = 1", 4, 3)).to.equal("  |     ^^^"));
  it("points where something is missing", () => expect(caret("foo(", 4, 0)).to.equal("  |     ^"));
  it("stays in the first of several lines", () =>
    expect(caret("f({\n  a: 1\n})", 2, 10)).to.equal("  |   ^"));
  it("counts an emoji as two columns", () => expect(caret("'😀'; abc", 6, 3)).to.equal("  |       ^^^"));
  it("counts letters with joined marks as one", () =>
    expect(caret("'e\u0301'; abc", 6, 3)).to.equal("  |      ^^^"));
  it("counts East Asian letters as two columns", () =>
    expect(caret("'漢字'; abc", 6, 3)).to.equal("  |         ^^^"));
  it("shows tabs as spaces, the caret below the right column", () => {
    const [, , line, under] = renderDiagnostics([error("\tlet a = b", 9, 1)], "Cell 1");
    expect([line, under]).to.deep.equal(["1 |     let a = b", "  |             ^"]);
  });
  it("makes room for long line numbers", () => {
    const [, , line, under] = renderDiagnostics([error(`${"\n".repeat(99)}abc`, 99, 3)], "Cell 1");
    expect([line, under]).to.deep.equal(["100 | abc", "    | ^^^"]);
  });
  it("colours place, number and caret when asked", () => {
    const lines = renderDiagnostics([error("abc", 0, 3)], "Cell 1", {colour: true});
    expect(lines[0]).to.equal(
      "\u001b[36mCell 1:1:1\u001b[0m - \u001b[31merror\u001b[0m \u001b[90mTS2322:\u001b[0m Something is wrong.",
    );
    expect(lines.at(-1)).to.equal("\u001b[90m  |\u001b[0m \u001b[31m^^^\u001b[0m");
  });
});

describe("textPlace(text, offset)", () => {
  const text = "a\r\nbc\nd\re\u2028f";
  for (const [offset, line, column, sourceLine] of [
    [0, 1, 1, "a"],
    [1, 1, 2, "a"],
    [3, 2, 1, "bc"],
    [5, 2, 3, "bc"],
    [6, 3, 1, "d"],
    [8, 4, 1, "e"],
    [10, 5, 1, "f"],
    [11, 5, 2, "f"],
  ] as const)
    it(`finds offset ${offset} in line ${line}, column ${column}`, () => {
      expect(textPlace(text, offset)).to.deep.equal({line, column, sourceLine});
    });
});
