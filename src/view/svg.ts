import {escapeHtml} from "../core/escapeHtml.js";
import {formatNumber} from "../core/formatNumber.js";

export const INK = "#1a1a1a";
export const FAINT = "#5c5c5c";
const PAPER = "#ffffff";
export const LINE = "#8a8a8a";
/** What the dark form of a drawing changes: words, thin strokes and the ground; the colours of numbers stay. */
const DARK = [
  ".kb-dark .kb-ink{fill:#ececec}",
  ".kb-dark .kb-faint{fill:#b3b6bb}",
  ".kb-dark .kb-paper{fill:#1b1d21}",
  ".kb-dark .kb-stroke{stroke:#b3b6bb}",
].join("");
/** Marks the window and the peak: dark with a light rim, so that it shows on any colour. */
const MARK = "#111111";
const FONT = "DejaVu Sans, Verdana, sans-serif";
/** Space between the drawing and its rim. */
const MARGIN = 14;

/** Classes by which the dark form finds the words. */
const TONE: ReadonlyMap<string, string> = new Map([
  [INK, "kb-ink"],
  [FAINT, "kb-faint"],
]);

export interface TextOptions {
  readonly size?: number;
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly bold?: boolean;
  /** A class for scripts to find it by. */
  readonly className?: string;
}

/** One line of text; `y` is the base line. */
export function text(x: number, y: number, content: string, options: TextOptions = {}): string {
  const {size = 13, fill = INK, anchor = "start", bold = false, className} = options;
  const names = [className, TONE.get(fill)].filter(Boolean).join(" ");
  const extra = (bold ? ' font-weight="bold"' : "") + (names ? ` class="${names}"` : "");
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}"${extra}>${escapeHtml(content)}</text>`;
}

/** About how wide a text is in DejaVu Sans, in units; errs on the wide side. */
export function textWidth(content: string, size = 13): number {
  let width = 0;
  for (const character of content) {
    if (/[0-9]/.test(character)) width += 0.637;
    else if (/[ .,:;'|!iljI()[\]]/.test(character)) width += 0.38;
    else if (/[mwMW%@]/.test(character)) width += 0.98;
    else if (/[A-Z+=<>\u2212\u00d7\u00b7]/.test(character)) width += 0.8;
    else width += 0.63;
  }
  return width * size;
}

/** A number for a picture: a true minus sign, few digits. */
export function label(value: number): string {
  return plain(value).replaceAll("-", "\u2212");
}

/** The same number in plain characters, for the alternative text: three digits, at most three of them after the point. */
export function plain(value: number): string {
  if (Math.abs(value) < 1e-9) return "0"; // what rounding left of a zero
  const rounded = Math.round(value * 1000) / 1000;
  if (rounded === 0) return formatNumber(value, 1);
  return formatNumber(Math.abs(value) < 1 ? rounded : value, 3);
}

export function rect(x: number, y: number, width: number, height: number, style: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${style}/>`;
}

/** A frame that shows on light and dark alike: a light line under a dark one. */
export function frame(x: number, y: number, width: number, height: number): string {
  return (
    rect(x, y, width, height, `fill="none" stroke="${PAPER}" stroke-width="5" stroke-linejoin="round"`) +
    rect(x, y, width, height, `fill="none" stroke="${MARK}" stroke-width="2.5" stroke-linejoin="round"`)
  );
}

/** A ring around a place, to be seen on any colour. */
export function ring(x: number, y: number, radius: number): string {
  const circle = (style: string) =>
    `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="none" ${style}/>`;
  return circle(`stroke="${PAPER}" stroke-width="5"`) + circle(`stroke="${MARK}" stroke-width="2.2"`);
}

/** A whole drawing, and its size in units. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A drawing of the given inner size, with a margin, a light ground and its words. */
export function drawingOf(innerWidth: number, innerHeight: number, alt: string, body: string): Drawing {
  const [width, height] = [Math.ceil(innerWidth + 2 * MARGIN), Math.ceil(innerHeight + 2 * MARGIN)];
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${FONT}" style="max-width:100%;height:auto">`,
    `<title>${escapeHtml(alt)}</title>`,
    rect(0, 0, width, height, `fill="${PAPER}" class="kb-paper"`),
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    body,
    "</g>",
    "</svg>",
  ].join("\n");
  return {svg, width, height};
}

/** The same drawing for a dark page: light words on a dark ground. The rules reach no other drawing of the page. */
export function inDark(svg: string): string {
  return svg.replace("<svg ", '<svg class="kb-dark" ').replace("</title>", `</title><style>${DARK}</style>`);
}

/** A straight line of words' strength, readable on both grounds. */
export function stroke(d: string, width = 1.2, extra = ""): string {
  return `<path d="${d}" fill="none" stroke="${FAINT}" stroke-width="${width}" class="kb-stroke" ${extra}/>`;
}

/** Coordinates to a hundredth: no long tails of digits in the file. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
