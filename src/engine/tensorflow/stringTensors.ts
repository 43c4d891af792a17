import {ATTRIBUTE_TYPES, DATA_TYPES} from "./constants.js";
import type {EagerContext} from "./eagerContext.js";

/** Bytes of a TF_TString. */
const STRING_BYTES = 24;

/** Address of each string of a TF_Tensor. */
function addresses({calls}: EagerContext, tensor: number): number[] {
  const start = calls.tensorData(tensor);
  return Array.from({length: calls.tensorCount(tensor)}, (_, i) => start + STRING_BYTES * i);
}

/**
 * A tensor of strings. TensorFlow does not free strings that were written into a tensor from outside, so it gets a deep copy, and
 * ours are freed here.
 *
 * @returns A tensor handle.
 */
export function makeStrings(
  context: EagerContext,
  shape: readonly number[],
  values: readonly (string | Uint8Array)[],
): number {
  const {calls, scratch, status} = context;
  const size = values.length * STRING_BYTES;
  const tensor = calls.allocate(DATA_TYPES.TF_STRING, scratch.integers(shape), shape.length, size);
  const places = addresses(context, tensor);
  for (const [index, place] of places.entries()) {
    const value = values[index] ?? "";
    const bytes = typeof value === "string" ? Buffer.from(value) : value;
    calls.stringInit(place);
    calls.stringCopy(place, bytes, bytes.length);
  }
  const handle = calls.newHandle(tensor, status);
  try {
    context.check("string tensor");
    const type = {name: "T", type: ATTRIBUTE_TYPES.TF_ATTR_TYPE, value: DATA_TYPES.TF_STRING};
    const [copy = 0] = context.execute("DeepCopy", [type], [handle], 1);
    return copy;
  } finally {
    for (const place of places) calls.stringFree(place);
    if (handle !== 0) calls.deleteHandle(handle);
    calls.deleteTensor(tensor);
  }
}

/** The strings of a TF_Tensor, as bytes: what they mean is the reader's. */
export function readStrings(context: EagerContext, tensor: number): Uint8Array[] {
  const {calls, library} = context;
  return addresses(context, tensor).map(place => {
    const bytes = new Uint8Array(calls.stringBytes(place));
    if (bytes.length > 0) library.copyOut(bytes, calls.stringData(place), bytes.length);
    return bytes;
  });
}
