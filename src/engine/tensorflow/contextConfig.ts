import type {Device} from "../engine.js";
import {INTER_OP_THREADS} from "./limits.js";

/** Fields of the message ConfigProto (tensorflow/core/protobuf/config.proto), by number. */
const DEVICE_COUNT = 1;
const INTRA_OP_THREADS = 2;
const INTER_OP_THREADS_FIELD = 5;
const GPU_OPTIONS = 6;
/** Field of GPUOptions. */
const ALLOW_GROWTH = 4;

/** A number in protobuf's variable length: 7 bits a byte, lowest first, the high bit says that more follow. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))];
}

const integer = (field: number, value: number): number[] => [field << 3, ...varint(value)];
const message = (field: number, bytes: readonly number[]): number[] => [
  (field << 3) | 2,
  ...varint(bytes.length),
  ...bytes,
];

/**
 * TensorFlow's settings as it wants them, a ConfigProto in protobuf's encoding.
 *
 * @param threads  For one operation.
 * @param device  On `cpu` it is told to see no graphics card, on `cuda` to take memory as it is needed, not all at once.
 */
export function contextConfig(threads: number, device: Device): Uint8Array {
  const noCard = message(DEVICE_COUNT, [...message(1, [...Buffer.from("GPU")]), ...integer(2, 0)]);
  return Uint8Array.from([
    ...(device === "cuda" ? message(GPU_OPTIONS, integer(ALLOW_GROWTH, 1)) : noCard),
    ...integer(INTRA_OP_THREADS, threads),
    ...integer(INTER_OP_THREADS_FIELD, INTER_OP_THREADS),
  ]);
}
