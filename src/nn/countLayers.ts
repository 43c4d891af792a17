import {requireInteger} from "../core/check.js";
import {sizeOf} from "../core/shapes.js";
import {type LayerSpec, sidesOf} from "./layerSpec.js";
import {outputShape} from "./outputShape.js";

/** What one layer costs, for one example. */
export interface LayerCounts {
  /** Place in the list and kind: `"1 conv"`; inside of a residual `"3.2 conv"`, on its shortcut `"3.s1 conv"`. */
  readonly name: string;
  readonly kind: LayerSpec["kind"];
  /** Of the output: [height, width, channels] or [features]. */
  readonly shape: readonly number[];
  /** Numbers that training changes; the running statistics of batch norm are not among them. */
  readonly parameters: number;
  /** Products of a weight and a value, each with its sum: convolutions and dense layers only. */
  readonly multiplyAdds: number;
  /** Numbers of the output, which training keeps for the way back. */
  readonly activations: number;
}

/**
 * Counts parameters, multiply-adds and activations, layer by layer, for one example.
 *
 * @param inputShape  [height, width, channels] or [features].
 * @param layers  From input to output.
 * @returns One row for each layer; a residual is a row for the sum behind the rows of what is inside.
 * @throws {RangeError} When a layer cannot take what the one before it gives.
 *
 * @example
 * countLayers([32, 32, 3], [{kind: "conv", filters: 1, kernelSize: 5}])[0].parameters // => 76
 * countLayers([32, 32, 3], [{kind: "conv", filters: 1, kernelSize: 5}])[0].multiplyAdds // => 58800
 */
export function countLayers(inputShape: readonly number[], layers: readonly LayerSpec[]): LayerCounts[] {
  for (const length of inputShape) requireInteger("countLayers", "inputShape", length, 1);
  return rowsOfLayers(inputShape, layers, "");
}

/** Sums of the columns of `countLayers`. */
export interface TotalCounts {
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly activations: number;
}

/**
 * What a network costs, for one example. Four bytes a number make memory of it: `4 * parameters` for the weights, `4 * activations *
 * batch` for what training keeps.
 *
 * @param inputShape  [height, width, channels] or [features].
 * @param layers  From input to output.
 * @throws {RangeError} When a layer cannot take what the one before it gives.
 *
 * @example
 * totalCounts([28, 28, 1], lenetLayers()).parameters // => 61706
 */
export function totalCounts(inputShape: readonly number[], layers: readonly LayerSpec[]): TotalCounts {
  const total = {parameters: 0, multiplyAdds: 0, activations: 0};
  for (const row of countLayers(inputShape, layers)) {
    total.parameters += row.parameters;
    total.multiplyAdds += row.multiplyAdds;
    total.activations += row.activations;
  }
  return total;
}

function rowsOfLayers(
  inputShape: readonly number[],
  layers: readonly LayerSpec[],
  prefix: string,
): LayerCounts[] {
  const rows: LayerCounts[] = [];
  let shape = inputShape;
  for (const [index, layer] of layers.entries()) {
    const name = `${prefix}${index + 1}`;
    if (layer.kind === "residual") {
      rows.push(...rowsOfLayers(shape, layer.branch, `${name}.`));
      rows.push(...rowsOfLayers(shape, layer.shortcut ?? [], `${name}.s`));
    }
    const shapeAfter = outputShape("countLayers", shape, layer);
    const weights = weightsOf(shape, layer);
    const places = layer.kind === "conv" ? shapeAfter[0] * shapeAfter[1] : 1;
    rows.push({
      name: `${name} ${layer.kind}`,
      kind: layer.kind,
      shape: shapeAfter,
      parameters: weights + otherParameters(shape, layer),
      multiplyAdds: places * weights,
      activations: sizeOf(shapeAfter),
    });
    shape = shapeAfter;
  }
  return rows;
}

/** Numbers that are multiplied with values. */
function weightsOf(shape: readonly number[], layer: LayerSpec): number {
  if (layer.kind === "dense") return shape[0] * layer.units;
  if (layer.kind !== "conv") return 0;
  const [rows, columns] = sidesOf(layer.kernelSize);
  const {groups = 1} = layer;
  return rows * columns * (shape[2] / groups) * layer.filters;
}

/** Numbers that are added or scale channels: biases, and the scales and shifts of norms. */
function otherParameters(shape: readonly number[], layer: LayerSpec): number {
  if (layer.kind === "batchNorm" || layer.kind === "groupNorm") return 2 * shape[shape.length - 1];
  if (layer.kind === "conv" && layer.useBias !== false) return layer.filters;
  if (layer.kind === "dense" && layer.useBias !== false) return layer.units;
  return 0;
}
