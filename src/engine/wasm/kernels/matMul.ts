import {broadcast_util} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {addressOf, type Info, withWorkspace} from "../nativeBackend.js";
import {packMatrices, runConvolution, runFilterGradient} from "./convolution.js";
import type {Call} from "./kernel.js";
import type {WindowJob} from "./windowArguments.js";

const FLOAT = 4;

/** Rows of a matrix as an image of one column, so that a product is a convolution with a 1x1 filter. */
function matrixJob(rows: number, columns: number): WindowJob {
  return {
    images: 1,
    height: rows,
    width: 1,
    channels: columns,
    outHeight: rows,
    outWidth: 1,
    filterHeight: 1,
    filterWidth: 1,
    strideHeight: 1,
    strideWidth: 1,
    dilationHeight: 1,
    dilationWidth: 1,
    padTop: 0,
    padLeft: 0,
  };
}

interface Side {
  readonly info: Info;
  readonly transposed: boolean;
  /** As stored. */
  readonly rows: number;
  readonly columns: number;
}

interface Product {
  readonly a: number;
  readonly b: number;
  readonly out: number;
}

/** One product of matrices that lie at these addresses. */
function multiply(
  backend: BackendWasm,
  a: Side,
  b: Side,
  at: Product,
  bias: number | undefined,
  relu: boolean,
): void {
  const columns = b.transposed ? b.rows : b.columns;
  withWorkspace(backend, space => {
    if (a.transposed) {
      const gradient = {address: at.b, columns};
      runFilterGradient(backend, space, at.a, matrixJob(a.rows, a.columns), gradient, at.out);
      return;
    }
    const panels = packMatrices(backend, space, [
      {
        address: at.b,
        rows: a.columns,
        columns,
        rowBytes: b.transposed ? FLOAT : columns * FLOAT,
        columnBytes: b.transposed ? b.columns * FLOAT : FLOAT,
      },
    ]);
    const rowBytes = columns * FLOAT;
    runConvolution(backend, space, at.a, matrixJob(a.rows, a.columns), panels, {
      address: at.out,
      imageBytes: 0,
      rowBytes,
      columnBytes: rowBytes,
      bias,
      relu,
    });
  });
}

function sideOf(info: Info, transposed: boolean): Side {
  const [rows, columns] = info.shape.slice(-2);
  return {info, transposed, rows, columns};
}

/** The number of each batch of one side for each batch of the product: batches of size 1 are repeated. */
function batchIndices(batch: readonly number[], full: readonly number[]): number[] {
  const count = full.reduce((product, size) => product * size, 1);
  return Array.from({length: count}, (_, index) => {
    let rest = index;
    let place = 0;
    let step = 1;
    for (let axis = full.length - 1, own = batch.length - 1; axis >= 0; axis--, own--) {
      const digit = rest % full[axis];
      rest = Math.floor(rest / full[axis]);
      const size = own >= 0 ? batch[own] : 1;
      if (size > 1) place += digit * step;
      step *= size;
    }
    return place;
  });
}

/**
 * Product of matrices, either of them transposed, with a bias per column and a ReLU where asked for. Both transposed is
 * the caller's: `a` must come untransposed then.
 */
export function matMul(
  kernel: string,
  {backend, output}: Pick<Call<unknown>, "backend" | "output">,
  [a, transposeA]: readonly [Info, boolean],
  [b, transposeB]: readonly [Info, boolean],
  options: {readonly bias?: Info; readonly relu?: boolean} = {},
): Info {
  for (const {dtype} of [a, b])
    if (dtype !== "float32")
      throw new TypeError(`${kernel}: on the wasm engine matrices must be float32, got ${dtype}`);
  const left = sideOf(a, transposeA);
  const right = sideOf(b, transposeB);
  const rows = transposeA ? left.columns : left.rows;
  const columns = transposeB ? right.rows : right.columns;
  const inner = [transposeA ? left.rows : left.columns, transposeB ? right.columns : right.rows];
  if (inner[0] !== inner[1])
    throw new RangeError(
      `${kernel}: inner sizes must agree, got ${inner[0]} and ${inner[1]} of [${a.shape}] and [${b.shape}]`,
    );
  const batches = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const out = output([...batches, rows, columns]);
  const size = rows * columns;
  const fromA = batchIndices(a.shape.slice(0, -2), batches);
  const fromB = batchIndices(b.shape.slice(0, -2), batches);
  const start = {a: addressOf(backend, a), b: addressOf(backend, b), out: addressOf(backend, out)};
  const bias = options.bias && addressOf(backend, options.bias);
  if (size === 0) return out;
  for (const [index, place] of fromA.entries())
    multiply(
      backend,
      left,
      right,
      {
        a: start.a + place * left.rows * left.columns * FLOAT,
        b: start.b + fromB[index] * right.rows * right.columns * FLOAT,
        out: start.out + index * size * FLOAT,
      },
      bias,
      options.relu === true,
    );
  return out;
}
