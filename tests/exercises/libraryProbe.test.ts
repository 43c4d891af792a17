import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {exercise} from "../../exercises/01-convolution-1d/libraryProbe.js";
import {myProbe} from "../../solutions/01-convolution-1d/libraryProbe.js";
import {Random} from "../../src/core/random.js";
import {grade} from "../../src/exercise/grade.js";

/** As the task says it. */
function run(signal: number[], kernel: number[]): number[] {
  const tensors = [
    tf.tensor2d(signal, [signal.length, 1]),
    tf.tensor3d(kernel, [kernel.length, 1, 1]),
  ] as const;
  const result = tf.conv1d(...tensors, 1, "valid");
  const output = Array.from(result.dataSync());
  tf.dispose([...tensors, result]);
  return output;
}

describe("exercise l01-library-probe, against the library", () => {
  before(() => tf.setBackend("cpu"));

  it("the kept output is what tf.conv1d gives", () => {
    expect(run(myProbe.signal, myProbe.kernel)).to.deep.equal(myProbe.output);
  });
  it("takes any probe with fractions that was really run", async () => {
    const random = new Random(3);
    const list = (length: number) => Array.from({length}, () => random.uniform(-50, 50));
    for (let trial = 0; trial < 40; trial++) {
      const [signal, kernel] = [list(random.integer(6, 30)), list(random.integer(2, 7))];
      const probe = {signal, kernel, output: run(signal, kernel), is: "correlation"};
      const outcome = await grade(exercise, probe);
      expect(outcome, JSON.stringify(outcome)).to.include({kind: "pass"});
    }
  });
});
