import {ATTRIBUTE_TYPES as TYPE} from "./constants.js";
import type {EagerContext} from "./eagerContext.js";

/** One setting of an operation, as the published kernels give it. */
export interface Attribute {
  readonly name: string;
  /** One of ATTRIBUTE_TYPES. */
  readonly type: number;
  readonly value: unknown;
}

/** Gives a setting to an operation that is being built. */
export function setAttribute(context: EagerContext, operation: number, {name, type, value}: Attribute): void {
  const {calls, scratch, status} = context;
  const key = context.text(name);
  const list = Array.isArray(value) ? (value as readonly (number | boolean)[]).map(Number) : undefined;
  if (type === TYPE.TF_ATTR_TYPE) calls.setType(operation, key, Number(value));
  else if (type === TYPE.TF_ATTR_INT) {
    if (list) calls.setInts(operation, key, scratch.integers(list), list.length);
    else calls.setInt(operation, key, Number(value));
  } else if (type === TYPE.TF_ATTR_FLOAT) {
    if (list) calls.setFloats(operation, key, Float32Array.from(list), list.length);
    else calls.setFloat(operation, key, Number(value));
  } else if (type === TYPE.TF_ATTR_BOOL) {
    if (list) calls.setBools(operation, key, Uint8Array.from(list), list.length);
    else calls.setBool(operation, key, value ? 1 : 0);
  } else if (type === TYPE.TF_ATTR_STRING) {
    const text = String(value);
    calls.setString(operation, key, context.text(text), Buffer.byteLength(text));
  } else if (type === TYPE.TF_ATTR_SHAPE && list) {
    calls.setShape(operation, key, scratch.integers(list), list.length, status);
    context.check(name);
  } else throw new TypeError(`tensorflow: attribute ${name} must be of a known kind, got ${type}`);
}
