import {toBase64} from "../core/base64.js";
import {encodePng, type Pixels} from "../core/pixels.js";
import {type ColorScale, hex, inkOn} from "./colors.js";
import {LINE, label, rect, round, text, textWidth} from "./svg.js";

/** Rows of numbers, already checked. */
export type Rows = ReadonlyArray<ArrayLike<number>>;

/** Above this many columns or rows, numbers in cells are no longer read. */
const NUMBERED_AXIS = 9;
const NUMBER_SIZE = 12;
/** From this size of a cell, and up to this many cells, signs can be read and are worth it. */
const SIGNED_CELL = 9;
const SIGNED_COUNT = 400;

/** A picture of numbers at a place in a drawing: each value a square cell. */
export interface Tile {
  readonly rows: Rows;
  readonly scale: ColorScale;
  /** Side of a cell in units. */
  readonly cell: number;
  /** Whether the values are written in the cells. */
  readonly numbers: boolean;
  /** A colour picture to show in place of the values, as large as they are. */
  readonly pixels?: Pixels;
}

/** Side of a cell in which every value of the rows can be written, `least` units at the least. */
export function numberedCell(rows: Rows, least = 30): number {
  const widest = Math.max(...flat(rows).map(value => textWidth(label(value), NUMBER_SIZE)));
  return Math.max(least, Math.ceil(widest + 8));
}

/** Whether the rows are few enough to write their values in the cells. */
export function canNumber(rows: Rows): boolean {
  return rows.length <= NUMBERED_AXIS && rows[0].length <= NUMBERED_AXIS;
}

/** The tile as SVG: numbered squares where asked, else an image, with signs on it where they fit a diverging scale. */
export function drawTile(tile: Tile, left: number, top: number): string {
  const {rows, cell, numbers, scale, pixels} = tile;
  const [width, height] = [rows[0].length * cell, rows.length * cell];
  const outline = rect(left, top, width, height, `fill="none" stroke="${LINE}"`);
  if (pixels) return embed(pixels, cell, left, top) + outline;
  if (numbers) return drawNumbers(tile, left, top) + outline;
  const signed =
    scale.kind === "diverging" && cell >= SIGNED_CELL && rows.length * rows[0].length <= SIGNED_COUNT;
  return drawImage(tile, left, top) + (signed ? drawSigns(tile, left, top) : "") + outline;
}

function drawNumbers({rows, cell, scale}: Tile, left: number, top: number): string {
  const parts: string[] = [];
  for (let y = 0; y < rows.length; y++)
    for (let x = 0; x < rows[y].length; x++) {
      const color = scale.color(rows[y][x]);
      const [cellLeft, cellTop] = [left + x * cell, top + y * cell];
      parts.push(
        rect(cellLeft, cellTop, cell, cell, `fill="${hex(color)}" stroke="${LINE}" stroke-width="0.5"`),
        text(cellLeft + cell / 2, cellTop + cell / 2 + NUMBER_SIZE * 0.36, label(rows[y][x]), {
          size: NUMBER_SIZE,
          anchor: "middle",
          fill: inkOn(color),
        }),
      );
    }
  return parts.join("");
}

/**
 * Lines between the cells, and a plus or a minus in each, so that the sign does not hang on colour; nothing near zero. One
 * path for the lines and one for each ink: hundreds of cells stay small in the file.
 */
function drawSigns({rows, cell, scale}: Tile, left: number, top: number): string {
  const arm = cell * 0.22;
  const strokes = new Map<string, string[]>();
  for (let y = 0; y < rows.length; y++)
    for (let x = 0; x < rows[y].length; x++) {
      const value = rows[y][x];
      if (!(Math.abs(value) > scale.high * 0.15)) continue;
      const [middleX, middleY] = [left + (x + 0.5) * cell, top + (y + 0.5) * cell];
      const bar = `M${round(middleX - arm)} ${round(middleY)}h${round(2 * arm)}`;
      const upright = value > 0 ? `M${round(middleX)} ${round(middleY - arm)}v${round(2 * arm)}` : "";
      const ink = inkOn(scale.color(value));
      strokes.set(ink, [...(strokes.get(ink) ?? []), bar + upright]);
    }
  const lines = [
    ...Array.from(
      {length: rows.length - 1},
      (_, y) => `M${round(left)} ${round(top + (y + 1) * cell)}h${round(rows[0].length * cell)}`,
    ),
    ...Array.from(
      {length: rows[0].length - 1},
      (_, x) => `M${round(left + (x + 1) * cell)} ${round(top)}v${round(rows.length * cell)}`,
    ),
  ];
  const path = (d: readonly string[], style: string) =>
    d.length > 0 ? `<path d="${d.join("")}" fill="none" ${style}/>` : "";
  const signs = Array.from(strokes, ([ink, d]) => path(d, `stroke="${ink}" stroke-width="1.2"`));
  return path(lines, `stroke="${LINE}" stroke-width="0.5"`) + signs.join("");
}

/** The whole tile as one PNG inside the SVG, one pixel for each value. */
function drawImage({rows, cell, scale}: Tile, left: number, top: number): string {
  const [width, height] = [rows[0].length, rows.length];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set([...scale.color(rows[y][x]), 255], (y * width + x) * 4);
  return embed({width, height, data}, cell, left, top);
}

/** A PNG inside the SVG, each pixel `cell` units wide; enlarged without smoothing, shrunk with it. */
function embed(pixels: Pixels, cell: number, left: number, top: number): string {
  const png = toBase64(encodePng(pixels));
  const place = `x="${round(left)}" y="${round(top)}" width="${round(pixels.width * cell)}" height="${round(pixels.height * cell)}"`;
  const sharp = cell >= 1 ? ' style="image-rendering:pixelated"' : "";
  return `<image ${place} preserveAspectRatio="none"${sharp} href="data:image/png;base64,${png}"/>`;
}

/** All values in reading order. */
export function flat(rows: Rows): number[] {
  return Array.from(rows, row => Array.from(row)).flat();
}
