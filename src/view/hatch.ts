import {LINE, rect, round} from "./svg.js";

/** Units from one slanted line to the next, along an edge. */
const STEP = 9;

/** Slanted lines: padding, which is no part of the data. */
export function hatch(left: number, top: number, width: number, height: number): string {
  const lines: string[] = [];
  // Each line rises to the right; `d` is how far its two ends are from the top left corner, along the edges.
  for (let d = STEP; d < width + height; d += STEP) {
    const [x1, y1] = [Math.max(0, d - height), Math.min(d, height)];
    const [x2, y2] = [Math.min(d, width), Math.max(0, d - width)];
    lines.push(`M${round(left + x1)} ${round(top + y1)}L${round(left + x2)} ${round(top + y2)}`);
  }
  return (
    `<path class="kb-hatch" d="${lines.join("")}" stroke="#9a9a9a" stroke-width="1.1" fill="none"/>` +
    rect(left, top, width, height, `fill="none" stroke="${LINE}"`)
  );
}
