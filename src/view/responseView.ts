import {correlate2d} from "../conv/correlate2d.js";
import {findPeak, type Peak} from "../conv/findPeak.js";
import {requireFinite, requireInteger} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";
import type {ColorScale} from "./colors.js";
import {drawLegend, LEGEND_HEIGHT, legendWidth} from "./legend.js";
import {Picture} from "./picture.js";
import {type NamedRows, namedRows, type Pictures} from "./pictures.js";
import {scalesFor, type ValueRange} from "./scales.js";
import {drawingOf, FAINT, frame, label, plain, ring, text, textWidth} from "./svg.js";
import {canNumber, drawTile, numberedCell, type Rows} from "./tile.js";

/** What is drawn beside the kernels, and how. */
export interface ResponseOptions {
  readonly title?: string;
  /** A name under each kernel; the names of a record unless given. */
  readonly labels?: readonly string[];
  /** Kernels in a row; as many as fit 720 units unless given. */
  readonly columns?: number;
  /** Units on the screen for each pixel of the image; chosen by size unless given. */
  readonly scale?: number;
  /** How an image and a kernel make a response; `correlate2d` without padding unless given. */
  readonly respond?: (image: Grid, kernel: Grid) => Grid;
  /** Whether the highest response is ringed and, for one kernel laid without padding, its window framed on the image. */
  readonly peak?: boolean;
  /** Which values the responses' colours span: `"shared"` by all unless given. */
  readonly range?: ValueRange;
  /** What is seen and what follows from it, for readers who cannot see it; the peaks unless given. */
  readonly alt?: string;
}

const MAX_WIDTH = 720;
/** Longest side of the image, in units, where no scale is asked for: beside one or two kernels, and beside more. */
const LARGE_SIDE = 168;
const SMALL_SIDE = 112;
const GAP = 22;
const TITLE_HEIGHT = 26;
/** A kernel's name between it and its map, and how far its base line is above the map. */
const NAME_HEIGHT = 28;
const NAME_GAP = 9;
/** Two lines of small text under a map. */
const PEAK_HEIGHT = 32;

/**
 * An image, and below each kernel the map of its responses: orange where the pattern is, blue where its negative is.
 *
 * @param image  [height, width].
 * @param kernels  One kernel, a list, or named ones.
 * @param options  How to respond, whether to mark the peak, layout, alternative text.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 * @throws {RangeError} When a kernel is larger than the image.
 *
 * @example
 * String(responseView([[0, 5, 5]], [[-1, 1]])) // => "Image of 1 x 3 pixels and the responses of 1 kernel. Responses 0 to 5, highest at row 0, column 0"
 */
export function responseView(image: Grid, kernels: Pictures, options: ResponseOptions = {}): Picture {
  const {title = "", respond = (input, kernel) => correlate2d(input, kernel), peak = false} = options;
  const pixels = rowsOf("responseView", "image", image);
  const named = namedRows("responseView", "kernel", kernels, options.labels);
  const blocks = blocksOf(pixels, named, respond, options.range);

  const side = blocks.length > 2 ? SMALL_SIDE : LARGE_SIDE;
  const longest = Math.max(pixels.length, pixels[0].length);
  const chosen = longest > side ? side / longest : Math.floor(side / longest);
  const cell = requireFinite("responseView", "scale", options.scale ?? chosen, true);
  const size = measure(pixels, blocks, cell, peak);
  const imageWidth = pixels[0].length * cell;
  const fitting = Math.max(1, Math.floor((MAX_WIDTH - imageWidth) / (size.width + GAP)));
  const columns = Math.min(
    requireInteger("responseView", "columns", options.columns ?? fitting, 1),
    blocks.length,
  );
  const top = title ? TITLE_HEIGHT : 0;
  const [imageScale] = scalesFor("responseView", [pixels]);
  // Level with the first line of responses, so that places can be compared by eye.
  const imageTop = top + size.mapTop + (size.mapHeight - pixels.length * cell) / 2;
  const parts = [
    text(0, 14, title, {size: 14, bold: true}),
    text(imageWidth / 2, top + size.mapTop - NAME_GAP, "image", {size: 12, anchor: "middle"}),
    drawTile({rows: pixels, scale: imageScale, cell, numbers: false}, 0, imageTop),
    ...blocks.map((block, index) => {
      const left = imageWidth + GAP + (index % columns) * (size.width + GAP);
      return drawBlock(block, left, top + Math.floor(index / columns) * (size.height + GAP), size);
    }),
  ];
  if (peak && blocks.length === 1 && isUnpadded(pixels, blocks[0])) {
    const {peak: best, kernel} = blocks[0];
    parts.push(frame(best.x * cell, imageTop + best.y * cell, kernel[0].length * cell, kernel.length * cell));
  }
  let width = Math.max(imageWidth + columns * (size.width + GAP), textWidth(title, 15));
  let height = top + Math.ceil(blocks.length / columns) * (size.height + GAP) - GAP;
  if (options.range !== "each" || blocks.length === 1) {
    parts.push(drawLegend(blocks[0].mapScale, "response", 0, height + 14));
    width = Math.max(width, legendWidth("response"));
    height += 14 + LEGEND_HEIGHT;
  }
  const alt = options.alt ?? describe(pixels, blocks, title);
  return new Picture(drawingOf(width, height, alt, parts.join("\n")), alt);
}

