import {formatNumber} from "../core/formatNumber.js";
import {SHOWN_AXIS} from "./limits.js";
import {isList, Opaque, type Value} from "./value.js";

/**
 * A value as a message shows it: TypeScript source where it is short enough to paste into a cell, with the middle of long
 * lists left out where it is not.
 *
 * @example
 * valueText([[1, 0.5], [-2, 0]]) // => "[[1, 0.5], [-2, 0]]"
 * valueText(undefined) // => "undefined"
 */
export function valueText(value: Value): string {
  if (value instanceof Opaque) return value.what;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : formatNumber(value, 7);
  if (typeof value === "string")
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  if (typeof value === "bigint") return `${value}n`;
  if (value === null || typeof value !== "object") return String(value);
  if (isList(value)) return `[${shown(value, valueText).join(", ")}]`;
  return `{${shown(Object.keys(value), key => `${key}: ${valueText(value[key])}`).join(", ")}}`;
}

/** A call as source text: `correlate2d([[1, 2]], [[1]])`. */
export function callText(name: string, ...args: readonly Value[]): string {
  return `${name}(${args.map(valueText).join(", ")})`;
}

/** What a value is, in a few words: `3 x 4 numbers`, `a text`. */
export function kindText(value: Value): string {
  if (value instanceof Opaque) return value.what;
  if (value === undefined || value === null) return String(value);
  if (isList(value)) return listText(value);
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return "a text";
  return `the ${typeof value} ${valueText(value)}`;
}

function listText(list: readonly Value[]): string {
  if (list.length === 0) return "an empty list";
  const widths = new Set(list.map(row => (isList(row) ? row.length : -1)));
  const [width] = widths;
  if (widths.size > 1 && !widths.has(-1)) return `${list.length} rows of unequal lengths`;
  if (widths.size > 1) return `a list that mixes rows and other values`;
  const rows = list.length === 1 ? "1 row" : `${list.length} rows`;
  return width >= 0 ? `${rows} of ${width}` : `a list of ${list.length}`;
}

function shown<T>(items: readonly T[], text: (item: T) => string): string[] {
  if (items.length <= SHOWN_AXIS) return items.map(text);
  const ends = Math.floor(SHOWN_AXIS / 2);
  return [
    ...items.slice(0, ends).map(text),
    `... ${items.length} in all ...`,
    ...items.slice(-ends).map(text),
  ];
}
