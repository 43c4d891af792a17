import {requireInteger} from "../../core/check.js";

/** A point of a drawing: x to the right, y downwards. */
export type Point = readonly [x: number, y: number];

/** A square picture from a function of the pixel's middle, in units of the picture's side: 0 to 1 both ways. */
export function paint(where: string, size: number, level: (x: number, y: number) => number): number[][] {
  requireInteger(where, "size", size, 4);
  return Array.from({length: size}, (_, row) =>
    Array.from({length: size}, (_, column) => level((column + 0.5) / size, (row + 0.5) / size)),
  );
}

/** 1 inside of an outline and 0 outside, with a rim one pixel wide; `distance` is below zero inside, in sides of the picture. */
export function softEdge(distance: number, size: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance * size));
}

/** Distance from a point to the line between two others. */
export function distanceToLine(x: number, y: number, [x0, y0]: Point, [x1, y1]: Point): number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / length));
  return Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
}

/** Levels kept from 0 to 1. */
export function clip(level: number): number {
  return Math.min(1, Math.max(0, level));
}
