import {brief, requireFinite} from "../../core/check.js";
import type {Random} from "../../core/random.js";
import {clip, paint, softEdge} from "./paint.js";

/** What can be the subject of a scene. */
export type SceneObject = "disc" | "square" | "triangle" | "cross";

/** The knobs of a scene: one for each thing that changes a picture and not what it shows. */
export interface SceneKnobs {
  /** Which member of the class, 0 to 1: plump to slender; 0.5 unless given. */
  readonly instance?: number;
  /** Light, 0 (dusk) to 1 (glare); 0.5 unless given. */
  readonly illumination?: number;
  /** Size of the object as a share of the picture, 0.1 to 1; 0.5 unless given. */
  readonly scale?: number;
  /** Turn of the object in degrees, anticlockwise; 0 unless given. */
  readonly pose?: number;
  /** Share of the object hidden by a bar in front of it, 0 to 1; 0 unless given. */
  readonly occlusion?: number;
  /** Clutter behind the object, 0 (plain) to 1; 0 unless given. */
  readonly background?: number;
  /** Row and column of the object's middle, as shares of the picture; [0.5, 0.5] unless given. */
  readonly at?: readonly [number, number];
}

/**
 * Distance below zero inside of each shape, which reaches from -1 to 1. A shape's slender members are narrower across.
 */
const OUTLINES: Readonly<Record<SceneObject, (x: number, y: number) => number>> = {
  disc: (x, y) => Math.hypot(x, y) - 1,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) - 0.85,
  triangle: (x, y) => Math.max(y - 0.8, 0.87 * Math.abs(x) - 0.5 * y - 0.5),
  cross: (x, y) =>
    Math.max(Math.min(Math.abs(x), Math.abs(y)) - 0.3, Math.max(Math.abs(x), Math.abs(y)) - 0.95),
};

/**
 * A scene with one object, and knobs for what makes recognition hard: the same class gives pictures far apart, other classes
 * pictures close together.
 *
 * @param object  The class.
 * @param random  Decides the clutter and the noise; the same seed gives the same surroundings for every setting of the knobs.
 * @param knobs  See `SceneKnobs`; `size` in pixels, 48 unless given.
 * @returns Grey levels 0 to 1, [size, size].
 * @throws {RangeError} When a knob is no finite number.
 *
 * @example
 * const [noon, dusk] = [1, 0].map(illumination => clutteredScene("disc", new Random(3), {illumination}));
 * noon[24][24] > dusk[24][24] // => true
 */
export function clutteredScene(
  object: SceneObject,
  random: Random,
  knobs: SceneKnobs & {readonly size?: number} = {},
): number[][] {
  const {instance = 0.5, illumination = 0.5, scale = 0.5, pose = 0, occlusion = 0, background = 0} = knobs;
  const {at = [0.5, 0.5], size = 48} = knobs;
  const outline = OUTLINES[object];
  if (typeof outline !== "function")
    throw new TypeError(
      `clutteredScene: object must be "disc", "square", "triangle" or "cross", got ${brief(object)}`,
    );
  for (const [name, value] of Object.entries({instance, illumination, scale, pose, occlusion, background}))
    requireFinite("clutteredScene", name, value);
  requireFinite("clutteredScene", "scale", scale, true);
  const clutter = clutterOf(random);
  const turn = (pose * Math.PI) / 180;
  const narrow = 1.25 - 0.5 * instance;
  const light = 0.35 + 1.1 * illumination;
  return paint("clutteredScene", size, (x, y) => {
    const [dx, dy] = [(x - at[1]) / (scale / 2), (y - at[0]) / (scale / 2)];
    // Turned back into the object's own directions; its y axis points down as the picture's does.
    const u = (dx * Math.cos(turn) - dy * Math.sin(turn)) / narrow;
    const v = dx * Math.sin(turn) + dy * Math.cos(turn);
    const inside = softEdge((outline(u, v) * scale) / 2, size);
    const behind = 0.3 + background * clutter(x, y);
    // A bar of wood that comes in from the left.
    const hidden = dx < 2 * occlusion - 1 && Math.abs(dy) < 1.2 && occlusion > 0;
    const level = hidden ? 0.15 : behind + inside * (0.75 - behind);
    return clip(level * light + random.normal(0, 0.01));
  });
}

/** Fifteen soft spots and bars of either sign. */
function clutterOf(random: Random): (x: number, y: number) => number {
  const spots = Array.from({length: 15}, () => ({
    x: random.uniform(),
    y: random.uniform(),
    wide: random.uniform(0.03, 0.15),
    high: random.uniform(0.03, 0.15),
    level: random.uniform(-0.5, 0.6),
  }));
  return (x, y) => {
    let level = 0;
    for (const spot of spots)
      if (Math.abs(x - spot.x) < spot.wide && Math.abs(y - spot.y) < spot.high) level += spot.level;
    return level;
  };
}
