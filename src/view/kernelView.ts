import {drawGrid, type GridOptions} from "./drawGrid.js";
import type {Picture} from "./picture.js";
import {namedRows, type Pictures} from "./pictures.js";
import {canNumber} from "./tile.js";

/**
 * Kernels side by side in colours around zero, blue for weights below it and orange for weights above it; small ones with
 * their weights written in, larger ones with plus and minus signs. One span of colours for all.
 *
 * @param kernels  One kernel [height, width], a list, or named ones: `{blur: boxKernel(3)}`.
 * @param options  Layout, colours, title, alternative text.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 * @throws {TypeError} When a kernel is not rows of numbers.
 *
 * @example
 * String(kernelView({edge: [[-1, 1]]})) // => "1 kernel. edge: 1 x 2 pixels, weights [-1, 1]"
 */
export function kernelView(kernels: Pictures, options: GridOptions = {}): Picture {
  const named = namedRows("kernelView", "kernel", kernels, options.labels);
  const numbers = options.numbers ?? named.every(({rows}) => rows[0].length <= 7 && canNumber(rows));
  return drawGrid("kernelView", "kernel", named, {colors: "diverging", ...options, numbers});
}
