import {NdArray} from "../core/ndArray.js";
import type {Pixels} from "../core/pixels.js";

/** Weights of red, green and blue in a grey level: Recommendation ITU-R BT.601. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** Whether a value is an array of red, green and blue for each pixel: [height, width, 3]. */
export function isColorPicture(value: unknown): value is NdArray {
  return (
    value instanceof NdArray && value.shape.length === 3 && value.shape[2] === 3 && value.data.length > 0
  );
}

/**
 * A colour picture and its grey levels. Values up to 1 count as shares, larger ones as bytes; what lies outside is cut off.
 *
 * @param name  What the picture is to the caller.
 * @param picture  [height, width, 3], in 0..1 or 0..255.
 * @throws {RangeError} When a value is not a finite number.
 */
export function colorPicture(
  where: string,
  name: string,
  picture: NdArray,
): {readonly pixels: Pixels; readonly rows: number[][]} {
  const [height, width] = picture.shape;
  const values = Array.from(picture.data);
  const wrong = values.find(value => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`${where}: ${name} must hold finite numbers, got ${wrong}`);
  const scale = values.every(value => value <= 1) ? 255 : 1;
  const data = new Uint8ClampedArray(width * height * 4); // rounds and cuts off
  const rows = Array.from({length: height}, (_, y) =>
    Array.from({length: width}, (_, x) => {
      const at = y * width + x;
      const color = [0, 1, 2].map(c => values[at * 3 + c]);
      data.set([...color.map(value => value * scale), 255], at * 4);
      return LUMA.reduce((sum, weight, c) => sum + weight * color[c], 0);
    }),
  );
  return {pixels: {width, height, data}, rows};
}
