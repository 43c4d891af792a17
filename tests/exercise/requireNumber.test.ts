import {expect} from "chai";
import {requireNumber} from "../../src/exercise/requireNumber.js";
import {WrongAnswer} from "../../src/exercise/wrongAnswer.js";

describe("requireNumber(got, expected, options)", () => {
  it("returns for the right number", () => {
    expect(() => requireNumber(76, 76, {what: "The count"})).not.to.throw();
  });
  it("takes numbers within the tolerance only", () => {
    const options = {what: "The mean", tolerance: {atol: 0.01, rtol: 0}};
    expect(() => requireNumber(0.505, 0.5, options)).not.to.throw();
    expect(() => requireNumber(0.52, 0.5, options)).to.throw(WrongAnswer);
  });
  it("names the slip that gives the number", () => {
    const slips = [{says: "The bias is missing.", gives: () => 75}];
    expect(() => requireNumber(75, 76, {what: "The count", slips})).to.throw(
      WrongAnswer,
      "The bias is missing.",
    );
  });
  it("says what is wrong and not what would be right", () => {
    expect(() => requireNumber(12, 76, {what: "The count"})).to.throw(
      WrongAnswer,
      /^The count: 12 is not right\.$/,
    );
  });
});
