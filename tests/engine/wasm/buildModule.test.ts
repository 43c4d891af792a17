import {expect} from "chai";
import {type Body, buildModule} from "../../../src/engine/wasm/assembler/buildModule.js";
import {V128} from "../../../src/engine/wasm/assembler/values.js";
import {tanh} from "../../../src/engine/wasm/native/tanh.js";
import {webAssembly} from "../../../src/engine/wasm/webAssembly.js";

/** Runs one body with two integers on a memory of one page that begins with these numbers. */
function run(body: Body, numbers: readonly number[], ...args: readonly [number, number]): Float32Array {
  const memory = new webAssembly.Memory({initial: 1});
  const floats = new Float32Array(memory.buffer);
  floats.set(numbers);
  const module = new webAssembly.Module(buildModule({body}, 2, false));
  const {exports} = new webAssembly.Instance(module, {env: {memory}});
  (exports.body as (first: number, second: number) => void)(...args);
  return floats;
}

describe("buildModule(functions, parameters, shared)", () => {
  it("makes loops that run while the index is below the end, and not at all for nothing", () => {
    const sum: Body = f => {
      const total = f.f32(0);
      f.loop(0, f.parameter(0), 1, index => f.set(total, total.add(index.shiftLeft(2).loadFloat())));
      f.store(f.parameter(1), total);
    };
    expect(run(sum, [1, 2, 3, 4, -1], 4, 16)[4]).to.equal(10);
    expect(run(sum, [1, 2, 3, 4, -1], 0, 16)[4]).to.equal(0);
  });

  it("tells smaller signed from smaller unsigned numbers", () => {
    const compare: Body = f => {
      const [a, b] = [f.parameter(0), f.parameter(1)];
      f.store(f.i32(0), a.lessSigned(b).toFloat());
      f.store(f.i32(4), a.less(b).toFloat());
      f.store(f.i32(8), a.min(b).toFloat());
      f.store(f.i32(12), a.max(b).toFloat());
    };
    expect([...run(compare, [], -3, 2).subarray(0, 4)]).to.deep.equal([1, 0, -3, 2]);
    expect([...run(compare, [], 5, 2).subarray(0, 4)]).to.deep.equal([0, 0, 2, 5]);
  });

  it("computes with four numbers side by side", () => {
    const vectors: Body = f => {
      const x = f.v128(f.i32(0).loadVector());
      const y = f.v128(V128.splat(2));
      f.store(f.i32(16), x.mul(y).sub(f.i32(0).loadSplat()));
      f.store(f.i32(32), x.greater(y).choose(x, y));
    };
    const floats = run(vectors, [1, 2, 3, 4], 0, 0);
    expect([...floats.subarray(4, 8)]).to.deep.equal([1, 3, 5, 7]);
    expect([...floats.subarray(8, 12)]).to.deep.equal([2, 2, 3, 4]);
  });

  it("takes the branch that the condition says", () => {
    const choose: Body = f =>
      f.if(
        f.parameter(0).equals(7),
        () => f.store(f.i32(0), f.f32(1)),
        () => f.store(f.i32(0), f.f32(2)),
      );
    expect(run(choose, [], 7, 0)[0]).to.equal(1);
    expect(run(choose, [], 8, 0)[0]).to.equal(2);
  });
});

describe("tanh in WebAssembly", () => {
  it("agrees with Math.tanh to two units in the last place, and keeps zeros, infinities and NaN", () => {
    const body: Body = f =>
      f.loop(0, f.parameter(0), 16, at => f.store(at, f.v128(tanh(f, f.v128(at.loadVector())))));
    const special = [0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1e-20, 100, -100];
    const numbers = [...special, ...Array.from({length: 4000}, (_, i) => (i - 2000) / 150)];
    const floats = run(body, numbers, numbers.length * 4, 0);
    for (const [i, number] of numbers.entries()) {
      const expected = Math.tanh(Math.fround(number));
      if (Number.isNaN(expected)) expect(floats[i], "tanh NaN").to.be.NaN;
      else
        expect(Math.abs(floats[i] - expected), `tanh ${number}`).to.be.at.most(2 ** -22 * Math.abs(expected));
    }
    expect(Object.is(floats[1], -0)).to.equal(true);
  });
});
