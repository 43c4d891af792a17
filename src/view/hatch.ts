import {LINE, rect} from "./svg.js";

/** Slanted lines: padding, which is no part of the data. */
export function hatch(left: number, top: number, width: number, height: number): string {
  return [
    '<defs><pattern id="kb-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
    '<path d="M0 0V7" stroke="#9a9a9a" stroke-width="1.6"/></pattern></defs>',
    rect(left, top, width, height, `fill="url(#kb-hatch)" stroke="${LINE}"`),
  ].join("");
}