/** A kernel above the map of its responses. */
interface Block {
  readonly name: string;
  readonly kernel: Rows;
  readonly kernelScale: ColorScale;
  readonly map: Rows;
  readonly mapScale: ColorScale;
  readonly peak: Peak;
}

function blocksOf(
  pixels: Rows,
  named: readonly NamedRows[],
  respond: (image: Grid, kernel: Grid) => Grid,
  range: ValueRange | undefined,
): Block[] {
  const kernels = named.map(({rows}) => rows);
  const maps = kernels.map(rows => rowsOf("responseView", "response", respond(pixels, rows)));
  // Weights of different kernels are of different kinds: an edge's whole numbers would leave nothing of a blur.
  const kernelScales = scalesFor("responseView", kernels, "each", "diverging");
  const mapScales = scalesFor("responseView", maps, range, "diverging");
  return named.map(({name, rows}, index) => ({
    name,
    kernel: rows,
    kernelScale: kernelScales[index],
    map: maps[index],
    mapScale: mapScales[index],
    peak: findPeak(maps[index]),
  }));
}

/** Sizes that all blocks share, in units; tops are measured from the top of a block. */
interface BlockSize {
  readonly cell: number;
  readonly width: number;
  readonly height: number;
  readonly mapTop: number;
  /** Room for the highest of image and maps; lower ones stand in its middle, so that places line up. */
  readonly mapHeight: number;
  readonly peak: boolean;
}

function measure(pixels: Rows, blocks: readonly Block[], cell: number, peak: boolean): BlockSize {
  const wide = blocks.flatMap(({name, map}) => [map[0].length * cell, textWidth(name, 12)]);
  const width = Math.max(...wide, ...blocks.map(({kernel}) => kernel[0].length * kernelCell(kernel)));
  const kernelHeight = Math.max(...blocks.map(({kernel}) => kernel.length * kernelCell(kernel)));
  const mapTop = kernelHeight + NAME_HEIGHT;
  const mapHeight = Math.max(pixels.length, ...blocks.map(({map}) => map.length)) * cell;
  return {cell, width, mapTop, mapHeight, peak, height: mapTop + mapHeight + (peak ? PEAK_HEIGHT : 0)};
}

/** Side of a kernel's cells: wide enough for its weights where there are few of them. */
function kernelCell(kernel: Rows): number {
  const longest = Math.max(kernel.length, kernel[0].length);
  return isNumbered(kernel) ? numberedCell(kernel) : Math.max(4, Math.floor(92 / longest));
}

function isNumbered(kernel: Rows): boolean {
  return canNumber(kernel) && numberedCell(kernel) * Math.max(kernel.length, kernel[0].length) <= 120;
}

function drawBlock(block: Block, left: number, top: number, size: BlockSize): string {
  const {kernel, map, peak} = block;
  const middle = left + size.width / 2;
  const side = kernelCell(kernel);
  const kernelTop = top + size.mapTop - NAME_HEIGHT - kernel.length * side;
  const kernelTile = {rows: kernel, scale: block.kernelScale, cell: side, numbers: isNumbered(kernel)};
  const mapLeft = middle - (map[0].length * size.cell) / 2;
  const mapTop = top + size.mapTop + (size.mapHeight - map.length * size.cell) / 2;
  const parts = [
    drawTile(kernelTile, middle - (kernel[0].length * side) / 2, kernelTop),
    text(middle, top + size.mapTop - NAME_GAP, block.name, {size: 12, anchor: "middle"}),
    drawTile({rows: map, scale: block.mapScale, cell: size.cell, numbers: false}, mapLeft, mapTop),
  ];
  if (size.peak) {
    const bottom = top + size.mapTop + size.mapHeight;
    const faint = {size: 11, anchor: "middle", fill: FAINT} as const;
    parts.push(
      ring(
        mapLeft + (peak.x + 0.5) * size.cell,
        mapTop + (peak.y + 0.5) * size.cell,
        Math.max(7, size.cell * 1.2),
      ),
      text(middle, bottom + 15, `peak ${label(peak.value)}`, faint),
      text(middle, bottom + 29, `row ${peak.y}, column ${peak.x}`, faint),
    );
  }
  return parts.join("");
}

/** Whether place (y, x) of the map is the window that starts at (y, x) of the image. */
function isUnpadded(pixels: Rows, {kernel, map}: Block): boolean {
  return (
    map.length === pixels.length - kernel.length + 1 &&
    map[0].length === pixels[0].length - kernel[0].length + 1
  );
}

function describe(pixels: Rows, blocks: readonly Block[], title: string): string {
  const count = `${blocks.length} kernel${blocks.length === 1 ? "" : "s"}`;
  const lead = `Image of ${pixels.length} x ${pixels[0].length} pixels and the responses of ${count}`;
  const each = blocks.map(({name, map, peak}) => {
    const low = Array.from(map, row => Array.from(row).reduce((a, b) => Math.min(a, b))).reduce((a, b) =>
      Math.min(a, b),
    );
    return `${name ? `${name}: r` : "R"}esponses ${plain(low)} to ${plain(peak.value)}, highest at row ${peak.y}, column ${peak.x}`;
  });
  return `${title ? `${title}. ` : ""}${lead}. ${each.join("; ")}`;
}
