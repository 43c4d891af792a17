import type {Window2dOptions} from "../conv/windowGeometry.js";
import type {NdArray} from "../core/ndArray.js";
import {productTerms, signed, spoken} from "./arithmetic.js";
import {channelsOf} from "./channels.js";
import {appearing, Film, type FilmParts} from "./film.js";
import {hatch} from "./hatch.js";
import {kernelOf} from "./layerKernels.js";
import {overhang} from "./overhang.js";
import {scalesFor} from "./scales.js";
import {FAINT, frame, LINE, label, plain, rect, text, textWidth} from "./svg.js";
import {drawTile, numberedCell, type Rows} from "./tile.js";
import {type VolumeFrame, volumeFrames} from "./volumeFrames.js";

export interface VolumeScrubberOptions extends Window2dOptions {
  readonly title?: string;
  /** The frame shown first, and alone where scripts are stripped: counted from 0; the largest sum's unless given. */
  readonly start?: number;
}

/** More channels, filters or pixels are no longer read as numbers. */
const MAX_CHANNELS = 4;
const MAX_AXIS = 9;
const LEAST_CELL = 25;
const GAP = 26;
const TITLE_HEIGHT = 26;
const NAME_HEIGHT = 20;
const LINE_HEIGHT = 19;

/**
 * Filters moving over a volume of several channels, step by step, with the arithmetic of each place written out: channels
 * below each other at the left, the slices of each filter beside the channels that they see, the output's maps at the right.
 * Buttons, a slider and the arrow keys move it. Where scripts are stripped, one frame and the whole output stand.
 *
 * @param x  [height, width, channels], at most 9 pixels each way with its padding and 4 channels; not changed.
 * @param w  [rows, columns, channels, filters], at most 4 filters.
 * @param b  [filters]; zeros where it is left out.
 * @param options  `strides` and `padding`, as `convVolume` reads them; `start`, `title`.
 * @returns A picture with controls that a notebook displays.
 * @throws {RangeError} When the volume is too large to write its numbers, or shapes do not fit one another.
 *
 * @example
 * const x = NdArray.fromNested([[[1, 2], [3, 4]]]);
 * volumeScrubber(x, NdArray.fromNested([[[[10], [1]]]])).frames.length // => 2
 */
export function volumeScrubber(
  x: NdArray,
  w: NdArray,
  b?: NdArray,
  options: VolumeScrubberOptions = {},
): Film<VolumeFrame> {
  const {title = "", start, ...window} = options;
  const planes = channelsOf("volumeScrubber", "x", x);
  const frames = volumeFrames(x, w, b, window);
  const padding = overhang(planes[0], frames, w.shape);
  const [rows, columns] = [padding.rows, padding.columns];
  const filters = w.shape[3];
  if (Math.max(rows, columns) > MAX_AXIS || Math.max(planes.length, filters) > MAX_CHANNELS)
    throw new RangeError(
      `volumeScrubber: x must be at most ${MAX_AXIS} pixels each way with its padding, with at most ${MAX_CHANNELS} channels and filters, got ${rows} x ${columns} pixels, ${planes.length} channels, ${filters} filters`,
    );
  const strongest = frames.reduce(
    (best, {sum}, n) => (Math.abs(sum) > Math.abs(frames[best].sum) ? n : best),
    0,
  );
  return new Film("volumeScrubber", frames, draw(planes, w, frames, padding, title), start ?? strongest);
}

