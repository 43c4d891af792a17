import {type ColorScale, hex} from "./colors.js";
import {FAINT, LINE, label, rect, text, textWidth} from "./svg.js";

const BAR_WIDTH = 150;
const BAR_HEIGHT = 10;
const STEPS = 30;
export const LEGEND_HEIGHT = 30;

/** A bar of the scale's colours with the values at its ends, and at zero where colours part there. */
export function drawLegend(scale: ColorScale, caption: string, left: number, top: number): string {
  const start = left + (caption ? textWidth(caption, 12) + 10 : 0);
  const step = BAR_WIDTH / STEPS;
  const bars = Array.from({length: STEPS}, (_, n) => {
    const value = scale.low + ((scale.high - scale.low) * (n + 0.5)) / STEPS;
    // A little overlap hides the seams between neighbours.
    return rect(
      start + n * step,
      top,
      step + (n < STEPS - 1 ? 0.6 : 0),
      BAR_HEIGHT,
      `fill="${hex(scale.color(value))}"`,
    );
  });
  const numbers = [
    text(start, top + 24, label(scale.low), {size: 11, fill: FAINT}),
    text(start + BAR_WIDTH, top + 24, label(scale.high), {size: 11, fill: FAINT, anchor: "end"}),
  ];
  if (scale.kind === "diverging")
    numbers.push(text(start + BAR_WIDTH / 2, top + 24, "0", {size: 11, fill: FAINT, anchor: "middle"}));
  return [
    caption ? text(left, top + 10, caption, {size: 12, fill: FAINT}) : "",
    ...bars,
    rect(start, top, BAR_WIDTH, BAR_HEIGHT, `fill="none" stroke="${LINE}"`),
    ...numbers,
  ].join("");
}

/** Width that a legend takes. */
export function legendWidth(caption: string): number {
  return BAR_WIDTH + (caption ? textWidth(caption, 12) + 10 : 0);
}
