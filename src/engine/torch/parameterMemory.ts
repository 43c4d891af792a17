import type {Tensor, Variable} from "@tensorflow/tfjs";
import type {Handle} from "./handles.js";
import {Images} from "./images.js";
import type {KernelKit} from "./kernelKit.js";

/** A parameter and its gradient; `index` is its place among the optimiser's parameters. */
export interface Pair {
  readonly index: number;
  readonly name: string;
  readonly value: Variable;
  readonly gradient: Tensor;
}

type Step = (values: readonly Handle[], gradients: readonly Handle[], states: readonly Handle[][]) => void;

/** Parameters as PyTorch's optimisers want them: memory in the same order for all, and free to be written into. */
export class ParameterMemory {
  readonly #kit: KernelKit;
  readonly #images: Images;

  constructor(kit: KernelKit) {
    this.#kit = kit;
    this.#images = new Images(kit);
  }

  /** Runs a step that writes into the parameters and the optimiser's states. */
  update(pairs: readonly Pair[], states: readonly (readonly Variable[])[], step: Step): void {
    const {shim} = this.#kit;
    const mark = shim.mark();
    try {
      const gradients = pairs.map(({value, gradient}) => this.#ordered(gradient, this.#isFilter(value)));
      const users = this.#users();
      const writable = (variable: Variable, filter: boolean): Handle =>
        this.#writable(variable, filter, users);
      const values = pairs.map(({value}) => writable(value, this.#isFilter(value)));
      const lists = states.map(list => {
        return list.map((one, i) => {
          const of = pairs[i]?.value;
          return writable(one, of !== undefined && this.#isFilter(of));
        });
      });
      step(values, gradients, lists);
    } finally {
      shim.freeSince(mark);
    }
  }

  #isFilter({dataId}: Variable): boolean {
    return this.#kit.backend.nativeOf(dataId).outChannelFirst;
  }

  /** How many handles look at each storage: a tensor that somebody else sees must not change under them. */
  #users(): ReadonlyMap<number, number> {
    const {shim, memory} = this.#kit;
    const users = new Map<number, number>();
    for (const handle of shim.handles.alive()) {
      if (!memory.isDefined(handle)) continue;
      const storage = memory.storage(handle);
      users.set(storage, (users.get(storage) ?? 0) + 1);
    }
    return users;
  }

  /** A view whose memory is dense and in the order that all of a parameter's tensors share. */
  #ordered(x: Tensor, filter: boolean): Handle {
    const {aten, backend, memory} = this.#kit;
    const handle = backend.handleOf(x.dataId);
    const view = filter ? aten.permute(handle, outFirst(x.rank)) : handle;
    return memory.isContiguous(view) ? view : aten.contiguous(view, 0);
  }

  /** The variable's own memory if nobody else sees it, else a copy that becomes its own. */
  #writable(variable: Variable, filter: boolean, users: ReadonlyMap<number, number>): Handle {
    const {aten, backend, memory, shim, tf} = this.#kit;
    if (filter) this.#images.filter(variable);
    const data = backend.nativeOf(variable.dataId);
    const handle = backend.handleOf(variable.dataId);
    const view = filter ? aten.permute(handle, outFirst(variable.rank)) : handle;
    const alone = data.refCount === 1 && (users.get(memory.storage(handle)) ?? 1) === 1;
    if (alone && memory.isContiguous(view)) return view;
    const copy = memory.isContiguous(view) ? aten.scale(view, 1) : aten.contiguous(view, 0);
    const back = filter ? aten.permute(copy, outLast(variable.rank)) : shim.share(copy);
    const info = backend.output(back, variable.shape, "float32");
    backend.nativeOf(info.dataId).outChannelFirst = filter;
    const tensor = tf.engine().makeTensorFromTensorInfo(info);
    variable.assign(tensor as Tensor);
    tensor.dispose();
    return copy;
  }
}

/** `[...axes, in, out]` to `[out, ...axes, in]`. */
function outFirst(rank: number): number[] {
  return [rank - 1, ...Array.from({length: rank - 1}, (_, i) => i)];
}

function outLast(rank: number): number[] {
  return [...Array.from({length: rank - 1}, (_, i) => i + 1), 0];
}