function draw(
  planes: readonly Rows[],
  w: NdArray,
  frames: readonly VolumeFrame[],
  padding: ReturnType<typeof overhang>,
  title: string,
): FilmParts {
  const [tall, wide, , filters] = w.shape;
  const kernels = Array.from({length: filters}, (_, k) => planes.map((_, c) => kernelOf(w, c, k)));
  const maps = mapsOf(frames, filters);
  const all = [...planes, ...kernels.flat(), ...maps];
  const cell = Math.max(...all.map(rows => numberedCell(rows, LEAST_CELL)));
  const top = (title ? TITLE_HEIGHT : 0) + NAME_HEIGHT;
  const blockHeight = Math.max(padding.rows, tall) * cell + GAP;
  const mapHeight = maps[0].length * cell + GAP;
  const planeTop = (c: number) => top + c * blockHeight;
  const filterWidth = Math.max(wide * cell, textWidth("filter 0", 12), textWidth("bias \u22120.00", 12));
  const filterLeft = (k: number) => padding.columns * cell + GAP * 1.4 + k * (filterWidth + GAP);
  const outputLeft = filterLeft(filters) + GAP * 0.4;
  const mapTop = (k: number) => top + k * mapHeight;
  const bottom = Math.max(planeTop(planes.length), mapTop(filters));

  const [planeScale] = scalesFor("volumeScrubber", [planes.flat()]);
  const [kernelScale] = scalesFor("volumeScrubber", [kernels.flat(2)], "shared", "diverging");
  const [mapScale] = scalesFor("volumeScrubber", [maps.flat()], "shared", "diverging");
  const name = (x: number, y: number, content: string) => text(x, y - 7, content, {size: 12, fill: FAINT});
  const fixed = [
    text(0, 14, title, {size: 14, bold: true}),
    ...planes.flatMap((plane, c) => [
      name(0, planeTop(c), `channel ${c}${c === 0 && padding.any ? " (hatched: zeros)" : ""}`),
      padding.any ? hatch(0, planeTop(c), padding.columns * cell, padding.rows * cell) : "",
      drawTile(
        {rows: plane, scale: planeScale, cell, numbers: true},
        padding.left * cell,
        planeTop(c) + padding.top * cell,
      ),
    ]),
    ...kernels.flatMap((slices, k) => [
      name(filterLeft(k), top, `filter ${k}`),
      ...slices.map((rows, c) =>
        drawTile({rows, scale: kernelScale, cell, numbers: true}, filterLeft(k), planeTop(c)),
      ),
      text(
        filterLeft(k),
        planeTop(planes.length - 1) + tall * cell + 17,
        `bias ${label(biasOf(frames, k))}`,
        {size: 12},
      ),
    ]),
    ...maps.flatMap((map, k) => [
      name(outputLeft, mapTop(k), `output map ${k}`),
      rect(outputLeft, mapTop(k), map[0].length * cell, map.length * cell, `fill="none" stroke="${LINE}"`),
    ]),
    ...frames.map(({filter, y, x, sum}) =>
      appearing(
        drawTile(
          {rows: [[sum]], scale: mapScale, cell, numbers: true},
          outputLeft + x * cell,
          mapTop(filter) + y * cell,
        ),
      ),
    ),
  ].join("\n");

  const lines = frames.map(at => arithmetic(at, kernels[at.filter]));
  const steps = frames.map((at, n) => ({
    words: `Map ${at.filter}, row ${at.y}, column ${at.x} is ${plain(at.sum)}`,
    moving: [
      ...planes.flatMap((_, c) => [
        frame(
          (at.left + padding.left) * cell,
          planeTop(c) + (at.top + padding.top) * cell,
          wide * cell,
          tall * cell,
        ),
        frame(filterLeft(at.filter), planeTop(c), wide * cell, tall * cell),
      ]),
      frame(outputLeft + at.x * cell, mapTop(at.filter) + at.y * cell, cell, cell),
      ...lines[n].map((line, i) =>
        text(0, bottom + 16 + i * LINE_HEIGHT, line, {size: 12, className: "kb-line"}),
      ),
    ].join("\n"),
  }));
  const width = Math.max(
    outputLeft + Math.max(maps[0][0].length * cell, textWidth("output map 0", 12)),
    textWidth(title, 15),
    ...lines.flat().map(line => textWidth(line, 12)),
  );
  const height = bottom + 6 + (planes.length + 1) * LINE_HEIGHT;
  const alt = (n: number) =>
    `${title ? `${title}. ` : ""}${filters} filter${filters === 1 ? "" : "s"} of ${tall} x ${wide} pixels over ${planes.length} channels of ${planes[0].length} x ${planes[0][0].length} pixels. ${steps[n].words}: ${spoken(lines[n].join("; "))}`;
  return {fixed, steps, width, height, alt, control: "Move the window"};
}

/** A line for each channel; a last one adds them up and the bias, once. */
function arithmetic({channels, bias, sum}: VolumeFrame, kernels: readonly Rows[]): string[] {
  const each = channels.map(
    ({patch, sum: part}, c) => `channel ${c}:  ${productTerms(patch, kernels[c])} = ${label(part)}`,
  );
  const parts = channels.map(channel => signed(channel.sum)).join(" + ");
  return [...each, `sum:  ${parts} + bias ${signed(bias)} = ${label(sum)}`];
}

function mapsOf(frames: readonly VolumeFrame[], filters: number): number[][][] {
  const maps: number[][][] = Array.from({length: filters}, () => []);
  for (const {filter, y, x, sum} of frames) {
    maps[filter][y] ??= [];
    maps[filter][y][x] = sum;
  }
  return maps;
}

function biasOf(frames: readonly VolumeFrame[], filter: number): number {
  return frames.find(at => at.filter === filter)?.bias ?? 0;
}
