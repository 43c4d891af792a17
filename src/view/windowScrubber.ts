import type {Window2dOptions} from "../conv/windowGeometry.js";
import {type Grid, rowsOf} from "../core/grid.js";
import {Film} from "./film.js";
import {drawScrubber} from "./scrubberDrawing.js";
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
export function windowScrubber(image: Grid, kernel: Grid, options: ScrubberOptions = {}): Film<WindowFrame> {
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
  return new Film("windowScrubber", frames, drawScrubber(rows, weights, frames, title), first);
}

function strongest(frames: readonly WindowFrame[]): number {
  let best = 0;
  for (const [n, {sum}] of frames.entries()) if (Math.abs(sum) > Math.abs(frames[best].sum)) best = n;
  return best;
}
