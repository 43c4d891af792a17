import type {TensorInfo} from "@tensorflow/tfjs";
import type {Handle} from "../handles.js";
import type {KernelKit} from "../kernelKit.js";

interface Attributes {
  readonly size: readonly [number, number];
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/**
 * Weights of an axis, `[to, from]`: row r holds how much each old pixel gives to new pixel r. One matrix says all three
 * of TensorFlow's conventions, and its transpose is the gradient.
 */
function resizeWeights(from: number, to: number, nearest: boolean, attributes: Attributes): Float32Array {
  const {alignCorners, halfPixelCenters} = attributes;
  const align = alignCorners && to > 1;
  const scale = align ? (from - 1) / (to - 1) : from / to;
  const weights = new Float32Array(to * from);
  const give = (row: number, pixel: number, part: number): void => {
    const at = row * from + pixel;
    weights[at] = (weights[at] ?? 0) + part;
  };
  for (let row = 0; row < to; row++) {
    if (nearest) {
      const place = halfPixelCenters ? scale * (row + 0.5) : scale * row;
      give(row, Math.max(0, Math.min(from - 1, alignCorners ? Math.round(place) : Math.floor(place))), 1);
    } else {
      const place = halfPixelCenters ? scale * (row + 0.5) - 0.5 : scale * row;
      const low = Math.max(0, Math.floor(place));
      give(row, low, 1 - (place - low));
      give(row, Math.min(from - 1, Math.ceil(Math.max(0, place))), place - low);
    }
  }
  return weights;
}

/** Resizing as two matrix products, one for each axis. */
export function registerResize(kit: KernelKit): void {
  const {shim, aten, memory} = kit;
  const matmul = shim.op("aten::matmul", "T T");
  /** Applies `[to, from]` to an axis of an image: the axis goes last, meets the matrix, and goes back. */
  const along = (x: Handle, axis: 1 | 2, weights: Handle): Handle => {
    const order = axis === 1 ? [0, 2, 3, 1] : [0, 1, 3, 2];
    const back = axis === 1 ? [0, 3, 1, 2] : [0, 1, 3, 2];
    return aten.permute(matmul(aten.permute(x, order), aten.permute(weights, [1, 0])), back);
  };
  const matrices = (shape: readonly number[], nearest: boolean, at: Attributes): [Handle, Handle] => {
    const make = (from: number, to: number): Handle =>
      memory.from(resizeWeights(from, to, nearest, at), [to, from], "float32");
    return [make(shape[1] ?? 1, at.size[0]), make(shape[2] ?? 1, at.size[1])];
  };
  for (const [name, nearest] of [
    ["ResizeBilinear", false],
    ["ResizeNearestNeighbor", true],
  ] as const) {
    kit.add<{images: TensorInfo}, Attributes>(name, ({images}, at) => {
      const [rows, columns] = matrices(images.shape, nearest, at);
      const resized = along(along(kit.float(images), 1, rows), 2, columns);
      const dtype = nearest ? images.dtype : "float32";
      const shape = [images.shape[0] ?? 1, ...at.size, images.shape[3] ?? 1];
      return kit.output(kit.as(resized, "float32", dtype as "float32"), shape, dtype);
    });
    kit.add<{images: TensorInfo; dy: TensorInfo}, Attributes>(`${name}Grad`, ({images, dy}, at) => {
      const size: [number, number] = [dy.shape[1] ?? 1, dy.shape[2] ?? 1];
      const [rows, columns] = matrices(images.shape, nearest, {...at, size});
      const flip = (matrix: Handle): Handle => aten.permute(matrix, [1, 0]);
      return kit.output(along(along(kit.handle(dy), 1, flip(rows)), 2, flip(columns)), images.shape);
    });
  }
}
