import {expect} from "chai";
import {givenLine, withGiven} from "../../src/exercise/variant.js";

describe("givenLine(name, given)", () => {
  it("writes numbers, lists and texts as TypeScript, every digit of them", () => {
    expect(
      givenLine("layer", {height: 227, rates: [0.1, 1 / 3, -0], "odd key": 'a "b"', none: null}),
    ).to.equal(
      'const layer = {height: 227, rates: [0.1, 0.3333333333333333, -0], "odd key": "a \\"b\\"", none: null};',
    );
  });
});

describe("withGiven(stub, name, given)", () => {
  it("changes the line of the constant and no other", () => {
    const stub =
      '// Exercise l05-x\nconst layer = {height: 227, filters: 96};\n\nconst parameters = todo<number>("how many");';
    expect(withGiven(stub, "layer", {height: 113, filters: 64})).to.equal(
      stub.replace("{height: 227, filters: 96}", "{height: 113, filters: 64}"),
    );
  });

  it("puts in values that look like patterns of a replacement as they are", () => {
    expect(withGiven("const text = {a: 1};", "text", {a: "$& $1"})).to.equal('const text = {a: "$& $1"};');
  });

  it("refuses a stub without the line", () => {
    expect(() => withGiven("const size = 3;", "layer", {height: 1})).to.throw(
      RangeError,
      /"const layer = \.\.\.;".* got "const size = 3;"$/,
    );
  });
});
