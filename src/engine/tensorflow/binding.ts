import type {Attribute} from "./attributes.js";
import {ATTRIBUTE_TYPES, DATA_TYPES, LAYOUTS} from "./constants.js";
import type {EagerContext} from "./eagerContext.js";
import {HandleTable} from "./handleTable.js";
import type {Binding, TensorMetadata} from "./nodeBackend.js";
import {makeStrings, readStrings} from "./stringTensors.js";
import {TensorflowError} from "./tensorflowError.js";

/** The binding, and what it counts. */
export interface CountingBinding extends Binding {
  /** Bytes that tensors take. */
  bytes(): number;
}

/** What the published kernels call, over TensorFlow's C interface instead of a compiled addon. */
export function makeBinding(context: EagerContext): CountingBinding {
  const {calls, scratch, status, library} = context;
  const handles = new HandleTable();

  /** Takes over a handle that an operation has made. */
  function adopt(handle: number): TensorMetadata {
    const dtype = calls.handleType(handle);
    const rank = calls.handleRank(handle, status);
    const shape: number[] = [];
    let count = 1;
    for (let axis = 0; axis < rank; axis++) {
      const length = calls.handleDim(handle, axis, status);
      shape.push(length);
      count *= length;
    }
    return {id: handles.add(handle, count * (LAYOUTS[dtype]?.bytes ?? 0)), dtype, shape};
  }

  /** A tensor of numbers, copied. */
  function makeNumbers(shape: readonly number[], dtype: number, values: ArrayLike<number>): number {
    const layout = LAYOUTS[dtype];
    if (layout === undefined)
      throw new TypeError(`tensorflow: dtype must be of numbers, got number ${dtype}`);
    const bytes = shape.reduce((product, length) => product * length, layout.bytes);
    const source = ArrayBuffer.isView(values) ? values : layout.from(values);
    if (source.byteLength !== bytes) {
      const got = `${source.byteLength} bytes for shape [${shape.join(", ")}]`;
      throw new RangeError(`tensorflow: values must fill the shape, ${bytes} bytes, got ${got}`);
    }
    const tensor = calls.allocate(dtype, scratch.integers(shape), shape.length, bytes);
    const data = tensor === 0 ? 0 : calls.tensorData(tensor);
    if (data === 0 && bytes > 0) {
      if (tensor !== 0) calls.deleteTensor(tensor);
      const RESOURCE_EXHAUSTED = 8;
      throw new TensorflowError("new tensor", RESOURCE_EXHAUSTED, `no ${bytes} bytes of memory are free`);
    }
    if (bytes > 0) library.copyIn(data, source, bytes);
    const handle = calls.newHandle(tensor, status);
    calls.deleteTensor(tensor);
    context.check("new tensor");
    return handles.add(handle, bytes);
  }

  return {
    ...DATA_TYPES,
    ...ATTRIBUTE_TYPES,

    createTensor(shape, dtype, values): number {
      if (dtype !== DATA_TYPES.TF_STRING) return makeNumbers(shape, dtype, values as ArrayLike<number>);
      return handles.add(makeStrings(context, shape, values as readonly (string | Uint8Array)[]), 0);
    },

    deleteTensor(id: number): void {
      const handle = handles.remove(id);
      if (handle !== undefined) calls.deleteHandle(handle);
    },

    tensorDataSync(id: number): ArrayBufferView | Uint8Array[] {
      const handle = handles.address(id);
      const dtype = calls.handleType(handle);
      const tensor = calls.resolve(handle, status);
      context.check("read");
      try {
        if (dtype === DATA_TYPES.TF_STRING) return readStrings(context, tensor);
        const layout = LAYOUTS[dtype];
        if (layout === undefined) {
          throw new TypeError(`tensorflow: dtype must be one that can be read, got number ${dtype}`);
        }
        const bytes = calls.tensorBytes(tensor);
        const values = layout.make(bytes / layout.bytes);
        if (bytes > 0) library.copyOut(values, calls.tensorData(tensor), bytes);
        return values;
      } finally {
        calls.deleteTensor(tensor);
      }
    },

    executeOp(
      name: string,
      attributes: readonly Attribute[],
      ids: readonly number[],
      most: number,
    ): TensorMetadata[] {
      const inputs = ids.map(id => handles.address(id));
      return context.execute(name, attributes, inputs, most).map(adopt);
    },

    getNumOfTensors: () => handles.size,
    isUsingGpuDevice: () => context.devices.has("GPU"),
    bytes: () => handles.bytes,
  };
}
