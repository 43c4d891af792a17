import type {FunctionBuilder} from "../assembler/functionBuilder.js";
import {V128} from "../assembler/values.js";
import {eachLane} from "./lanes.js";
import {type Program, program} from "./program.js";
import {tanh} from "./tanh.js";

/** Values of one item: enough work to be worth a share, little enough that all threads get some. */
export const BLOCK = 8192;

const signature = {a: "i32", b: "i32", output: "i32", count: "i32"} as const;

/** A program over values side by side; an item is a block of them. */
function elementwise(
  compute: (f: FunctionBuilder, a: V128, b: () => V128) => V128,
): Program<typeof signature> {
  return program(signature, (f, args, {begin, end}) => {
    const first = f.i32(begin.mul(BLOCK));
    const count = f.i32(f.i32(args.count.min(end.mul(BLOCK))).sub(first));
    const a = f.i32(args.a.add(first.shiftLeft(2)));
    const b = f.i32(args.b.add(first.shiftLeft(2)));
    const output = f.i32(args.output.add(first.shiftLeft(2)));
    eachLane(f, count, (offset, {load, store}) => {
      const value = f.v128(load(a.add(offset)));
      store(output.add(offset), f.v128(compute(f, value, () => load(b.add(offset)))));
    });
  });
}

/** `max(a, 0)`; NaN stays NaN. */
export const relu = elementwise((_, a) => a.max(V128.splat(0)));

/** Sum, difference and product of two tensors of one shape. */
export const add = elementwise((_, a, b) => a.add(b()));
export const subtract = elementwise((_, a, b) => a.sub(b()));
export const multiply = elementwise((_, a, b) => a.mul(b()));

/** `b` where `a > 0`, else 0: gradient of relu(a) for b = dy. */
export const reluGradient = elementwise((_, a, b) => a.greater(V128.splat(0)).and(b()));

/** Gradient of relu6(a), which is 0 from 6 on as TensorFlow.js has it: `b` where `0 < a <= 6`. */
export const relu6Gradient = elementwise((f, a, b) => {
  const above = f.v128(a.greater(V128.splat(0)));
  return above.andNot(a.greater(V128.splat(6))).and(b());
});

/** `b (1 - a^2)`: gradient of a = tanh(x) for b = dy. */
export const tanhGradient = elementwise((_, a, b) => V128.splat(1).sub(a.mul(a)).mul(b()));

/** `b a (1 - a)`: gradient of a = sigmoid(x) for b = dy. */
export const sigmoidGradient = elementwise((_, a, b) => b().mul(a).mul(V128.splat(1).sub(a)));

/** Hyperbolic tangent; the second input is not read. */
export const tanhValues = elementwise((f, a) => tanh(f, a));

/** Values kept between two bounds; comparisons with NaN are false, so that it stays. An item is a block. */
export const clip = program(
  {input: "i32", output: "i32", count: "i32", low: "f32", high: "f32"},
  (f, args, {begin, end}) => {
    const first = f.i32(begin.mul(BLOCK));
    const count = f.i32(f.i32(args.count.min(end.mul(BLOCK))).sub(first));
    const input = f.i32(args.input.add(first.shiftLeft(2)));
    const output = f.i32(args.output.add(first.shiftLeft(2)));
    const low = f.v128(args.low.splat());
    const high = f.v128(args.high.splat());
    eachLane(f, count, (offset, {load, store}) => {
      const value = f.v128(load(input.add(offset)));
      const raised = f.v128(value.less(low).choose(low, value));
      store(output.add(offset), f.v128(raised.greater(high).choose(high, raised)));
    });
  },
);
