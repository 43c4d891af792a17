import {type Grid, rowsOf} from "../core/grid.js";
import type {LayerSpec} from "../nn/layerSpec.js";
import {type FieldFrame, fieldFrames} from "./fieldFrames.js";
import {Film} from "./film.js";
import {hatch} from "./hatch.js";
import {scalesFor} from "./scales.js";
import {FAINT, frame, INK, rect, text, textWidth} from "./svg.js";
import {drawTile} from "./tile.js";

export interface FieldOptions {
  readonly title?: string;
  /** How much the last layer's middle unit changes with each pixel, [height, width], shown beside the image. */
  readonly influence?: Grid;
  /** The layer shown first, counted from 0, and alone where scripts are stripped; the last unless given. */
  readonly start?: number;
}

const SIDE = 260;
const GAP = 26;
const TITLE_HEIGHT = 26;
const NAME_HEIGHT = 20;
const LINE_HEIGHT = 19;

/**
 * What the middle unit of each layer sees of an image, layer by layer: frames that grow. Pixels that a frame reaches outside
 * of the image are padding, hatched. With `influence` the same frames lie on a map of what really counts, such as the slopes
 * of `measuredField`.
 *
 * @param image  [height, width].
 * @param layers  The network as `buildNetwork` takes it; channels do not matter here.
 * @param options  Influence, title, first layer.
 * @returns A picture with controls that a notebook displays.
 * @throws {RangeError} When a window no longer fits.
 *
 * @example
 * receptiveFieldView([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [{kind: "conv", filters: 1, kernelSize: 3}]).alt
 * // => "Receptive fields of 1 layer on an image of 3 x 3 pixels. conv 3 x 3: 3 x 3 pixels, 1 apart"
 */
export function receptiveFieldView(
  image: Grid,
  layers: readonly LayerSpec[],
  options: FieldOptions = {},
): Film<FieldFrame> {
  const {title = "", influence} = options;
  const rows = rowsOf("receptiveFieldView", "image", image);
  const [height, width] = [rows.length, rows[0].length];
  const pictures = [{name: "image", rows}];
  if (influence) {
    const map = rowsOf("receptiveFieldView", "influence", influence);
    if (map.length !== height || map[0].length !== width)
      throw new RangeError(
        `receptiveFieldView: influence must be as large as the image, ${height} x ${width}, got ${map.length} x ${map[0].length}`,
      );
    pictures.push({name: "influence", rows: map});
  }
  const frames = fieldFrames([height, width, 1], layers);
  const reach = {
    top: Math.max(0, ...frames.map(at => -at.top)),
    left: Math.max(0, ...frames.map(at => -at.left)),
    bottom: Math.max(0, ...frames.map(at => at.top + at.height - height)),
    right: Math.max(0, ...frames.map(at => at.left + at.width - width)),
  };
  const [tall, wide] = [reach.top + height + reach.bottom, reach.left + width + reach.right];
  const cell = SIDE / Math.max(tall, wide);
  const top = (title ? TITLE_HEIGHT : 0) + NAME_HEIGHT;
  const leftOf = (n: number) => n * (wide * cell + GAP);
  const tableLeft = leftOf(pictures.length);
  const lines = frames.map(
    ({name, height: tallest, width: widest}) => `${name}: sees ${tallest} x ${widest}`,
  );
  const fixed = [
    text(0, 14, title, {size: 14, bold: true}),
    ...pictures.flatMap(({name, rows: values}, n) => [
      text(leftOf(n), top - 7, name, {size: 12, fill: FAINT}),
      tall > height || wide > width ? hatch(leftOf(n), top, wide * cell, tall * cell) : "",
      drawTile(
        {rows: values, scale: scalesFor("receptiveFieldView", [values])[0], cell, numbers: false},
        leftOf(n) + reach.left * cell,
        top + reach.top * cell,
      ),
    ]),
  ].join("\n");
  const box = (at: FieldFrame, n: number) =>
    [
      leftOf(n) + (at.left + reach.left) * cell,
      top + (at.top + reach.top) * cell,
      at.width * cell,
      at.height * cell,
    ] as const;
  const steps = frames.map((at, n) => ({
    words: `A unit of layer ${n + 1}, ${at.name}, sees ${at.height} x ${at.width} pixels`,
    moving: [
      ...pictures.flatMap((_, p) => [
        ...frames
          .slice(0, n)
          .map(inner => rect(...box(inner, p), 'fill="none" stroke="#ffffff" stroke-width="3.4"')),
        ...frames
          .slice(0, n)
          .map(inner => rect(...box(inner, p), 'fill="none" stroke="#d55e00" stroke-width="1.6"')),
        frame(...box(at, p)),
      ]),
      text(tableLeft, top + 14 + n * LINE_HEIGHT, "\u25b8", {size: 12}),
      ...lines.map((line, i) =>
        text(tableLeft + 12, top + 14 + i * LINE_HEIGHT, line, {size: 12, fill: i === n ? INK : FAINT}),
      ),
    ].join("\n"),
  }));
  const words = frames.map(at => `${at.name}: ${at.height} x ${at.width} pixels, ${at.down} apart`);
  const count = `${frames.length} layer${frames.length === 1 ? "" : "s"}`;
  const lead = `${title ? `${title}. ` : ""}Receptive fields of ${count} on an image of ${height} x ${width} pixels`;
  const parts = {
    fixed,
    steps,
    width: Math.max(
      tableLeft + 12 + Math.max(...lines.map(line => textWidth(line, 12))),
      textWidth(title, 15),
    ),
    height: top + Math.max(tall * cell, lines.length * LINE_HEIGHT),
    alt: () => `${lead}. ${words.join("; ")}`,
    control: "Go from layer to layer",
  };
  return new Film("receptiveFieldView", frames, parts, options.start ?? frames.length - 1);
}
