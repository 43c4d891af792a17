import {requireInteger} from "../../core/check.js";
import type {Random} from "../../core/random.js";
import {clip, distanceToLine, type Point, paint, softEdge} from "./paint.js";

/** Strokes of each digit, as points on a field 4 wide and 6 high; lines run from point to point. */
const STROKES: readonly (readonly (readonly Point[])[])[] = [
  [
    [
      [2, 0],
      [0.6, 1],
      [0, 3],
      [0.6, 5],
      [2, 6],
      [3.4, 5],
      [4, 3],
      [3.4, 1],
      [2, 0],
    ],
  ],
  [
    [
      [0.8, 1.2],
      [2.2, 0],
      [2.2, 6],
    ],
  ],
  [
    [
      [0.2, 1.2],
      [1, 0.2],
      [2.6, 0],
      [3.8, 1.2],
      [3.4, 2.6],
      [0, 6],
      [4, 6],
    ],
  ],
  [
    [
      [0.2, 0.6],
      [2, 0],
      [3.6, 1],
      [3.2, 2.4],
      [1.8, 2.9],
      [3.6, 3.6],
      [3.8, 4.9],
      [2, 6],
      [0, 5.2],
    ],
  ],
  [
    [
      [2.8, 6],
      [2.8, 0],
      [0, 4],
      [4, 4],
    ],
  ],
  [
    [
      [3.8, 0],
      [0.6, 0],
      [0.3, 2.8],
      [2.2, 2.3],
      [3.8, 3.4],
      [3.6, 5.2],
      [2, 6],
      [0.1, 5.3],
    ],
  ],
  [
    [
      [3.4, 0.2],
      [1.4, 1.2],
      [0.2, 3.6],
      [0.6, 5.4],
      [2, 6],
      [3.6, 5.2],
      [3.6, 3.8],
      [2.2, 3],
      [0.5, 4],
    ],
  ],
  [
    [
      [0, 0],
      [4, 0],
      [1.4, 6],
    ],
  ],
  [
    [
      [2, 2.8],
      [0.5, 1.9],
      [0.7, 0.5],
      [2, 0],
      [3.3, 0.5],
      [3.5, 1.9],
      [2, 2.8],
    ],
    [
      [2, 2.8],
      [0.2, 4],
      [0.4, 5.5],
      [2, 6],
      [3.6, 5.5],
      [3.8, 4],
      [2, 2.8],
    ],
  ],
  [
    [
      [3.6, 2],
      [2, 3],
      [0.4, 2.2],
      [0.6, 0.6],
      [2, 0],
      [3.5, 0.7],
      [3.6, 2],
      [3, 6],
    ],
  ],
];

/** How far a digit may stray from its pattern. */
export interface StrokeDigitOptions {
  /** Side in pixels; 28 unless given. */
  readonly size?: number;
  /** Strength of all that varies (corners, slant, width, thickness, place), 0 to 1; 0.5 unless given. */
  readonly variety?: number;
}

/**
 * A digit drawn with a pen whose hand is not steady. No data set is needed; harder ones come with more variety.
 *
 * @param digit  0 to 9.
 * @param random  Decides every stray.
 * @returns 0 for paper to 1 for ink, [size, size].
 * @throws {RangeError} When there is no such digit.
 *
 * @example
 * strokeDigit(7, new Random(1)).length // => 28
 */
export function strokeDigit(digit: number, random: Random, options: StrokeDigitOptions = {}): number[][] {
  const {size = 28, variety = 0.5} = options;
  if (requireInteger("strokeDigit", "digit", digit, 0) > 9)
    throw new RangeError(`strokeDigit: digit must be from 0 to 9, got ${digit}`);
  const stray = (most: number) => variety * random.uniform(-most, most);
  const [slant, turn] = [stray(0.35), stray(0.25)];
  const [width, height] = [0.4 * (1 + stray(0.3)), 0.64 * (1 + stray(0.2))];
  const [middleX, middleY] = [0.5 + stray(0.12), 0.5 + stray(0.1)];
  const thickness = 0.045 * (1 + stray(0.6));
  const place = ([x, y]: Point): Point => {
    const [u, v] = [((x + stray(0.5)) / 4 - 0.5) * width, ((y + stray(0.5)) / 6 - 0.5) * height];
    return [middleX + u - slant * v - turn * v, middleY + v + turn * u];
  };
  const lines = STROKES[digit].map(stroke => stroke.map(place)).flatMap(segments);
  return paint("strokeDigit", size, (x, y) => {
    const nearest = Math.min(...lines.map(([from, to]) => distanceToLine(x, y, from, to)));
    return clip(softEdge(nearest - thickness, size));
  });
}

/** Neighbouring points as pairs. */
function segments(points: readonly Point[]): (readonly [Point, Point])[] {
  return points.slice(1).map((to, n) => [points[n], to] as const);
}
