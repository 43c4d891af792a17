import {expect} from "chai";
import {Random, xoshiro128} from "../../src/core/random.js";

describe("Random", () => {
  it("follows the steps of xoshiro128** from a known state", () => {
    const state = Uint32Array.of(1, 2, 3, 4);
    // By hand: rotl(2 * 5, 7) * 9 = 11520 leaves [7, 0, 1026, 12288]; a second word of 0 gives 0.
    expect(Array.from({length: 4}, () => xoshiro128(state))).to.deep.equal([11520, 0, 5927040, 70819200]);
  });
  it("repeats itself for one seed and differs for another", () => {
    const draw = (seed: number) =>
      Array.from(
        {length: 5},
        (
          random => () =>
            random.bits()
        )(new Random(seed)),
      );
    expect(draw(1)).to.deep.equal(draw(1));
    expect(draw(1)).to.not.deep.equal(draw(2));
  });
  it("spreads uniform numbers evenly over the interval", () => {
    const random = new Random(3);
    const counts = new Array<number>(10).fill(0);
    for (let n = 0; n < 20_000; n++) {
      const value = random.uniform(-1, 4);
      expect(value).to.be.within(-1, 4);
      counts[Math.floor((value + 1) * 2)]++;
    }
    // 2,000 each, standard deviation 42: five of them on either side.
    for (const count of counts) expect(count).to.be.within(1790, 2210);
  });
  it("draws every integer of a span equally often, the low end in, the high end out", () => {
    const random = new Random(4);
    const counts = new Map<number, number>();
    for (let n = 0; n < 7000; n++) {
      const value = random.integer(-3, 4);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).to.deep.equal([-3, -2, -1, 0, 1, 2, 3]);
    for (const count of counts.values()) expect(count).to.be.within(850, 1150);
  });
  it("draws normal numbers with the mean and deviation asked for", () => {
    const random = new Random(5);
    const values = Array.from({length: 20_000}, () => random.normal(10, 2));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).to.be.closeTo(10, 0.08);
    expect(Math.sqrt(variance)).to.be.closeTo(2, 0.06);
    const within = values.filter(value => Math.abs(value - 10) < 2).length / values.length;
    expect(within).to.be.closeTo(0.6827, 0.02);
  });
  it("shuffles into every order equally often and leaves the items as they were", () => {
    const random = new Random(6);
    const items = Object.freeze(["a", "b", "c"]);
    const counts = new Map<string, number>();
    for (let n = 0; n < 6000; n++) {
      const order = random.shuffle(items).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).to.equal(6);
    for (const count of counts.values()) expect(count).to.be.within(850, 1150);
  });
  it("picks each item, and refuses to pick from none", () => {
    const random = new Random(7);
    expect(new Set(Array.from({length: 100}, () => random.pick("xyz"))).size).to.equal(3);
    expect(() => random.pick([])).to.throw(RangeError, "Random.pick: items must hold at least one, got []");
  });
  it("rejects seeds and spans that cannot be", () => {
    expect(() => new Random(-1)).to.throw(RangeError, "Random: seed must be an integer >= 0, got -1");
    expect(() => new Random(1).integer(4, 4)).to.throw(
      RangeError,
      "Random.integer: low must be below high by at most 2^32, got 4 and 4",
    );
  });
});
