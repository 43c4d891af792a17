import {correlate2d} from "../conv/correlate2d.js";
import {findPeak} from "../conv/findPeak.js";
import {brief, requireInteger} from "../core/check.js";
import {type Grid, rowsOf} from "../core/grid.js";
import {drawGrid, type GridOptions} from "./drawGrid.js";
import type {Picture} from "./picture.js";
import {label} from "./svg.js";

/** The place of an image at which a unit responds most. */
export interface BestPatch {
  /** Which image, counted from 0. */
  readonly image: number;
  /** First row and column of the patch; negative where the unit sees padding. */
  readonly top: number;
  readonly left: number;
  readonly response: number;
  /** The pixels that the unit sees there; zeros outside of the image. */
  readonly patch: number[][];
}

export interface PatchOptions {
  /** How many patches; 8 unless given. */
  readonly count?: number;
  /** What a unit deep in a network sees: size of its field, and how the place of the first unit's field and of the next lie. */
  readonly field?: {
    readonly size: readonly [number, number];
    readonly stride?: number;
    /** Pixels by which the first field hangs over the image's edge; 0 unless given. */
    readonly padding?: number;
  };
}

/**
 * The patches that excite a unit most, strongest first, one from each image.
 *
 * @param images  Each [height, width].
 * @param unit  A kernel, or a function from an image to the map of a unit's responses; a function needs `field`.
 * @param options  How many, and which pixels belong to a place of the map.
 * @throws {TypeError} When a function comes without `field`.
 *
 * @example
 * bestPatches([[[0, 5, 0]], [[0, 0, 9]]], [[-1, 1]]).map(({image, left, response}) => [image, left, response]) // => [[1, 1, 9], [0, 0, 5]]
 */
export function bestPatches(
  images: readonly Grid[],
  unit: Grid | ((image: Grid) => Grid),
  options: PatchOptions = {},
): BestPatch[] {
  const count = requireInteger("bestPatches", "count", options.count ?? 8, 1);
  if (!Array.isArray(images) || images.length === 0)
    throw new RangeError(`bestPatches: images must hold at least one, got ${brief(images)}`);
  const isFunction = typeof unit === "function";
  if (isFunction && !options.field)
    throw new TypeError(
      "bestPatches: field must say what the unit sees when unit is a function, got undefined",
    );
  const respond = isFunction ? unit : (image: Grid) => correlate2d(image, unit);
  const field = options.field ?? {size: kernelSize(unit)};
  const {stride = 1, padding = 0, size} = field;
  const found = images.map((image, n): BestPatch => {
    const pixels = rowsOf("bestPatches", `image ${n}`, image);
    const peak = findPeak(respond(image));
    const [top, left] = [peak.y * stride - padding, peak.x * stride - padding];
    const patch = Array.from({length: size[0]}, (_, i) =>
      Array.from({length: size[1]}, (_, j) => pixels[top + i]?.[left + j] ?? 0),
    );
    return {image: n, top, left, response: peak.value, patch};
  });
  return found.sort((a, b) => b.response - a.response || a.image - b.image).slice(0, count);
}

function kernelSize(unit: Grid | ((image: Grid) => Grid)): readonly [number, number] {
  if (typeof unit === "function") return [1, 1];
  const rows = rowsOf("bestPatches", "kernel", unit);
  return [rows.length, rows[0].length];
}

/**
 * `bestPatches` as a picture: each patch with its response and the image it comes from.
 *
 * @param images  Each [height, width].
 * @param unit  A kernel, or a function from an image to the map of a unit's responses.
 * @param options  Those of `bestPatches`, layout, title.
 * @returns A picture that a notebook displays: SVG, PNG, and its description as text.
 */
export function patchView(
  images: readonly Grid[],
  unit: Grid | ((image: Grid) => Grid),
  options: PatchOptions & GridOptions = {},
): Picture {
  const named = bestPatches(images, unit, options).map(({image, response, patch}, n) => ({
    name: options.labels?.[n] ?? `${label(response)} (image ${image})`,
    rows: patch,
  }));
  return drawGrid("patchView", "patch", named, {
    scale: Math.max(2, Math.floor(72 / named[0].rows.length)),
    ...options,
  });
}
