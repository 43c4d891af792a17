import {requireFinite, requireInteger} from "../core/check.js";
import {flow} from "./flow.js";
import {drawLegend, LEGEND_HEIGHT, legendWidth} from "./legend.js";
import {Picture} from "./picture.js";
import type {NamedRows} from "./pictures.js";
import {type Colors, scalesFor, type ValueRange} from "./scales.js";
import {drawingOf, plain, text, textWidth} from "./svg.js";
import {drawTile, flat, numberedCell, type Rows, type Tile} from "./tile.js";

/** How pictures are laid out and coloured. */
export interface GridOptions {
  readonly title?: string;
  /** A name under each picture; the names of a record unless given. */
  readonly labels?: readonly string[];
  /** Pictures in a line; as many as fit 720 units unless given. */
  readonly columns?: number;
  /** Units on the screen for each pixel of a picture; chosen by size unless given. */
  readonly scale?: number;
  /** Units between pictures; 18 unless given. */
  readonly gap?: number;
  /** Which values the colours span: `"shared"` by all pictures unless given. */
  readonly range?: ValueRange;
  /** `"gray"`, or `"diverging"` around zero; by the values' signs unless given. */
  readonly colors?: Colors;
  /** Whether values are written in the cells; in small kernels only, unless given. */
  readonly numbers?: boolean;
  /** Whether the colours are explained under the pictures; where values are not written, unless given. */
  readonly legend?: boolean;
  /** What is seen and what follows from it, for readers who cannot see it; the sizes and values unless given. */
  readonly alt?: string;
}

/** Wider than a phone, narrower than a notebook's text. */
const MAX_WIDTH = 720;
/** Side that a picture gets where no scale is asked for. */
const SIDE = 112;
const LABEL_HEIGHT = 20;
const TITLE_HEIGHT = 26;

/** Pictures or kernels in lines, with names, title and legend. */
export function drawGrid(
  where: string,
  what: string,
  named: readonly NamedRows[],
  options: GridOptions,
): Picture {
  const {title = "", numbers = false, range, colors} = options;
  const all = named.map(({rows}) => rows);
  const scales = scalesFor(where, all, range, colors);
  const cell = requireFinite(where, "scale", options.scale ?? cellFor(all, numbers), true);
  const tiles = all.map((rows, index): Tile => {
    return {rows, scale: scales[index], cell, numbers, pixels: named[index].pixels};
  });
  const sizes = tiles.map((tile, index) => ({
    width: Math.max(tile.rows[0].length * tile.cell, textWidth(named[index].name, 12)),
    height: tile.rows.length * tile.cell,
  }));
  const gap = requireFinite(where, "gap", options.gap ?? 18);
  const {places, ...inner} = flow(sizes, {
    maxWidth: options.columns === undefined ? MAX_WIDTH : Number.POSITIVE_INFINITY,
    columns: requireInteger(where, "columns", options.columns ?? balanced(sizes, gap), 1),
    gap,
    below: named.some(({name}) => name) ? LABEL_HEIGHT : 0,
  });

  const top = title ? TITLE_HEIGHT : 0;
  const parts = [text(0, 14, title, {size: 14, bold: true})];
  for (const [index, tile] of tiles.entries()) {
    const middle = places[index].left + sizes[index].width / 2;
    const bottom = top + places[index].bottom;
    parts.push(drawTile(tile, middle - (tile.rows[0].length * tile.cell) / 2, bottom - sizes[index].height));
    parts.push(text(middle, bottom + 15, named[index].name, {size: 12, anchor: "middle"}));
  }
  let width = Math.max(inner.width, textWidth(title, 15));
  let height = top + inner.height;
  // Where each picture has its own span, one bar would be wrong for all but one.
  const gray = named.some(({pixels}) => !pixels);
  if (options.legend ?? (gray && !numbers && (range !== "each" || tiles.length === 1))) {
    parts.push(drawLegend(scales[0], "", 0, height + 14));
    width = Math.max(width, legendWidth(""));
    height += 14 + LEGEND_HEIGHT;
  }
  const alt = options.alt ?? describe(what, named, title);
  return new Picture(drawingOf(width, height, alt, parts.join("\n")), alt);
}

/** Pictures in a line when all lines are about equally full: 8 in two lines of 4, not of 7 and 1. */
function balanced(sizes: readonly {readonly width: number}[], gap: number): number {
  const widest = Math.max(...sizes.map(({width}) => width));
  const fitting = Math.max(1, Math.floor((MAX_WIDTH + gap) / (widest + gap)));
  return Math.ceil(sizes.length / Math.ceil(sizes.length / fitting));
}

/** One scale for all, a whole number of units for each pixel where that is possible. */
function cellFor(all: readonly Rows[], numbers: boolean): number {
  if (numbers) return Math.max(...all.map(rows => numberedCell(rows)));
  const longest = Math.max(...all.map(rows => Math.max(rows.length, rows[0].length)));
  const side = all.length === 1 ? 2 * SIDE : SIDE;
  return longest > side ? side / longest : Math.floor(side / longest);
}

/** `2 images. three: 28 x 28 pixels, values 0 to 255; ...`; small kernels with all their weights. */
function describe(what: string, named: readonly NamedRows[], title: string): string {
  const each = named.map(({name, rows}) => {
    const values = flat(rows);
    const lead = `${name ? `${name}: ` : ""}${rows.length} x ${rows[0].length} pixels, `;
    if (what === "kernel" && values.length <= 49)
      return `${lead}weights ${Array.from(rows, row => `[${Array.from(row, value => plain(value)).join(", ")}]`).join(", ")}`;
    const finite = values.filter(Number.isFinite);
    const low = finite.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    const high = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    return `${lead}${finite.length ? `values ${plain(low)} to ${plain(high)}` : "no finite value"}`;
  });
  const count = `${named.length} ${what}${named.length === 1 ? "" : "s"}`;
  return `${title ? `${title}. ` : ""}${count}. ${each.join("; ")}`;
}
