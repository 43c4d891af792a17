import {brief, requireInteger} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {channelsOf} from "./channels.js";
import type {Picture} from "./picture.js";
import {scalesFor} from "./scales.js";
import {label, plain} from "./svg.js";
import {flat, numberedCell, type Rows} from "./tile.js";
import {drawTileTable} from "./tileTable.js";

/** What one layer gave for one example. */
export interface LayerActivation {
  readonly name: string;
  /** [height, width, channels], or [units] behind the last convolution. */
  readonly activations: NdArray;
}

export interface ActivationsOptions {
  readonly title?: string;
  /** Maps shown of each layer, those with the largest values first; 8 unless given. */
  readonly most?: number;
  /** What is seen and what follows from it; the layers and their spans unless given. */
  readonly alt?: string;
}

/** Height of a layer's maps, in units. */
const SIDE = 64;
/** A longer row of units is folded into lines of at most this many. */
const UNITS = 40;

/**
 * The activations of a whole network for one example, a row for each layer. Each layer has its own span of colours, written
 * at its left; within a layer one span holds, so that maps which are dead look dead.
 *
 * @param layers  Name and activations of each, input first.
 * @param options  How many maps, title.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 * @throws {TypeError} When activations have neither one nor three axes.
 *
 * @example
 * String(networkActivations([{name: "logits", activations: NdArray.fromNested([1, -2])}])) // => "Activations of 1 layer. logits: 2, values -2 to 1"
 */
export function networkActivations(
  layers: readonly LayerActivation[],
  options: ActivationsOptions = {},
): Picture {
  const {title, most = 8} = options;
  requireInteger("networkActivations", "most", most, 1);
  if (!Array.isArray(layers) || layers.length === 0)
    throw new RangeError(`networkActivations: layers must hold at least one, got ${brief(layers)}`);
  const shown = layers.map(({name, activations}) => rowOf(name, activations, most));
  const alt =
    options.alt ??
    `${title ? `${title}. ` : ""}Activations of ${layers.length} layer${layers.length === 1 ? "" : "s"}. ${shown.map(({words}) => words).join("; ")}`;
  return drawTileTable({title, rows: shown, gap: 10, packed: true}, alt);
}

function rowOf(name: string, activations: NdArray, most: number) {
  const vector =
    activations instanceof NdArray && activations.shape.length === 1 && activations.data.length > 0;
  const maps = vector
    ? [folded(Array.from(activations.data))]
    : channelsOf("networkActivations", `"${name}"`, activations);
  const values = Array.from(activations.data);
  const [low, high] = [Math.min(...maps.map(least)), Math.max(...maps.map(largest))];
  // The numbers of the strongest maps come first: they say most about this example.
  const order = maps.map((_, n) => n).sort((a, b) => strength(maps[b]) - strength(maps[a]) || a - b);
  const picked = order.slice(0, most);
  const scales = scalesFor("networkActivations", maps);
  const cells = picked.map(n => {
    const rows = maps[n];
    const numbers = vector && values.length <= 10;
    const side = vector ? unitCell(rows[0].length) : SIDE / Math.max(rows.length, rows[0].length);
    const cell = numbers ? numberedCell(rows) : side;
    const tile = {rows, scale: scales[n], cell, numbers};
    return vector ? {tile} : {tile, caption: String(n)};
  });
  const size = activations.shape.join(" x ");
  const some = maps.length > picked.length ? `${picked.length} of ${maps.length} maps, ` : "";
  return {
    name: `${name}, ${activations.shape.join(" \u00d7 ")}`,
    note: `${some}${label(low)} to ${label(high)}`,
    cells,
    words: `${name}: ${size}, values ${plain(low)} to ${plain(high)}`,
  };
}

/** Side of a unit's cell. */
function unitCell(length: number): number {
  return Math.min(12, (12 * UNITS) / length);
}

/** Units in lines of equal length: the longest of at most forty that leaves no gap; one line where there is none. */
function folded(values: readonly number[]): number[][] {
  let length = Math.min(UNITS, values.length);
  while (length > UNITS / 4 && values.length % length > 0) length--;
  if (values.length % length > 0) return [[...values]];
  return Array.from({length: values.length / length}, (_, line) =>
    values.slice(line * length, (line + 1) * length),
  );
}

function least(rows: Rows): number {
  return finite(rows).reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}

function largest(rows: Rows): number {
  return finite(rows).reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
}

function strength(rows: Rows): number {
  return finite(rows).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function finite(rows: Rows): number[] {
  return flat(rows).filter(Number.isFinite);
}
