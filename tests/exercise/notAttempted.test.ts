import {expect} from "chai";
import {isNotAttempted, NotAttempted, todo} from "../../src/exercise/notAttempted.js";

describe("todo(what) and NotAttempted", () => {
  it("todo never throws and prints what belongs there", () => {
    expect(`${todo<number>("a number of weights")}`).to.equal("(to do: a number of weights)");
  });
  it("marks both as not attempted, across copies of the library", () => {
    const other = {[Symbol.for("kernelbook.notAttempted")]: true};
    expect([todo<string>("x"), new NotAttempted("x"), other].map(isNotAttempted)).to.deep.equal([
      true,
      true,
      true,
    ]);
  });
  it("takes nothing else for a mark", () => {
    const hostile = new Proxy(
      {},
      {
        has() {
          throw new Error("no");
        },
      },
    );
    const values = [undefined, null, 0, "todo", [], {}, new Error("x"), () => todo("x"), hostile];
    expect(values.map(isNotAttempted)).to.deep.equal(values.map(() => false));
  });
});
