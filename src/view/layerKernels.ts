import {brief, requireFinite} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {imageGrid} from "./imageGrid.js";
import type {Picture} from "./picture.js";
import {scalesFor, type ValueRange} from "./scales.js";
import {plain} from "./svg.js";
import type {Rows} from "./tile.js";
import {drawTileTable} from "./tileTable.js";

export interface LayerKernelOptions {
  readonly title?: string;
  /** Names of the input channels; their numbers unless given. */
  readonly channels?: readonly string[];
  /** Units on the screen for each weight; chosen by size unless given. */
  readonly scale?: number;
  /** Which values the colours span: `"shared"` by all kernels unless given; `"each"` hides which of them are weak. */
  readonly range?: ValueRange;
  /**
   * Filters over red, green and blue as colour pictures, one for each filter, their largest weight as far from middle grey
   * as the colours go.
   */
  readonly asColors?: boolean;
  /** What is seen and what follows from it; the count and the span of the weights unless given. */
  readonly alt?: string;
}

/**
 * All kernels of a layer: a row for each filter, a column for each channel that it sees, one span of colours for all.
 *
 * @param w  [rows, columns, channels, filters], the layout of `convVolume` and of TensorFlow.js.
 * @param options  Names, colours, title.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 * @throws {TypeError} When w has other axes.
 *
 * @example
 * String(layerKernels(NdArray.fromNested([[[[1, -2]], [[0, 4]]]]))) // => "2 filters of 1 x 2 pixels over 1 channel, weights -2 to 4"
 */
export function layerKernels(w: NdArray, options: LayerKernelOptions = {}): Picture {
  if (!(w instanceof NdArray) || w.shape.length !== 4 || w.data.length === 0)
    throw new TypeError(
      `layerKernels: w must be an NdArray [rows, columns, channels, filters], got ${w instanceof NdArray ? `shape [${w.shape}]` : brief(w)}`,
    );
  const {title, channels = [], asColors = false} = options;
  const [rows, columns, depth, filters] = w.shape;
  const weights = Array.from(w.data);
  const low = weights.reduce((least, weight) => Math.min(least, weight));
  const high = weights.reduce((most, weight) => Math.max(most, weight));
  const alt =
    options.alt ??
    `${title ? `${title}. ` : ""}${filters} filter${filters === 1 ? "" : "s"} of ${rows} x ${columns} pixels over ${depth} channel${depth === 1 ? "" : "s"}, weights ${plain(low)} to ${plain(high)}`;
  if (asColors) return colorKernels(w, Math.max(Math.abs(low), Math.abs(high)), {...options, alt});
  const kernels = Array.from({length: filters}, (_, k) =>
    Array.from({length: depth}, (_, c) => kernelOf(w, c, k)),
  );
  const scales = scalesFor("layerKernels", kernels.flat(), options.range, "diverging");
  const fitting = Math.max(3, Math.floor(60 / Math.max(rows, columns)));
  const cell = requireFinite("layerKernels", "scale", options.scale ?? fitting, true);
  const table = kernels.map((row, k) => ({
    name: `filter ${k}`,
    cells: row.map((kernel, c) => ({
      tile: {rows: kernel, scale: scales[k * depth + c], cell, numbers: false},
    })),
  }));
  const names = Array.from({length: depth}, (_, c) => channels[c] ?? `channel ${c}`);
  const legend = options.range === "each" ? undefined : table[0].cells[0].tile;
  return drawTileTable({title, columns: names, rows: table, legend}, alt);
}

/** One channel's kernel of one filter. */
export function kernelOf(w: NdArray, c: number, k: number): Rows {
  const [rows, columns] = w.shape;
  return Array.from({length: rows}, (_, i) => Array.from({length: columns}, (_, j) => w.at(i, j, c, k)));
}

/** Each filter as one colour picture, weight 0 as middle grey. */
function colorKernels(w: NdArray, limit: number, options: LayerKernelOptions): Picture {
  const [rows, columns, depth, filters] = w.shape;
  if (depth !== 3)
    throw new RangeError(`layerKernels: asColors needs filters over 3 channels, got shape [${w.shape}]`);
  const pictures = Array.from({length: filters}, (_, k) => {
    const shares = Array.from({length: rows * columns * 3}, (_, at) => {
      const weight = w.data[at * filters + k];
      return limit > 0 ? 0.5 + weight / (2 * limit) : 0.5;
    });
    return new NdArray([rows, columns, 3], Float64Array.from(shares));
  });
  const {title, alt, scale = Math.max(1, Math.floor(48 / Math.max(rows, columns)))} = options;
  return imageGrid(pictures, {title, alt, scale, gap: 6});
}
