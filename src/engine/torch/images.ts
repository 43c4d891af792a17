import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "./handles.js";
import type {KernelKit} from "./kernelKit.js";
import type {Geometry, Padding} from "./window.js";

/** PyTorch's numbers of its memory formats, the same in every version: channels_last for 2 and 3 axes. */
const CHANNELS_LAST: Readonly<Record<number, number>> = {2: 2, 3: 3};

/**
 * Images and filters as PyTorch counts axes, channels second, without moving them in memory: NHWC is what it calls
 * channels_last.
 */
export class Images {
  readonly #kit: KernelKit;

  constructor(kit: KernelKit) {
    this.#kit = kit;
  }

  /** Shows `[batch, ...axes, channels]` as `[batch, channels, ...axes]`. */
  channelsSecond(handle: Handle, {axes, channelsFirst}: Geometry): Handle {
    if (channelsFirst) return handle;
    return this.#kit.aten.permute(handle, axes.length === 2 ? [0, 3, 1, 2] : [0, 4, 1, 2, 3]);
  }

  channelsLast(handle: Handle, {axes, channelsFirst}: Geometry): Handle {
    if (channelsFirst) return handle;
    return this.#kit.aten.permute(handle, axes.length === 2 ? [0, 2, 3, 1] : [0, 2, 3, 4, 1]);
  }

  /** The input of a window, padded where PyTorch can't; the copy is kept for the gradient's kernel. */
  padded(x: TensorInfo, geometry: Geometry, padding: Padding, value = 0): Handle {
    const view = this.channelsSecond(this.#kit.float(x), geometry);
    if (padding.kind === "both") return view;
    const data = this.#kit.backend.nativeOf(x.dataId);
    const key = `${padding.before} ${padding.after} ${value} ${geometry.channelsFirst}`;
    const found = data.attached?.get(key);
    if (found !== undefined) return found;
    const copy = this.pad(view, padding, value);
    data.attached ??= new Map();
    data.attached.set(key, this.#kit.shim.keep(copy));
    return copy;
  }

  /** PyTorch counts paddings from the last axis. */
  pad(view: Handle, {before, after}: Extract<Padding, {kind: "copy"}>, value = 0): Handle {
    const pairs = before.map((first, axis) => [first, after[axis] ?? 0]);
    return this.#kit.aten.pad(view, pairs.toReversed().flat(), "constant", value);
  }

  /** Cuts the padding off a gradient whose channels are second. */
  cropped(view: Handle, {axes}: Geometry, padding: Padding): Handle {
    if (padding.kind === "both") return view;
    return axes.reduce(
      (part, {input}, axis) => this.#kit.aten.narrow(part, 2 + axis, padding.before[axis] ?? 0, input),
      view,
    );
  }

  /** Something of the input's shape and layout, for operators that look at nothing else. */
  likeInput({batch, inChannels, axes, channelsFirst}: Geometry, padding: Padding): Handle {
    const lengths = axes.map(({input}, axis) => {
      return padding.kind === "both"
        ? input
        : input + (padding.before[axis] ?? 0) + (padding.after[axis] ?? 0);
    });
    const {memory} = this.#kit;
    if (channelsFirst) return memory.empty([batch, inChannels, ...lengths], "float32");
    const last = memory.empty([batch, ...lengths, inChannels], "float32");
    return this.#kit.aten.permute(last, axes.length === 2 ? [0, 3, 1, 2] : [0, 4, 1, 2, 3]);
  }

  /**
   * A filter `[...axes, in, out]` as `[out, in, ...axes]`, channels last in memory. The stored tensor is exchanged
   * once for one that lies so; gradients come so, and optimisers keep it.
   */
  filter(x: TensorInfo): Handle {
    const {aten, shim, backend} = this.#kit;
    const data = backend.nativeOf(x.dataId);
    const view = aten.permute(this.#kit.handle(x), FILTER_TO_TORCH[x.shape.length] ?? []);
    if (data.outChannelFirst || data.handle === undefined) return view;
    const moved = aten.contiguous(view, CHANNELS_LAST[x.shape.length - 2] ?? 0);
    const back = shim.keep(aten.permute(moved, FILTER_FROM_TORCH[x.shape.length] ?? []));
    shim.free(data.handle);
    data.handle = back;
    data.outChannelFirst = true;
    return moved;
  }

  /** A filter's gradient `[out, in, ...axes]` under tfjs's shape. */
  filterGradient(gradient: Handle, rank: number): Handle {
    return this.#kit.aten.permute(gradient, FILTER_FROM_TORCH[rank] ?? []);
  }

  /** Something of a filter's shape and layout. */
  likeFilter(shape: readonly number[]): Handle {
    const axes = shape.slice(0, -2);
    const [inChannels = 1, outChannels = 1] = shape.slice(-2);
    const empty = this.#kit.memory.empty([outChannels, ...axes, inChannels], "float32");
    return this.#kit.aten.permute(empty, axes.length === 2 ? [0, 3, 1, 2] : [0, 4, 1, 2, 3]);
  }
}

const FILTER_TO_TORCH: Readonly<Record<number, readonly number[]>> = {4: [3, 2, 0, 1], 5: [4, 3, 0, 1, 2]};
const FILTER_FROM_TORCH: Readonly<Record<number, readonly number[]>> = {4: [2, 3, 1, 0], 5: [2, 3, 4, 1, 0]};
