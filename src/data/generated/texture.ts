import {brief} from "../../core/check.js";
import type {Random} from "../../core/random.js";
import {paint} from "./paint.js";

/** Patterns that a kernel can be made for. */
export type TextureKind = "stripes" | "checks" | "dots" | "noise";

/** How a texture looks. */
export interface TextureOptions {
  /** Side in pixels; 32 unless given. */
  readonly size?: number;
  /** Pixels from one stripe, check or dot to the next; 6 unless given. */
  readonly period?: number;
  /** The way stripes run, in degrees, anticlockwise from lying flat; the whole pattern is turned by it. 0 unless given. */
  readonly degrees?: number;
  /** Deviation of the noise on every pixel; 0.05 unless given. */
  readonly noise?: number;
}

/**
 * A picture of one repeated pattern, shifted by chance.
 *
 * @param kind  `"stripes"`, `"checks"`, `"dots"`; `"noise"` is every pixel for itself, 0 to 1.
 * @param random  Decides the shift and the noise.
 * @returns Grey levels about 0 to 1, [size, size].
 *
 * @example
 * texture("stripes", new Random(1), {size: 8, noise: 0})[3].every((level, x, row) => isClose(level, row[0])) // => true
 */
export function texture(kind: TextureKind, random: Random, options: TextureOptions = {}): number[][] {
  const {size = 32, period = 6, degrees = 0, noise = 0.05} = options;
  const pattern = PATTERNS[kind];
  if (typeof pattern !== "function")
    throw new TypeError(`texture: kind must be "stripes", "checks", "dots" or "noise", got ${brief(kind)}`);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [shiftU, shiftV] = [random.uniform(), random.uniform()];
  const waves = size / period;
  return paint("texture", size, (x, y) => {
    const along = (x * cos - y * sin) * waves + shiftU;
    const across = (x * sin + y * cos) * waves + shiftV;
    return pattern(2 * Math.PI * along, 2 * Math.PI * across, random) + random.normal(0, noise);
  });
}

/** Level from the phases along and across the pattern. */
const PATTERNS: Readonly<Record<TextureKind, (u: number, v: number, random: Random) => number>> = {
  stripes: (_, v) => 0.5 + 0.5 * Math.sin(v),
  checks: (u, v) => (Math.sin(u) * Math.sin(v) > 0 ? 1 : 0),
  dots: (u, v) => (Math.cos(u) + Math.cos(v) > 1 ? 1 : 0),
  noise: (_u, _v, random) => random.uniform(),
};
