import {expect} from "chai";
import {Opaque} from "../../src/exercise/value.js";
import {callText, kindText, valueText} from "../../src/exercise/valueText.js";

describe("valueText(value)", () => {
  it("writes source that can be pasted into a cell", () => {
    expect(valueText([[1, -0.5], []])).to.equal("[[1, -0.5], []]");
    expect(valueText({y: 3, name: "K"})).to.equal('{y: 3, name: "K"}');
    expect([null, undefined, true, 5n, -0, Number.NaN].map(valueText)).to.deep.equal([
      "null",
      "undefined",
      "true",
      "5n",
      "-0",
      "NaN",
    ]);
    expect(callText("f", [[1, 2]], 3)).to.equal("f([[1, 2]], 3)");
  });
  it("leaves out the middle of a long list and says how long it is", () => {
    expect(valueText(Array.from({length: 20}, (_, n) => n))).to.equal(
      "[0, 1, 2, 3, ... 20 in all ..., 16, 17, 18, 19]",
    );
  });
  it("describes what is no plain data", () => {
    expect(valueText([new Opaque("a Map")])).to.equal("[a Map]");
  });
});

describe("kindText(value)", () => {
  for (const [value, text] of [
    [
      [
        [1, 2],
        [3, 4],
      ],
      "2 rows of 2",
    ],
    [[[1, 2]], "1 row of 2"],
    [[[1], [1, 2]], "2 rows of unequal lengths"],
    [[1, [2]], "a list that mixes rows and other values"],
    [[1, 2, 3], "a list of 3"],
    [[], "an empty list"],
    [{y: 1}, "an object"],
    ["abc", "a text"],
    [undefined, "undefined"],
    [4, "the number 4"],
  ] as const) {
    it(`calls ${JSON.stringify(value)} ${text}`, () => expect(kindText(value)).to.equal(text));
  }
});
