import {expect} from "chai";
import {isClose} from "../../src/core/expectClose.js";
import {Random} from "../../src/core/random.js";
import {sumTolerance} from "../../src/exercise/tolerance.js";

const LARGEST = 81;

function products(random: Random, terms: number): number[] {
  return Array.from({length: terms}, () => random.uniform(-9, 9) * random.uniform(-9, 9));
}

const sum64 = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
const sum32 = (terms: readonly number[]) =>
  terms.reduce((total, term) => Math.fround(total + Math.fround(term)), 0);

describe("sumTolerance(terms, largest, width)", () => {
  for (const terms of [1, 9, 100, 1000]) {
    it(`lets ${terms} terms be summed in any order, in either float width`, () => {
      const random = new Random(terms);
      for (let trial = 0; trial < 50; trial++) {
        const list = products(random, terms);
        const exact = sum64(list);
        const orders = [random.shuffle(list), [...list].reverse(), [...list].sort((a, b) => a - b)];
        for (const order of orders) {
          expect(isClose(sum64(order), exact, sumTolerance(terms, LARGEST))).to.equal(true);
          expect(isClose(sum32(order), exact, sumTolerance(terms, LARGEST, 32))).to.equal(true);
        }
      }
    });
  }
  it("lets no wrong sum of integers pass: the nearest one is 1 off", () => {
    expect(isClose(7, 8, sumTolerance(100, LARGEST))).to.equal(false);
    expect(isClose(7, 8, sumTolerance(9, LARGEST, 32))).to.equal(false);
  });
  it("tells Float32 from Float64", () => {
    const third = sum32([1 / 3]);
    expect(isClose(third, 1 / 3, sumTolerance(1, 1))).to.equal(false);
    expect(isClose(third, 1 / 3, sumTolerance(1, 1, 32))).to.equal(true);
  });
  it("grows with the number of terms, their size and the width of the float", () => {
    const of = (...args: Parameters<typeof sumTolerance>) => sumTolerance(...args).atol ?? 0;
    expect(of(9, 81)).to.equal(2 * 9 * 2 ** -52 * 9 * 81);
    expect(of(18, 81)).to.be.above(of(9, 81));
    expect(of(9, 82)).to.be.above(of(9, 81));
    expect(of(9, 81, 32)).to.equal(of(9, 81) * 2 ** 29);
  });
});
