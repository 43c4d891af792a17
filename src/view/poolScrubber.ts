import {type Grid, rowsOf} from "../core/grid.js";
import {signed, spoken} from "./arithmetic.js";
import {appearing, Film, type FilmParts} from "./film.js";
import {type PoolFrame, type PoolOptions, poolFrames} from "./poolFrames.js";
import {scalesFor} from "./scales.js";
import {FAINT, frame, LINE, label, plain, rect, ring, text, textWidth} from "./svg.js";
import {drawTile, numberedCell, type Rows} from "./tile.js";

export interface PoolScrubberOptions extends PoolOptions {
  readonly title?: string;
  /** The frame shown first, and alone where scripts are stripped; the last, with all slopes back, unless given. */
  readonly start?: number;
}

/** More cells are no longer read as numbers. */
const MAX_AXIS = 8;
const GAP = 34;
const TITLE_HEIGHT = 26;
const NAME_HEIGHT = 22;
const LINE_HEIGHT = 20;

/**
 * Pooling, step by step, there and back: the window on the image with its maximiser lit, the output, the slope that comes
 * back, and the pixels that get it. Buttons, a slider and the arrow keys move it.
 *
 * @param image  [height, width], at most 8 pixels each way; not changed.
 * @param size  Side of the window, in pixels.
 * @param options  `kind`, `stride`, `ties`, `slopes`; `start`, `title`.
 * @returns A picture with controls that a notebook displays.
 * @throws {RangeError} When the image is too large to write its numbers, or the window larger than the image.
 *
 * @example
 * poolScrubber([[1, 5], [2, 0]], 2).alt
 * // => "Max pooling with a 2 x 2 window. Image: [1, 5], [2, 0]. Output: [5]. Output row 0, column 0 is 5: largest of 1, 5, 2, 0 is 5; the slope 1 goes to row 0, column 1. Slopes by pixel: [0, 1], [0, 0]"
 */
export function poolScrubber(image: Grid, size: number, options: PoolScrubberOptions = {}): Film<PoolFrame> {
  const {title = "", start, ...pooling} = options;
  const rows = rowsOf("poolScrubber", "image", image);
  const longest = Math.max(rows.length, rows[0].length);
  if (longest > MAX_AXIS)
    throw new RangeError(`poolScrubber: image must be at most ${MAX_AXIS} pixels each way, got ${longest}`);
  const frames = poolFrames(rows, size, pooling);
  const parts = draw(rows, size, frames, title, pooling.kind ?? "max");
  return new Film("poolScrubber", frames, parts, start ?? frames.length - 1);
}

