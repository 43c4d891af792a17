import {expect} from "chai";
import {correlate2d} from "../../src/conv/correlate2d.js";
import {correlate2dBackward} from "../../src/conv/correlate2dBackward.js";
import {Random} from "../../src/core/random.js";
import {integerGrid} from "../../src/exercise/inputs.js";
import {measuredSlopes} from "../../src/exercise/slopes.js";

describe("measuredSlopes(loss, x)", () => {
  it("gives slopes worked by hand, nested as x", () => {
    expect(measuredSlopes(([[a], [b]]) => 3 * a - 7 * b, [[1], [2]])).to.deep.equal([[3], [-7]]);
  });
  it("is exact for a convolution of small integers", () => {
    const random = new Random(5);
    const [image, kernel, slopes] = [
      integerGrid(random, 5, 7),
      integerGrid(random, 2, 3),
      integerGrid(random, 4, 5),
    ];
    const loss = (at: number[][]) =>
      correlate2d(at, kernel)
        .flat()
        .reduce((sum, response, i) => sum + response * slopes.flat()[i], 0);
    const {dImage} = correlate2dBackward(image, kernel, slopes);
    expect(measuredSlopes(loss, image)).to.deep.equal(Array.from(dImage, row => Array.from(row)));
  });
  it("leaves x as it was", () => {
    const x = [1, 2];
    measuredSlopes(([a, b]) => a * b, x);
    expect(x).to.deep.equal([1, 2]);
  });
});
