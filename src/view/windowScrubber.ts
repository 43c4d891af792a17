import type {Window2dOptions} from "../conv/placeWindow.js";
import {requireInteger} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";
import {DISPLAY, type MimeBundle} from "../core/mime.js";
import {Picture} from "./picture.js";
import {drawScrubber, type ScrubberDrawing} from "./scrubberDrawing.js";
import {scrubberPage, stillImage} from "./scrubberPage.js";
import {type WindowFrame, windowFrames} from "./windowFrames.js";

/** How the window moves, and which frame stands for all. */
export interface ScrubberOptions extends Window2dOptions {
  readonly title?: string;
  /** The frame shown first, and alone where scripts are stripped: counted from 0; the largest sum's unless given. */
  readonly start?: number;
}

/** More cells are no longer read as numbers. */
const MAX_AXIS = 12;

/**
 * A kernel sliding over a small image, step by step, with the arithmetic of each place written out: buttons, a slider and
 * the arrow keys move it. Where scripts are stripped, one frame and the whole output stand.
 *
 * @param image  [height, width], at most 12 pixels each way; not changed.
 * @param kernel  [rows, columns], not flipped.
 * @param options  `strides` and `padding`, as `correlate2d` reads them; `start`, `title`.
 * @returns A picture with controls that a notebook displays.
 * @throws {RangeError} When the image is too large to write its numbers, or the kernel larger than the image.
 *
 * @example
 * windowScrubber([[1, 2, 3]], [[10, 1]]).frames.length // => 2
 */
export function windowScrubber(image: Grid, kernel: Grid, options: ScrubberOptions = {}): WindowScrubber {
  const {title = "", start, ...window} = options;
  const rows = rowsOf("windowScrubber", "image", image);
  const weights = rowsOf("windowScrubber", "kernel", kernel);
  const longest = Math.max(rows.length, rows[0].length, weights.length, weights[0].length);
  if (longest > MAX_AXIS)
    throw new RangeError(
      `windowScrubber: image and kernel must be at most ${MAX_AXIS} pixels each way, got ${longest}`,
    );
  const frames = windowFrames(rows, weights, window);
  const first = start ?? strongest(frames);
  if (requireInteger("windowScrubber", "start", first, 0) >= frames.length)
    throw new RangeError(
      `windowScrubber: start must be below ${frames.length}, the number of frames, got ${first}`,
    );
  return new WindowScrubber(drawScrubber(rows, weights, frames, title), frames, first);
}

function strongest(frames: readonly WindowFrame[]): number {
  let best = 0;
  for (const [n, {sum}] of frames.entries()) if (Math.abs(sum) > Math.abs(frames[best].sum)) best = n;
  return best;
}

/** The moving picture; displayed as a page fragment with controls, as SVG, as PNG and as text. */
export class WindowScrubber extends Picture {
  readonly frames: readonly WindowFrame[];
  readonly #drawing: ScrubberDrawing;
  readonly #start: number;

  constructor(drawing: ScrubberDrawing, frames: readonly WindowFrame[], start: number) {
    super(drawing.still(start), drawing.alt(start));
    this.frames = frames;
    this.#drawing = drawing;
    this.#start = start;
  }

  override async [DISPLAY](): Promise<MimeBundle> {
    const bundle = await super[DISPLAY]();
    const png = bundle["image/png"];
    const still = typeof png === "string" ? stillImage(png, this.alt, this.width) : this.svg;
    return {...bundle, "text/html": scrubberPage(this.#drawing, this.#start, still)};
  }
}
