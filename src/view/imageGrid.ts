import {drawGrid, type GridOptions} from "./drawGrid.js";
import type {Picture} from "./picture.js";
import {namedRows, type Pictures} from "./pictures.js";

/**
 * Pictures side by side, each value a square: grey from dark to bright, or blue and orange around a white zero where there
 * are values below it. One span of colours for all, so that they can be compared.
 *
 * @param pictures  One picture [height, width], a list, or named ones: `{three: image}`.
 * @param options  Layout, colours, title, alternative text.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 * @throws {TypeError} When a picture is not rows of numbers.
 *
 * @example
 * String(imageGrid({dot: [[0, 0], [0, 9]]})) // => "1 image. dot: 2 x 2 pixels, values 0 to 9"
 */
export function imageGrid(pictures: Pictures, options: GridOptions = {}): Picture {
  return drawGrid("imageGrid", "image", namedRows("imageGrid", "image", pictures, options.labels), options);
}
