import {encode} from "fast-png";
import {requireInteger} from "./check.js";

/** A picture of 8-bit pixels: red, green, blue, opacity for each, row by row. The shape of a browser's `ImageData`. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4], each 0..255. */
  readonly data: Uint8ClampedArray | Uint8Array;
}

/**
 * The PNG file of a picture. Same pixels, same bytes.
 *
 * @param pixels  Width, height and RGBA data; not changed.
 * @throws {RangeError} When the data has not four bytes for each pixel.
 */
export function encodePng(pixels: Pixels): Uint8Array {
  const {width, height, data} = pixels;
  requireInteger("encodePng", "width", width, 1);
  requireInteger("encodePng", "height", height, 1);
  if (data.length !== width * height * 4)
    throw new RangeError(
      `encodePng: data must have ${width} x ${height} x 4 = ${width * height * 4} bytes, got ${data.length}`,
    );
  const image = isOpaque(data) ? {data: colorsOf(data), channels: 3} : {data, channels: 4};
  return encode({width, height, depth: 8, ...image}, {zlib: {level: 9}});
}

/** Whether nothing shines through: every fourth byte is 255. */
export function isOpaque(data: Pixels["data"]): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return false;
  return true;
}

/** Red, green and blue alone: a smaller file with the same picture. */
function colorsOf(data: Pixels["data"]): Uint8Array {
  const colors = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    colors[to] = data[from];
    colors[to + 1] = data[from + 1];
    colors[to + 2] = data[from + 2];
  }
  return colors;
}
