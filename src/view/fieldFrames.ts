import {brief} from "../core/check.js";
import {type LayerSpec, sidesOf} from "../nn/layerSpec.js";
import {outputShape} from "../nn/outputShape.js";
import {receptiveField} from "../nn/receptiveField.js";

/** What one unit of a layer sees of the network's input. */
export interface FieldFrame {
  /** `"conv 3 x 3"`, `"maxPool 3 x 3, stride 2"`. */
  readonly name: string;
  /** The unit: row and column of the middle of the layer's map, or the one just before it. */
  readonly unit: readonly [number, number];
  /** First row and column that it sees; negative in the padding. */
  readonly top: number;
  readonly left: number;
  /** Rows and columns that it sees, padding included. */
  readonly height: number;
  readonly width: number;
  /** Rows from its field to that of the unit below it. */
  readonly down: number;
}

/**
 * The receptive field of the middle unit of each convolution and pooling, by `receptiveField`. The first dense layer or global
 * pooling ends the list: behind it a unit sees all.
 *
 * @param inputShape  [height, width, channels].
 * @param layers  From the input on.
 * @returns A frame for each layer that looks through a window.
 * @throws {RangeError} When there is no such layer, or a window no longer fits.
 *
 * @example
 * const layers = [{kind: "conv", filters: 1, kernelSize: 3}, {kind: "maxPool", poolSize: 2}];
 * fieldFrames([9, 9, 1], layers).map(({name, top, height}) => [name, top, height]) // => [["conv 3 x 3", 3, 3], ["maxPool 2 x 2", 2, 4]]
 */
export function fieldFrames(inputShape: readonly number[], layers: readonly LayerSpec[]): FieldFrame[] {
  if (!Array.isArray(layers)) throw new TypeError(`fieldFrames: layers must be a list, got ${brief(layers)}`);
  const frames: FieldFrame[] = [];
  let shape = inputShape;
  for (const [n, layer] of layers.entries() as Iterable<[number, LayerSpec]>) {
    shape = outputShape("fieldFrames", shape, layer);
    if (shape.length !== 3) break;
    if (layer.kind !== "conv" && layer.kind !== "maxPool" && layer.kind !== "meanPool") continue;
    const {top, left, height, width, down, across} = receptiveField(inputShape, layers.slice(0, n + 1));
    const unit = [Math.floor((shape[0] - 1) / 2), Math.floor((shape[1] - 1) / 2)] as const;
    frames.push({
      name: nameOf(layer),
      unit,
      top: top + unit[0] * down,
      left: left + unit[1] * across,
      height,
      width,
      down,
    });
  }
  if (frames.length === 0)
    throw new RangeError(`fieldFrames: layers must hold a convolution or a pooling, got ${brief(layers)}`);
  return frames;
}

/** What a window layer is, in words; a stride is named where it is not the usual one: 1, for pooling the window's length. */
export function nameOf(layer: Extract<LayerSpec, {readonly kind: "conv" | "maxPool" | "meanPool"}>): string {
  const [rows, columns] = sidesOf(layer.kind === "conv" ? layer.kernelSize : layer.poolSize);
  const usual = layer.kind === "conv" ? [1, 1] : [rows, columns];
  const [down, across] = layer.strides === undefined ? usual : sidesOf(layer.strides);
  const step = down === across ? `${down}` : `${down} x ${across}`;
  const named = down !== usual[0] || across !== usual[1];
  return `${layer.kind} ${rows} x ${columns}${named ? `, stride ${step}` : ""}`;
}
