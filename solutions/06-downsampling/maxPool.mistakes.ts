import type {Mistake} from "../../src/exercise/mistake.js";

type Volume = number[][][];
/** One number of the result; a pixel beyond the edge is undefined. */
type Keep = (pixels: readonly (number | undefined)[]) => number;

/** A wrong answer that differs in one thing: what is kept of a window, or where windows lie. */
function pool(
  keep: Keep,
  places = (length: number, size: number, stride: number, padding: number) =>
    Math.floor((length + 2 * padding - size) / stride) + 1,
): (volume: Volume, size: number, stride: number, padding: number) => Volume {
  return (volume, size, stride, padding) =>
    Array.from({length: places(volume.length, size, stride, padding)}, (_, y) =>
      Array.from({length: places(volume[0].length, size, stride, padding)}, (_, x) =>
        volume[0][0].map((_, c) =>
          keep(
            Array.from(
              {length: size * size},
              (_, n) =>
                volume[y * stride + Math.floor(n / size) - padding]?.[x * stride + (n % size) - padding]?.[c],
            ),
          ),
        ),
      ),
    );
}

const real = (pixels: readonly (number | undefined)[]) => pixels.filter(pixel => pixel !== undefined);
const largest: Keep = pixels => Math.max(...real(pixels));
const right = pool(largest);

export const mistakes: readonly Mistake[] = [
  {
    name: "lets the zeros of the padding win",
    answer: pool(pixels => Math.max(...pixels.map(pixel => pixel ?? 0))),
    fails: "padding never wins",
    says: /zeros of the padding win/,
  },
  {
    name: "starts the search at 0",
    answer: pool(pixels => Math.max(0, ...real(pixels))),
    fails: "negative pixels",
    says: /starts at 0/,
  },
  {
    name: "keeps the smallest pixel",
    answer: pool(pixels => Math.min(...real(pixels))),
    fails: "maxima worked by hand",
    says: /smallest/,
  },
  {
    name: "takes the mean",
    answer: pool(pixels => real(pixels).reduce((sum, pixel) => sum + pixel, 0) / real(pixels).length),
    fails: "maxima worked by hand",
    says: /mean pooling/,
  },
  {
    name: "moves the window by its own size",
    answer: (volume: Volume, size: number, _stride: number, padding: number) =>
      right(volume, size, size, padding),
    fails: "maxima worked by hand",
    says: /by its own size/,
  },
  {
    name: "moves the window by one pixel",
    answer: (volume: Volume, size: number, _stride: number, padding: number) =>
      right(volume, size, 1, padding),
    fails: "maxima worked by hand",
    says: /by one pixel at a time/,
  },
  {
    name: "rounds the number of places up",
    answer: pool(
      largest,
      (length, size, stride, padding) => Math.ceil((length + 2 * padding - size) / stride) + 1,
    ),
    fails: "size of the result",
    says: /one place too many/,
  },
  {
    name: "leaves out the last place",
    answer: pool(largest, (length, size, stride) => Math.floor((length - size) / stride)),
    fails: "maxima worked by hand",
    says: /must be 2 rows of 2, but it is 1 row of 1/,
  },
  {
    name: "leaves out the padding",
    answer: (volume: Volume, size: number, stride: number) => right(volume, size, stride, 0),
    fails: "size of the result",
    says: /padding is left out/,
  },
  {
    name: "pools over all channels together",
    answer: (volume: Volume, size: number, stride: number, padding: number) =>
      right(volume, size, stride, padding).map(row =>
        row.map(maxima => maxima.map(() => Math.max(...maxima))),
      ),
    fails: "each channel apart",
    says: /all channels together/,
  },
];