function draw(
  image: Rows,
  size: number,
  frames: readonly PoolFrame[],
  title: string,
  kind: "max" | "mean",
): FilmParts {
  const output = gridOf(frames, ({value}) => value);
  const slopes = gridOf(frames, ({slope}) => slope);
  const total = frames[frames.length - 1].sofar;
  const cell = Math.max(...[image, output, slopes, total].map(rows => numberedCell(rows)));
  const top = (title ? TITLE_HEIGHT : 0) + NAME_HEIGHT;
  const [tall, wide] = [image.length * cell, image[0].length * cell];
  const outputLeft = wide + GAP;
  const columnWidth = Math.max(output[0].length * cell, textWidth("slope by output", 12));
  const slopesLeft = outputLeft + columnWidth + GAP;
  const backLeft = slopesLeft + columnWidth + GAP;
  const [imageScale] = scalesFor("poolScrubber", [image]);
  const [outputScale] = scalesFor("poolScrubber", [[...Array.from(image), ...output]]);
  const [slopeScale] = scalesFor("poolScrubber", [[...slopes, ...total]], "shared", "diverging");
  const cellAt = (value: number, left: number, y: number, x: number, scale: typeof imageScale) =>
    drawTile({rows: [[value]], scale, cell, numbers: true}, left + x * cell, top + y * cell);
  const box = (left: number, rows: Rows) =>
    rect(left, top, rows[0].length * cell, rows.length * cell, `fill="none" stroke="${LINE}"`);
  const name = (x: number, content: string) => text(x, top - 8, content, {size: 12, fill: FAINT});
  const fixed = [
    text(0, 14, title, {size: 14, bold: true}),
    name(0, "image"),
    name(outputLeft, "output"),
    name(slopesLeft, "slope by output"),
    name(backLeft, "slope by pixel"),
    drawTile({rows: image, scale: imageScale, cell, numbers: true}, 0, top),
    box(outputLeft, output),
    drawTile({rows: slopes, scale: slopeScale, cell, numbers: true}, slopesLeft, top),
    box(backLeft, image),
    ...frames.map(({y, x, value}) => appearing(cellAt(value, outputLeft, y, x, outputScale))),
  ].join("\n");
  const bottom = top + tall;
  const lines = frames.map(at => sentences(at, kind));
  const middle = (left: number, x: number) => left + (x + 0.5) * cell;
  const steps = frames.map((at, n) => ({
    words: `Output row ${at.y}, column ${at.x} is ${plain(at.value)}`,
    moving: [
      ...at.sofar.flatMap((row, y) =>
        row.flatMap((value, x) => (value === 0 ? [] : [cellAt(value, backLeft, y, x, slopeScale)])),
      ),
      frame(at.left * cell, top + at.top * cell, size * cell, size * cell),
      frame(outputLeft + at.x * cell, top + at.y * cell, cell, cell),
      frame(slopesLeft + at.x * cell, top + at.y * cell, cell, cell),
      frame(backLeft + at.left * cell, top + at.top * cell, size * cell, size * cell),
      ...(kind === "max" ? at.receivers : []).flatMap(([y, x]) => [
        ring(middle(0, x), middle(top, y), cell * 0.42),
        ring(middle(backLeft, x), middle(top, y), cell * 0.42),
      ]),
      ...lines[n].map((line, i) => text(0, bottom + 26 + i * LINE_HEIGHT, line, {className: "kb-line"})),
    ].join("\n"),
  }));
  const longest = Math.max(...lines.flat().map(line => textWidth(line)));
  const grid = (rows: Rows) => Array.from(rows, row => `[${Array.from(row, plain).join(", ")}]`).join(", ");
  const lead = `${title ? `${title}. ` : ""}${kind === "max" ? "Max" : "Mean"} pooling with a ${size} x ${size} window`;
  return {
    fixed,
    steps,
    width: Math.max(backLeft + wide, textWidth(title, 15), longest),
    height: bottom + 16 + 2 * LINE_HEIGHT,
    alt: n =>
      `${lead}. Image: ${grid(image)}. Output: ${grid(output)}. ${steps[n].words}: ${spoken(lines[n].join("; "))}. Slopes by pixel: ${grid(frames[n].sofar)}`,
    control: "Move the window",
  };
}

/** What happens forward, and what happens back. */
function sentences({patch, value, slope, receivers, share}: PoolFrame, kind: "max" | "mean"): string[] {
  const numbers = patch.flat().map(label).join(", ");
  if (kind === "mean")
    return [
      `(${patch.flat().map(signed).join(" + ")}) / ${patch.flat().length} = ${label(value)}`,
      `the slope ${label(slope)} is shared: ${label(share)} for each of ${receivers.length} pixels`,
    ];
  const places = receivers.map(([y, x]) => `row ${y}, column ${x}`);
  const each = places.length > 1 ? "goes whole to each of " : "goes to ";
  return [
    `largest of ${numbers} is ${label(value)}`,
    `the slope ${label(slope)} ${each}${places.join("; ")}`,
  ];
}

function gridOf(frames: readonly PoolFrame[], read: (at: PoolFrame) => number): number[][] {
  const grid: number[][] = [];
  for (const at of frames) {
    grid[at.y] ??= [];
    grid[at.y][at.x] = read(at);
  }
  return grid;
}
