import {expect} from "chai";
import {inline, prose, unmarked} from "../../../../src/grading/report/html/html.js";

describe("inline(text)", () => {
  for (const [what, text, markup] of [
    ["sets code apart", "Zeros for `same`", "Zeros for <code>same</code>"],
    ["escapes what is code and what is none", "<b> `a < b`", "&lt;b&gt; <code>a &lt; b</code>"],
    ["makes words strong", "**Strided**: 3 x 3 filters", "<strong>Strided</strong>: 3 x 3 filters"],
    ["takes no power for strong words", "2**3**4 and 2 ** 3 ** 4", "2**3**4 and 2 ** 3 ** 4"],
    ["leaves stars in code alone", "`x**2 + **y**`", "<code>x**2 + **y**</code>"],
    ["keeps a backquote that stands alone", "a ` b", "a ` b"],
  ]) {
    it(what, () => expect(inline(text).markup).to.equal(markup));
  }
});

describe("unmarked(text)", () => {
  it("drops the backquotes of code, and no others", () => {
    expect(unmarked("Zeros for `same`, a ` b")).to.equal("Zeros for same, a ` b");
  });
});

describe("prose(text)", () => {
  it("begins a paragraph at a blank line", () => {
    expect(prose("One `x`.\n\nTwo.").markup).to.equal("<p>One <code>x</code>.</p>\n<p>Two.</p>\n");
  });
  it("makes a list of the lines that begin with a dash", () => {
    const list = "<ul><li>one</li><li>two</li></ul>\n";
    expect(prose("Which?\n\n- one\n- two").markup).to.equal(`<p>Which?</p>\n${list}`);
    expect(prose("Which?\n- one\n- two").markup).to.equal(`<p>Which?</p>\n${list}`);
  });
  it("leaves a dash within a text alone", () => {
    expect(prose("- one\nand more").markup).to.equal("<p>- one\nand more</p>\n");
  });
});
