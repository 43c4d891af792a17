import fs from "node:fs";
import path from "node:path";
import {decode} from "fast-png";
import {encodePng} from "../../src/core/pixels.js";
import {packageRoot} from "../../src/frontend/places.js";

/** A channel that differs by less looks the same. */
const CHANNEL_TOLERANCE = 24;

interface Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The picture made smaller by averaging squares of `factor` pixels. */
function thumbnail(png: Uint8Array, factor: number): Thumbnail {
  const {width: wide, height: tall, data: from, channels} = decode(png);
  const [width, height] = [Math.floor(wide / factor), Math.floor(tall / factor)];
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let i = 0; i < factor; i++)
          for (let j = 0; j < factor; j++)
            sum += from[((y * factor + i) * wide + x * factor + j) * channels + c];
        data[(y * width + x) * 4 + c] = Math.round(sum / factor ** 2);
      }
  return {width, height, data};
}

/**
 * How much a picture differs from the one that is kept for it, as a share of pixels; 1 where the sizes differ or none is kept.
 * With KB_KEEP=1 the picture is kept in place of the old one: look at `npm run contact-sheet` first.
 *
 * @param folder  Below tests/, where the kept pictures lie.
 */
export function shareChanged(folder: string, name: string, png: Uint8Array): number {
  const file = path.join(packageRoot, "tests", folder, "kept", `${name.replace(/\W+/g, "-")}.png`);
  const now = thumbnail(png, 4);
  if (process.env.KB_KEEP) {
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, encodePng(now));
  }
  if (!fs.existsSync(file)) return 1;
  const kept = decode(fs.readFileSync(file));
  if (kept.width !== now.width || kept.height !== now.height) return 1;
  let changed = 0;
  const pixels = now.width * now.height;
  for (let at = 0; at < pixels; at++) {
    const differs = [0, 1, 2].some(
      c => Math.abs(now.data[at * 4 + c] - kept.data[at * kept.channels + c]) > CHANNEL_TOLERANCE,
    );
    if (differs) changed++;
  }
  return changed / pixels;
}
