import type {MimeBundle} from "../mime.js";
import {arrayBundle, arraySummary} from "./arrayBundle.js";
import {peek} from "./peek.js";

/** A tensor of TensorFlow.js, known by what it has, so that its package need not be loaded. */
interface Tensor {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly isDisposed: boolean;
  data(): Promise<ArrayLike<number | string>>;
}

export function isTensor(value: object): value is Tensor {
  const shape = peek(value, "shape");
  return (
    Array.isArray(shape) &&
    shape.every(length => Number.isInteger(length)) &&
    typeof peek(value, "dtype") === "string" &&
    typeof peek(value, "isDisposed") === "boolean" &&
    typeof peek(value, "data") === "function"
  );
}

/** Kind, shape, range and first values; the numbers may have to come from a GPU, hence later. */
export async function tensorBundle(tensor: Tensor): Promise<MimeBundle> {
  const kind = `Tensor ${tensor.dtype}`;
  const head = `${kind} [${tensor.shape.join(", ")}]`;
  if (tensor.isDisposed)
    return {"text/plain": `${head}, disposed: its memory was given back, so it has no values`};
  const data = await tensor.data();
  if (tensor.dtype === "complex64") return {"text/plain": `${head}, ${data.length / 2} complex numbers`};
  if (tensor.dtype === "string") {
    const shown = Array.from(Array.prototype.slice.call(data, 0, 20), item => JSON.stringify(item));
    const rest = data.length > shown.length ? `, ... ${data.length - shown.length} more` : "";
    return {"text/plain": `${head}\n${shown.join(", ")}${rest}`};
  }
  const numbers = data as ArrayLike<number>;
  if (tensor.shape.length === 0)
    return {"text/plain": `${arraySummary(kind, tensor.shape, numbers)}\n${numbers[0]}`};
  return arrayBundle(kind, tensor.shape, numbers);
}
