import {windowGeometry} from "../conv/windowGeometry.js";
import {requireInteger} from "../core/check.js";
import {type LayerSpec, sidesOf} from "./layerSpec.js";
import {outputShape} from "./outputShape.js";

/** The pixels of the input that one output can see. */
export interface ReceptiveField {
  /** Rows and columns; padding is not counted as larger or smaller: it is the window's full reach. */
  readonly height: number;
  readonly width: number;
  /** Pixels of the input from one output's field to its neighbour's. */
  readonly down: number;
  readonly across: number;
  /** First row and column of the field of output (0, 0); negative where it hangs over into the padding. */
  readonly top: number;
  readonly left: number;
}

/**
 * The receptive field of the last layer's outputs. Each window of k taps, stride s and dilation d makes the field larger by
 * `(k - 1) * d` steps of the map it slides on, and the next map's step s times as long; its own stride does not count for its own
 * field. Layers that see a whole map (flatten, dense, global pooling) see all that the map sees.
 *
 * @param inputShape  [height, width, channels].
 * @param layers  From input to the layer in question.
 * @throws {RangeError} When a layer cannot take what the one before it gives.
 * @source Araujo, Norris and Sim (2019), "Computing receptive fields of convolutional neural networks", Distill, doi:10.23915/distill.00021.
 *
 * @example
 * const three = [1, 2, 3].map(() => ({kind: "conv" as const, filters: 1, kernelSize: 3}));
 * receptiveField([28, 28, 1], three) // => {height: 7, width: 7, down: 1, across: 1, top: 0, left: 0}
 */
export function receptiveField(inputShape: readonly number[], layers: readonly LayerSpec[]): ReceptiveField {
  for (const length of inputShape) requireInteger("receptiveField", "inputShape", length, 1);
  return grow({height: 1, width: 1, down: 1, across: 1, top: 0, left: 0}, inputShape, layers).field;
}

interface Grown {
  readonly field: ReceptiveField;
  readonly shape: readonly number[];
}

function grow(start: ReceptiveField, inputShape: readonly number[], layers: readonly LayerSpec[]): Grown {
  let [field, shape] = [start, inputShape];
  for (const layer of layers) {
    field = layer.kind === "residual" ? union(field, shape, layer) : through(field, shape, layer);
    shape = outputShape("receptiveField", shape, layer);
  }
  return {field, shape};
}

function through(field: ReceptiveField, shape: readonly number[], layer: LayerSpec): ReceptiveField {
  const {height, width, down, across, top, left} = field;
  if (layer.kind === "conv" || layer.kind === "maxPool" || layer.kind === "meanPool") {
    const taps = sidesOf(layer.kind === "conv" ? layer.kernelSize : layer.poolSize);
    const options = layer.kind === "conv" ? layer : {strides: layer.strides ?? taps, padding: layer.padding};
    const window = windowGeometry("receptiveField", [shape[0], shape[1]], taps, options);
    return {
      height: height + (window.rows - 1) * window.rowGap * down,
      width: width + (window.columns - 1) * window.columnGap * across,
      down: down * window.down,
      across: across * window.across,
      top: top - window.top * down,
      left: left - window.left * across,
    };
  }
  const seesAll = layer.kind === "flatten" || layer.kind === "globalMeanPool" || layer.kind === "dense";
  if (!seesAll || shape.length !== 3) return field; // one value at a time, or all was seen before
  const [rows, columns] = shape;
  return {...field, height: height + (rows - 1) * down, width: width + (columns - 1) * across};
}

/** Two ways through a residual: what either sees. Both have the same strides, for their maps are added. */
function union(
  field: ReceptiveField,
  shape: readonly number[],
  layer: Extract<LayerSpec, {kind: "residual"}>,
): ReceptiveField {
  const branch = grow(field, shape, layer.branch).field;
  const shortcut = grow(field, shape, layer.shortcut ?? []).field;
  const top = Math.min(branch.top, shortcut.top);
  const left = Math.min(branch.left, shortcut.left);
  const bottom = Math.max(branch.top + branch.height, shortcut.top + shortcut.height);
  const right = Math.max(branch.left + branch.width, shortcut.left + shortcut.width);
  return {...branch, top, left, height: bottom - top, width: right - left};
}
