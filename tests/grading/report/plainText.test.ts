import {expect} from "chai";
import {plainLine, plainText} from "../../../src/grading/report/plainText.js";

describe("plainText(text)", () => {
  for (const [what, text, shown] of [
    ["colours", "\u001b[1;31mred\u001b[0m", "red"],
    ["a terminal's title", "\u001b]0;title\u0007after", "after"],
    ["a terminal's link", "\u001b]8;;https://example.org\u001b\\text\u001b]8;;\u001b\\", "text"],
    ["a title that never ends", "\u001b]0;open", ""],
    ["a cursor that goes back", "wrong\u001b[5Dright", "wrongright"],
  ]) {
    it(`takes ${what} away`, () => expect(plainText(text)).to.equal(shown));
  }

  it("shows control characters instead of obeying them", () => {
    expect(plainText("a\u0000b\u0008c\u001b")).to.equal("a\u2400b\u2408c\u241b");
  });
  it("writes marks out that turn the direction of a line", () => {
    expect(plainText("a\u202Eb\u2066c")).to.equal("a[U+202E]b[U+2066]c");
  });
  it("replaces half a pair and keeps a whole one", () => {
    expect(plainText("\ud83e\udd8a \ud83e")).to.equal("\ud83e\udd8a \ufffd");
  });
  it("keeps tabs, line ends and letters of every script", () => {
    expect(plainText("\u05e9\u05e8\u05d4\t\u674e\r\n\u0645")).to.equal("\u05e9\u05e8\u05d4\t\u674e\n\u0645");
  });
});

describe("plainLine(text)", () => {
  it("puts a name on one line", () => expect(plainLine(" Ada\n\tLovelace ")).to.equal("Ada Lovelace"));
});
