import {drawLegend, LEGEND_HEIGHT, legendWidth} from "./legend.js";
import {Picture} from "./picture.js";
import {drawingOf, FAINT, text, textWidth} from "./svg.js";
import {drawTile, type Tile} from "./tile.js";

/** A tile with a line of small text under it. */
export interface TableCell {
  readonly tile: Tile;
  readonly caption?: string;
}

/** Tiles in rows and columns with names. */
export interface TileTable {
  readonly title?: string;
  readonly columns?: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly note?: string;
    readonly cells: readonly TableCell[];
  }[];
  /** A tile whose colours hold for all, to be explained below; no legend unless given. */
  readonly legend?: Tile;
  readonly gap?: number;
  /** Whether tiles of a row stand close together, in no columns. */
  readonly packed?: boolean;
}

const TITLE_HEIGHT = 26;
const HEADER_HEIGHT = 22;
const CAPTION_HEIGHT = 17;

/** Tiles with names of rows on the left and of columns on top; every column as wide as its widest tile. */
export function drawTileTable(table: TileTable, alt: string): Picture {
  const {title = "", columns = [], rows, legend, gap = 12, packed = false} = table;
  const parts = [text(0, 14, title, {size: 14, bold: true})];
  const indent = Math.max(
    0,
    ...rows.flatMap(({name, note = ""}) => [textWidth(name, 12), textWidth(note, 11)]),
  );
  const left = indent > 0 ? indent + 12 : 0;
  const count = Math.max(...rows.map(({cells}) => cells.length));
  const aligned = Array.from({length: count}, (_, n) =>
    Math.max(textWidth(columns[n] ?? "", 12), ...rows.map(({cells}) => (cells[n] ? cellWidth(cells[n]) : 0))),
  );
  const placesOf = (cells: readonly TableCell[]) => {
    const widths = packed ? cells.map(cellWidth) : aligned;
    return widths.map((width, n) => ({
      width,
      start: left + widths.slice(0, n).reduce((sum, before) => sum + before + gap, 0),
    }));
  };
  let top = title ? TITLE_HEIGHT : 0;
  if (columns.length > 0) {
    const places = placesOf([]);
    for (const [n, name] of columns.entries())
      parts.push(
        text(places[n].start + places[n].width / 2, top + 14, name, {
          size: 12,
          fill: FAINT,
          anchor: "middle",
        }),
      );
    top += HEADER_HEIGHT;
  }
  for (const {name, note, cells} of rows) {
    const height = Math.max(...cells.map(({tile}) => tile.rows.length * tile.cell));
    const middle = top + height / 2 + (note ? -3 : 4);
    parts.push(text(0, middle, name, {size: 12}));
    if (note) parts.push(text(0, middle + 16, note, {size: 11, fill: FAINT}));
    const places = placesOf(cells);
    for (const [n, {tile, caption = ""}] of cells.entries()) {
      const center = places[n].start + places[n].width / 2;
      const tileTop = top + (height - tile.rows.length * tile.cell) / 2;
      parts.push(drawTile(tile, center - widthOf(tile) / 2, tileTop));
      parts.push(text(center, top + height + 13, caption, {size: 11, fill: FAINT, anchor: "middle"}));
    }
    top += height + gap + (cells.some(({caption}) => caption) ? CAPTION_HEIGHT : 0);
  }
  const ends = rows.map(({cells}) => placesOf(cells).at(-1) ?? {start: 0, width: 0});
  let width = Math.max(...ends.map(({start, width: last}) => start + last), textWidth(title, 15));
  let height = top - gap;
  if (legend) {
    parts.push(drawLegend(legend.scale, "", left, height + 16));
    width = Math.max(width, left + legendWidth(""));
    height += 16 + LEGEND_HEIGHT;
  }
  return new Picture(drawingOf(width, height, alt, parts.join("\n")), alt);
}

function cellWidth({tile, caption = ""}: TableCell): number {
  return Math.max(widthOf(tile), textWidth(caption, 11));
}

function widthOf({rows, cell}: Tile): number {
  return rows[0].length * cell;
}
