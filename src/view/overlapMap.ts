import {transposedConv} from "../conv/transposedConv.js";
import {brief, requireInteger} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {drawGrid} from "./drawGrid.js";
import type {Picture} from "./picture.js";
import {canNumber, flat} from "./tile.js";

/** Side of a kernel and its step, in pixels of the output. */
export interface OverlapSetting {
  readonly kernel: number;
  readonly stride: number;
}

export interface OverlapOptions {
  readonly title?: string;
  /** Pixels of the input along each axis; 5 unless given. */
  readonly size?: number;
  /** What is seen and what follows from it; the spans unless given. */
  readonly alt?: string;
}

/**
 * How many stamps of a transposed convolution reach each pixel of its output. Where the kernel's side is no multiple of the
 * stride the counts make a checkerboard, which training has to work against.
 *
 * @param settings  Kernels and strides to compare.
 * @param options  Size of the input, title.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 * @throws {RangeError} When there is no setting, or a side is not an integer >= 1.
 * @source Odena, Dumoulin and Olah (2016), "Deconvolution and checkerboard artifacts", doi:10.23915/distill.00003.
 *
 * @example
 * String(overlapMap([{kernel: 3, stride: 2}])) // => "Stamps at each pixel. Kernel 3, stride 2: 11 x 11 pixels, uneven inside, 1 to 4"
 */
export function overlapMap(settings: readonly OverlapSetting[], options: OverlapOptions = {}): Picture {
  const {title, size = 5} = options;
  requireInteger("overlapMap", "size", size, 2);
  if (!Array.isArray(settings) || settings.length === 0)
    throw new RangeError(`overlapMap: settings must hold at least one, got ${brief(settings)}`);
  const maps = settings.map((setting: OverlapSetting) => ({...setting, counts: countsOf(setting, size)}));
  const named = maps.map(({kernel, stride, counts}) => ({
    name: `kernel ${kernel}, stride ${stride}`,
    rows: counts,
  }));
  const words = maps.map(({kernel, stride, counts}) => {
    // Away from the edges, where fewer stamps reach.
    const within = (rim: number) => rim >= kernel - 1 && rim <= counts.length - kernel;
    const values = flat(counts.filter((_, y) => within(y)).map(row => row.filter((_, x) => within(x))));
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const span = low === high ? `even inside, ${low}` : `uneven inside, ${low} to ${high}`;
    return `Kernel ${kernel}, stride ${stride}: ${counts.length} x ${counts.length} pixels, ${span}`;
  });
  const alt = options.alt ?? `${title ? `${title}. ` : ""}Stamps at each pixel. ${words.join("; ")}`;
  const numbers = named.every(({rows}) => canNumber(rows));
  return drawGrid("overlapMap", "map", named, {
    title,
    alt,
    numbers,
    colors: "gray",
    scale: numbers ? undefined : 10,
  });
}

/** An input of ones and a kernel of ones: each output is the number of stamps there. */
function countsOf({kernel, stride}: OverlapSetting, size: number): number[][] {
  requireInteger("overlapMap", "kernel", kernel, 1);
  requireInteger("overlapMap", "stride", stride, 1);
  const ones = (shape: readonly number[]) =>
    new NdArray(shape, new Float64Array(shape.reduce((count, length) => count * length, 1)).fill(1));
  const {shape, data} = transposedConv(ones([size, size, 1]), ones([kernel, kernel, 1, 1]), undefined, {
    strides: stride,
  });
  return Array.from({length: shape[0]}, (_, y) =>
    Array.from(data.subarray(y * shape[1], (y + 1) * shape[1])),
  );
}
