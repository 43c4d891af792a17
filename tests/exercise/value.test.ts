import {expect} from "chai";
import {NdArray} from "../../src/core/ndArray.js";
import {VALUE_COUNT} from "../../src/exercise/limits.js";
import {Opaque, toValue} from "../../src/exercise/value.js";

function what(value: unknown): string {
  const read = toValue(value);
  return read instanceof Opaque ? read.what : `plain ${String(read)}`;
}

describe("toValue(value)", () => {
  it("copies plain data", () => {
    const rows = [
      [1, 2.5],
      [-0, Number.NaN],
    ];
    const copy = toValue(rows);
    expect(copy).to.deep.equal(rows);
    (rows[0] as number[])[0] = 99;
    expect((copy as number[][])[0]?.[0]).to.equal(1);
  });
  it("reads typed arrays, and arrays with a shape, as numbers in rows", () => {
    expect(toValue([Uint8Array.of(1, 255), Float32Array.of(0.5)])).to.deep.equal([[1, 255], [0.5]]);
    expect(toValue(new NdArray([2, 3], Float64Array.of(1, 2, 3, 4, 5, 6)))).to.deep.equal([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });
  it("reads records into objects without a prototype", () => {
    const read = toValue(JSON.parse('{"__proto__": {"passed": true}, "y": 3}'));
    expect(Object.getPrototypeOf(read)).to.equal(null);
    expect((read as {passed?: unknown}).passed).to.equal(undefined);
  });
  it("describes what is no plain data", () => {
    expect(
      [
        () => 1,
        Symbol("s"),
        new Map(),
        new Date(0),
        new Number(3),
        new (class Foo {})(),
        Promise.resolve(1),
      ].map(what),
    ).to.deep.equal(["a function", "a symbol", "a Map", "a Date", "a Number", "a Foo", "a Promise"]);
  });
  it("keeps a number object from passing for a number", () => {
    expect(toValue({valueOf: () => 42})).to.not.equal(42);
    expect(toValue(Object(42))).to.be.instanceOf(Opaque);
  });
  it("reads each element once", () => {
    let reads = 0;
    const counting = Object.defineProperty([0], 0, {get: () => ++reads});
    expect(toValue(counting)).to.deep.equal([1]);
    expect(reads).to.equal(1);
  });
  it("ends cycles, depth and size in a description", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(JSON.stringify(toValue(cycle))).to.include("nested more than 16 deep");
    expect(what(new Uint8Array(VALUE_COUNT + 1))).to.equal("more than 1000000 values");
    expect(what("x".repeat(100_001))).to.equal("a text of more than 100000 characters");
    expect(what(new Array(2 ** 32 - 1))).to.equal("more than 1000000 values");
  });
  it("never throws at a hostile object", () => {
    const fail = () => {
      throw new Error("no");
    };
    const proxy = new Proxy({}, {get: fail, getPrototypeOf: fail, ownKeys: fail});
    const getter = Object.defineProperty({}, "a", {get: fail, enumerable: true});
    const revoked = Proxy.revocable([], {});
    revoked.revoke();
    for (const hostile of [proxy, getter, revoked.proxy])
      expect(what(hostile)).to.equal("an object that cannot be read");
  });
  it("reads holes as undefined", () => {
    expect(toValue(new Array(2))).to.deep.equal([undefined, undefined]);
  });
});
