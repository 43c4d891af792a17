import {expect} from "chai";
import fc from "fast-check";
import type {Argument} from "../../../src/exercise/answer.js";
import {VALUE_COUNT, VALUE_DEPTH} from "../../../src/exercise/limits.js";
import {Opaque, toValue, type Value} from "../../../src/exercise/value.js";
import {encodeResult} from "../../../src/grading/worker/encodeResult.js";
import {argumentValue, decodeValue, encodeArgument, WireError} from "../../../src/grading/worker/wire.js";

/** As a result goes from an answer to a check. */
function sent(value: unknown): Value {
  return decodeValue(JSON.parse(encodeResult(value, [Object.prototype])));
}

const plainData = fc.letrec<{data: unknown}>(tie => ({
  data: fc.oneof(
    {maxDepth: 4},
    fc.double(),
    fc.integer(),
    fc.string({unit: "binary"}),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, Number.NaN, Number.POSITIVE_INFINITY),
    fc.bigInt(),
    fc.float64Array({maxLength: 5}),
    fc.array(tie("data"), {maxLength: 5}),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "l")), tie("data"), {
      maxKeys: 4,
    }),
  ),
})).data;

describe("encodeResult(value) and decodeValue(wire)", () => {
  it("give a check what toValue gives in a notebook, for any plain data", () => {
    fc.assert(
      fc.property(plainData, data => {
        expect(sent(data)).to.deep.equal(toValue(data));
      }),
    );
  });

  it("bring an argument back as it was, for any plain data", () => {
    fc.assert(
      fc.property(plainData, data => {
        const argument = data as Argument;
        const wire: unknown = JSON.parse(JSON.stringify(encodeArgument(argument)));
        const list = wire as readonly unknown[];
        if (Array.isArray(wire) && list[0] === "t") return; // only the worker reads these
        if (JSON.stringify(wire).includes('["t"')) return;
        expect(decodeValue(wire)).to.deep.equal(toValue(argumentValue(argument)));
      }),
    );
  });

  const hostile: readonly [string, () => unknown, RegExp][] = [
    [
      "a class instance",
      () =>
        new (class Fake {
          valueOf = () => 42;
          toJSON = () => 42;
        })(),
      /^a Fake$/,
    ],
    ["a function", () => () => 1, /^a function$/],
    ["a symbol", () => Symbol("s"), /^a symbol$/],
    ["a Map", () => new Map([[1, 2]]), /^a Map$/],
    ["a text of 1 MB", () => "x".repeat(1e6), /^a text of more than 100000 characters$/],
    [
      "a sparse array of 4e9 places",
      () => {
        const list: number[] = [];
        list.length = 4e9;
        return list;
      },
      /^more than 1000000 values$/,
    ],
    ["an integer of a million digits", () => 1n << 4_000_000n, /^an integer of too many digits$/],
    [
      "a proxy that throws",
      () =>
        new Proxy(
          {},
          {
            getPrototypeOf: () => {
              throw new Error("no");
            },
          },
        ),
      /cannot be read/,
    ],
    [
      "a getter that throws",
      () => ({
        get x() {
          throw new Error("no");
        },
      }),
      /cannot be read/,
    ],
    [
      "a name that is no name",
      () =>
        Object.create({
          constructor: Object.defineProperty(() => {}, "name", {value: "<b>"}),
        }),
      /^a class instance$/,
    ],
  ];
  for (const [name, make, what] of hostile) {
    it(`describe ${name} instead of sending it`, () => {
      const value = sent(make());
      expect(value).to.be.instanceOf(Opaque);
      expect((value as Opaque).what).to.match(what);
    });
  }

  it("end a cycle at the depth limit", () => {
    const cycle: unknown[] = [1];
    cycle.push(cycle);
    expect(JSON.stringify(sent(cycle))).to.include(`nested more than ${VALUE_DEPTH} deep`);
  });

  it("end a list of lists at the count limit", () => {
    const row = new Array(2000).fill(0);
    const text = JSON.stringify(sent(new Array(2000).fill(row)));
    expect(text).to.include(`more than ${VALUE_COUNT} values`);
  });

  it("end many texts before they fill a frame", () => {
    expect(encodeResult(new Array(1000).fill("x".repeat(99_000)), []).length).to.be.below(5_000_000);
  });

  it("read each part of an object once", () => {
    let reads = 0;
    const value = sent({
      get x() {
        return ++reads;
      },
    });
    expect([value, reads]).to.deep.equal([toValue({x: 1}), 1]);
  });

  it("keep a __proto__ key as a key and give records no prototype", () => {
    const value = sent(JSON.parse('{"__proto__": {"passed": true}}')) as Record<string, Value>;
    expect(Object.getPrototypeOf(value)).to.equal(null);
    expect(Object.keys(value)).to.deep.equal(["__proto__"]);
    expect("passed" in value).to.equal(false);
  });

  it("read the numbers of an array with a shape", () => {
    const array = new (class NdArray {
      shape = [2, 2];
      data = new Float32Array([1, 2, 3, Number.NaN]);
    })();
    expect(sent(array)).to.deep.equal([
      [1, 2],
      [3, Number.NaN],
    ]);
  });

  it("do not use what an answer has put into the prototypes", () => {
    const before = Object.getOwnPropertyDescriptor(Array.prototype, "toJSON");
    Object.defineProperty(Array.prototype, "toJSON", {value: () => "42", configurable: true});
    try {
      expect(encodeResult([1], [])).to.equal('["l",1]');
    } finally {
      Reflect.deleteProperty(Array.prototype, "toJSON");
    }
    expect(before).to.equal(undefined);
  });

  for (const wire of [
    {},
    [],
    ["q"],
    ["l", {}],
    ["n", "7"],
    ["i", "1e9"],
    ["i", 5],
    ["x", 5],
    ["x", "x".repeat(300)],
    ["o", ["a"]],
    ["o", [1, 2]],
    ["t", "Float64Array", 1],
    undefined,
  ]) {
    it(`refuse ${JSON.stringify(wire)?.slice(0, 30)} as a result`, () => {
      expect(() => decodeValue(wire)).to.throw(WireError, /^a (result|text) must /);
    });
  }

  it("refuse a result that is nested deeper than a worker sends", () => {
    let wire: unknown = 1;
    for (let i = 0; i < VALUE_DEPTH + 2; i++) wire = ["l", wire];
    expect(() => decodeValue(wire)).to.throw(WireError, /nested/);
  });
});
