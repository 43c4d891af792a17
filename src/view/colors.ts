/** Red, green, blue, each 0..255. */
export type Rgb = readonly [number, number, number];

/** From values to colours. */
export interface ColorScale {
  readonly kind: "gray" | "diverging";
  /** The values at the ends; for a diverging scale `low` is `-high`. */
  readonly low: number;
  readonly high: number;
  color(value: number): Rgb;
}

/**
 * Blue below zero, white at zero, orange to brown above. People who cannot tell red from green can tell these, and the
 * ends differ in lightness too, so that a grey print still tells them apart.
 */
const DIVERGING: readonly Rgb[] = [
  [16, 48, 112],
  [64, 118, 190],
  [163, 199, 232],
  [250, 250, 250],
  [253, 203, 150],
  [235, 128, 44],
  [176, 76, 8],
];

const GRAY: readonly Rgb[] = [
  [0, 0, 0],
  [255, 255, 255],
];

/** What a number that is not one looks like: a colour that neither scale has. */
const NOT_A_NUMBER: Rgb = [214, 72, 184];

/** Black at `low`, white at `high`. */
export function grayScale(low: number, high: number): ColorScale {
  return scale("gray", GRAY, low, high);
}

/** White at zero; the same strength on both sides, `limit` being the largest amount. */
export function divergingScale(limit: number): ColorScale {
  return scale("diverging", DIVERGING, -limit, limit);
}

function scale(kind: ColorScale["kind"], stops: readonly Rgb[], low: number, high: number): ColorScale {
  const color = (value: number): Rgb => {
    if (Number.isNaN(value)) return NOT_A_NUMBER;
    // All values equal: nothing to tell apart. Grey then shows 0 as black, anything else as white.
    const share = high > low ? (value - low) / (high - low) : kind === "diverging" ? 0.5 : Number(value > 0);
    const place = Math.max(0, Math.min(1, share)) * (stops.length - 1);
    const lower = Math.min(Math.floor(place), stops.length - 2);
    const mix = place - lower;
    const channel = (c: 0 | 1 | 2) => Math.round(stops[lower][c] * (1 - mix) + stops[lower + 1][c] * mix);
    return [channel(0), channel(1), channel(2)];
  };
  return {kind, low, high, color};
}

/** `#rrggbb`. */
export function hex(color: Rgb): string {
  return `#${color.map(channel => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Ink that reads well on a colour: black or white, whichever has more contrast by WCAG 2. */
export function inkOn(color: Rgb): string {
  const linear = color.map(channel => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  // The two contrasts are equal at 0.179; see "relative luminance" in WCAG 2.2.
  return luminance > 0.179 ? "#000000" : "#ffffff";
}
