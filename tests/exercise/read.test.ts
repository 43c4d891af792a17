import {expect} from "chai";
import {readChoice, readFields} from "../../src/exercise/read.js";
import {Opaque, toValue} from "../../src/exercise/value.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

describe("readChoice(value, what, choices)", () => {
  it("gives one of the texts", () => {
    expect(readChoice("b", "side", ["a", "b"])).to.equal("b");
  });
  it("names the choices and what came instead", () => {
    expect(() => readChoice("c", "side", ["a", "b"])).to.throw(
      WrongAnswer,
      'side must be "a" or "b", but it is "c".',
    );
    expect(() => readChoice(3, "side", ["a", "b"])).to.throw(WrongAnswer, "but it is the number 3.");
  });
});

describe("readFields(value, what, names)", () => {
  it("gives the entries that were asked for", () => {
    expect(readFields(toValue({a: 1, b: [2], c: 3}), "it", ["a", "b"])).to.deep.equal({a: 1, b: [2]});
  });
  it("names the entry that is missing, inherited ones too", () => {
    expect(() => readFields(toValue({a: 1}), "it", ["a", "b"])).to.throw(
      WrongAnswer,
      'it must have an entry "b".',
    );
    expect(() => readFields({}, "it", ["toString"])).to.throw(WrongAnswer, "toString");
  });
  for (const value of [undefined, null, 3, [1], new Opaque("a Map")]) {
    it(`refuses ${value instanceof Opaque ? value.what : JSON.stringify(value)}`, () => {
      expect(() => readFields(value, "it", ["a"])).to.throw(
        WrongAnswer,
        /^it must be an object \{a\}, but it is /,
      );
    });
  }
});
