import type {TensorInfo} from "@tensorflow/tfjs";
import type {NativeType} from "../backend.js";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";

interface Unary {
  readonly x: TensorInfo;
}
interface Reduction {
  readonly axis: number | number[];
  readonly keepDims: boolean;
}

/** Sums and their like over some axes, running sums, and the places of extremes. */
export function registerReduce(kit: KernelKit): void {
  const {shim, aten, memory, tf} = kit;
  type Reduce = (x: Handle, axes: readonly number[], keepDims: boolean, to: NativeType) => Handle;
  const reduce = (reducer: Reduce, kindOf: (x: TensorInfo) => NativeType) => {
    return (x: TensorInfo, axis: number | number[], keepDims: boolean): TensorInfo => {
      const axes = tf.util.parseAxisParam(axis, x.shape);
      const [rest] = tf.backend_util.computeOutAndReduceShapes(x.shape, axes);
      const shape = keepDims ? tf.backend_util.expandShapeToKeepDim(rest ?? [], axes) : (rest ?? []);
      const to = kindOf(x);
      // No axis at all means every axis to PyTorch; there is nothing to add up then.
      if (axes.length === 0) return kit.output(shim.share(kit.as(kit.handle(x), x.dtype, to)), shape, to);
      return kit.output(reducer(kit.handle(x), axes, keepDims, to), shape, to);
    };
  };
  const same = (x: TensorInfo): NativeType => (x.dtype === "float32" ? "float32" : "int32");
  const add = (name: string, run: ReturnType<typeof reduce>): void => {
    kit.add<Unary, Reduction>(name, ({x}, {axis, keepDims}) => {
      if (x.dtype === "complex64") return kit.fallback(name, {x}, {axis, keepDims});
      return run(x, axis, keepDims);
    });
  };

  add(
    "Sum",
    reduce((x, axes, keep, to) => aten.sum(x, axes, keep, memory.code[to]), same),
  );
  const mean = shim.op("aten::mean.dim", "T L? b i?");
  add(
    "Mean",
    reduce(
      (x, axes, keep, to) => mean(x, axes, keep, memory.code[to]),
      () => "float32",
    ),
  );
  const amin = shim.op("aten::amin", "T L b");
  const amax = shim.op("aten::amax", "T L b");
  const kind = (x: TensorInfo): NativeType => x.dtype as NativeType;
  add(
    "Min",
    reduce((x, axes, keep) => amin(x, axes, keep), kind),
  );
  const max = reduce((x, axes, keep) => amax(x, axes, keep), kind);
  kit.add<Unary, {reductionIndices: number | number[]; keepDims: boolean}>("Max", ({x}, attributes) =>
    max(x, attributes.reductionIndices, attributes.keepDims),
  );

  /** One axis after the other, the last first, so that the numbers of the others stay. */
  const fold = (step: (x: Handle, axis: number, keepDims: boolean, to: NativeType) => Handle): Reduce => {
    return (x, axes, keep, to) =>
      axes.toSorted((a, b) => b - a).reduce<Handle>((partial, axis) => step(partial, axis, keep, to), x);
  };
  const prod = shim.op("aten::prod.dim_int", "T i b i?");
  add(
    "Prod",
    reduce(
      fold((x, axis, keep, to) => prod(x, axis, keep, memory.code[to])),
      same,
    ),
  );
  const any = shim.op("aten::any.dim", "T i b");
  const all = shim.op("aten::all.dim", "T i b");
  add(
    "Any",
    reduce(
      fold((x, axis, keep) => any(x, axis, keep)),
      kind,
    ),
  );
  add(
    "All",
    reduce(
      fold((x, axis, keep) => all(x, axis, keep)),
      kind,
    ),
  );

  const withoutNaN = shim.op("aten::nan_to_num", "T d? d? d?");
  for (const [name, operator] of [
    ["ArgMax", "argmax"],
    ["ArgMin", "argmin"],
  ] as const) {
    const call = shim.op(`aten::${operator}`, "T i? b");
    const ignored = name === "ArgMax" ? -Infinity : Infinity;
    kit.add<Unary, {axis: number}>(name, ({x}, attributes) => {
      const [axis = 0] = tf.util.parseAxisParam(attributes.axis, x.shape);
      const numbers = kit.as(kit.handle(x), x.dtype, same(x));
      // PyTorch takes NaN for the greatest number, and for the least.
      const known = x.dtype === "float32" ? withoutNaN(numbers, ignored, Infinity, -Infinity) : numbers;
      const places = call(known, axis, false);
      return kit.output(kit.as(places, "int64" as "int32", "int32"), x.shape.toSpliced(axis, 1), "int32");
    });
  }
  registerRunning(kit);
}

/** Cumsum and Cumprod; `exclusive` leaves the element itself out, `reverse` begins at the end. */
function registerRunning(kit: KernelKit): void {
  const {shim, aten, memory} = kit;
  const flip = shim.op("aten::flip", "T L");
  for (const [name, operator, neutral] of [
    ["Cumsum", "cumsum", 0],
    ["Cumprod", "cumprod", 1],
  ] as const) {
    const running = shim.typed(operator, "T i i?");
    interface Running {
      readonly axis: number;
      readonly exclusive: boolean;
      readonly reverse: boolean;
    }
    kit.add<Unary, Running>(name, ({x}, {axis, exclusive, reverse}) => {
      const kind: NativeType = x.dtype === "float32" ? "float32" : "int32";
      const forward = reverse ? flip(kit.handle(x), [axis]) : kit.handle(x);
      let sums = running(kit.as(forward, x.dtype, kind), axis, null);
      if (kind === "int32") sums = aten.to(sums, memory.code.int32, false, false, null);
      if (exclusive) {
        const length = x.shape[axis] ?? 1;
        const first = memory.full(x.shape.with(axis, 1), neutral, kind);
        sums = aten.cat([first, aten.narrow(sums, axis, 0, length - 1)], axis);
      }
      return kit.output(reverse ? flip(sums, [axis]) : sums, x.shape, kind);
    });
  }
}
