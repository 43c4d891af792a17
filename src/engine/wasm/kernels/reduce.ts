import {backend_util, type KernelConfig, util} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {addressOf, type Info, withWorkspace} from "../nativeBackend.js";
import {addChunks, runChannelSums} from "./channelSums.js";

/** Values of a group below which the backend's own kernel is as good: a group costs some microseconds. */
const GROUP_VALUES = 256;

/** Axes that lie side by side with others behind them, as [groups, rows, channels]; else undefined. */
function groupsOf(shape: readonly number[], axes: readonly number[]) {
  const [first] = axes;
  const last = axes[axes.length - 1];
  const together = axes.every((axis, index) => axis === first + index);
  const size = (from: number, to?: number) => util.sizeFromShape(shape.slice(from, to));
  const channels = size(last + 1);
  if (!together || channels === 1) return undefined;
  const groups = size(0, first);
  const rows = size(first, last + 1);
  return groups > 1 && rows * channels < GROUP_VALUES ? undefined : {groups, rows, channels};
}

/** Sum or mean over axes that channels follow, read in order; other axes take the backend's own kernel, `stock`. */
export function reduceConfig(stock: KernelConfig): KernelConfig {
  return {
    ...stock,
    kernelFunc: params => {
      const {x} = params.inputs;
      const {axis, keepDims} = params.attrs as {axis?: number | number[]; keepDims?: boolean};
      if (x === undefined || x.dtype !== "float32" || util.sizeFromShape(x.shape) === 0)
        return stock.kernelFunc(params);
      const all = x.shape.map((_, index) => index);
      const axes = [...util.parseAxisParam(axis ?? all, x.shape)].sort((p, q) => p - q);
      const groups = axes.length === 0 ? undefined : groupsOf(x.shape, axes);
      if (groups === undefined) return stock.kernelFunc(params);
      const [outShape] = backend_util.computeOutAndReduceShapes(x.shape, axes);
      const shape = keepDims === true ? backend_util.expandShapeToKeepDim(outShape, axes) : outShape;
      const divisor = stock.kernelName === "Mean" ? groups.rows : 1;
      return sum(params.backend as BackendWasm, x as Info, groups, shape, divisor);
    },
  };
}

function sum(
  backend: BackendWasm,
  x: Info,
  groups: {readonly groups: number; readonly rows: number; readonly channels: number},
  shape: number[],
  divisor: number,
): Info {
  const out = backend.makeOutput(shape, "float32") as Info;
  withWorkspace(backend, space => {
    const partial = runChannelSums(backend, space, "columnSums", {input: addressOf(backend, x)}, groups);
    const values = backend.typedArrayFromHeap(out);
    for (let group = 0; group < groups.groups; group++) {
      const sums = addChunks(partial, group, 0, groups.channels);
      values.set(divisor === 1 ? sums : sums.map(value => value / divisor), group * groups.channels);
    }
  });
  return out;
}
