/** TF_DataType of tensorflow/c/tf_datatype.h, under the names that the published kernels read. */
export const DATA_TYPES = {
  TF_FLOAT: 1,
  TF_INT32: 3,
  TF_UINT8: 4,
  TF_STRING: 7,
  TF_COMPLEX64: 8,
  TF_INT64: 9,
  TF_BOOL: 10,
  TF_RESOURCE: 20,
} as const;

/** Kinds of attribute, likewise. These numbers never reach C: the binding chooses the call by them. */
export const ATTRIBUTE_TYPES = {
  TF_ATTR_STRING: 0,
  TF_ATTR_INT: 1,
  TF_ATTR_FLOAT: 2,
  TF_ATTR_BOOL: 3,
  TF_ATTR_TYPE: 4,
  TF_ATTR_SHAPE: 5,
  TF_ATTR_RESOURCE: 6,
} as const;

type Values = Float32Array | Int32Array | Uint8Array | BigInt64Array;

/** How numbers of a type lie in memory. */
interface Layout {
  readonly bytes: number;
  make(length: number): Values;
  from(values: ArrayLike<number>): Values;
}

const float: Layout = {bytes: 4, make: n => new Float32Array(n), from: v => Float32Array.from(v)};
const bytes: Layout = {bytes: 1, make: n => new Uint8Array(n), from: v => Uint8Array.from(v)};

/** By TF_DataType; complex numbers are two floats. */
export const LAYOUTS: Readonly<Record<number, Layout | undefined>> = {
  [DATA_TYPES.TF_FLOAT]: float,
  [DATA_TYPES.TF_INT32]: {bytes: 4, make: n => new Int32Array(n), from: v => Int32Array.from(v)},
  [DATA_TYPES.TF_UINT8]: bytes,
  [DATA_TYPES.TF_COMPLEX64]: {...float, bytes: 8, make: n => new Float32Array(2 * n)},
  [DATA_TYPES.TF_INT64]: {
    bytes: 8,
    make: n => new BigInt64Array(n),
    from: v => BigInt64Array.from(Array.from(v), BigInt),
  },
  [DATA_TYPES.TF_BOOL]: bytes,
};
