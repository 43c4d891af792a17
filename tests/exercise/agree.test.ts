import {expect} from "chai";
import {requireAgreement} from "../../src/exercise/agree.js";
import {Opaque, type Value} from "../../src/exercise/value.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

function difference(got: Value, expected: Value): string {
  try {
    requireAgreement(got, expected, {call: "f()"});
    return "none";
  } catch (error) {
    expect(error).to.be.instanceOf(WrongAnswer);
    return (error as WrongAnswer).message;
  }
}

describe("requireAgreement(got, expected, options)", () => {
  it("lets rounding pass, and nothing larger", () => {
    expect(difference([[0.1 + 0.2]], [[0.3]])).to.equal("none");
    expect(difference([[0.3001]], [[0.3]])).to.equal("Entry [0][0] must be 0.3, but it is 0.3001.");
    expect(difference([-0], [0])).to.equal("none");
  });
  it("says what is wrong first: kind, size, then the entry", () => {
    expect(difference(undefined, [[1]])).to.equal("The result must be 1 row of 1, but it is undefined.");
    expect(difference([[1, 2]], [[1], [2]])).to.equal(
      "The result must be 2 rows of 1, but it is 1 row of 2.",
    );
    expect(
      difference(
        [
          [1, 2],
          [3, 5],
        ],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    ).to.equal("Entry [1][1] must be 4, but it is 5.");
    expect(difference([1, new Opaque("a promise")], [1, 2])).to.equal(
      "Entry [1] must be a number, but it is a promise.",
    );
    expect(difference([Number.NaN], [2])).to.equal("Entry [0] must be 2, but it is NaN.");
    expect(difference("left", "right")).to.equal('The result must be "right", but it is "left".');
  });
  it("names a slip that gives the same result, with call and values", () => {
    const slips = [
      {says: "other", gives: () => [8]},
      {says: "You doubled.", gives: () => [6]},
    ];
    try {
      requireAgreement([6], [3], {call: "f([3])", slips});
      expect.fail("must throw");
    } catch (error) {
      expect(error).to.include({message: "You doubled."});
      expect((error as WrongAnswer).counterexample).to.deep.equal({
        call: "f([3])",
        expected: "[3]",
        got: "[6]",
      });
    }
  });
  it("tells nothing of a secret: the slip, or which entry is wrong", () => {
    const secret = (got: Value, expected: Value) => {
      try {
        const slips = [{says: "You doubled.", gives: () => [6, 18]}];
        requireAgreement(got, expected, {call: "f()", slips, isSecret: true});
        return expect.fail("must throw");
      } catch (error) {
        expect(error).to.be.instanceOf(WrongAnswer);
        expect((error as WrongAnswer).counterexample).to.equal(undefined);
        return (error as WrongAnswer).message;
      }
    };
    expect(secret([3, 8], [3, 9])).to.equal("Entry [1] is not right: it is 8.");
    expect(secret([3], [3, 9])).to.equal("The result is not right: it is a list of 1.");
    expect(secret([6, 18], [3, 9])).to.equal("You doubled.");
  });
  it("does not work out slips for a right answer", () => {
    const slips = [{says: "", gives: () => expect.fail("must not be called")}];
    requireAgreement([3], [3], {call: "f()", slips});
  });
});
