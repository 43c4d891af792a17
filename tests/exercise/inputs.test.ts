import {expect} from "chai";
import {Random} from "../../src/core/random.js";
import {signalAndKernel} from "../../src/exercise/inputs.js";

describe("signalAndKernel(random, trial)", () => {
  const drawn = Array.from({length: 600}, (_, trial) => signalAndKernel(new Random(trial), trial));

  it("gives a kernel that fits on the signal, also one as long as it", () => {
    const room = drawn.map(({signal, kernel}) => signal.length - kernel.length);
    expect(Math.min(...room)).to.equal(0);
    expect(Math.max(...room)).to.equal(5);
  });
  it("gives lopsided kernels far more often than not", () => {
    const long = drawn.filter(({kernel}) => kernel.length > 1);
    const lopsided = long.filter(({kernel}) => String(kernel) !== String([...kernel].reverse()));
    expect(lopsided.length / long.length).to.be.above(0.85);
  });
  it("depends on the random numbers and the trial only", () => {
    expect(signalAndKernel(new Random(7), 3)).to.deep.equal(signalAndKernel(new Random(7), 3));
  });
});
