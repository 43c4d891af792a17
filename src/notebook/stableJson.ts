/**
 * JSON with sorted keys, one space per level and a line break at the end: the bytes that Python's nbformat writes, so
 * that a notebook saved unchanged in JupyterLab shows no difference.
 *
 * @param indent  Spaces per level; the first line starts at level 0.
 */
export function stableJson(value: unknown, indent = " "): string {
  return `${stableValue(value, indent, "\n")}\n`;
}

/** The same without the last line break, for a value that starts deeper: `newline` is `\n` and the indent there. */
export function stableValue(value: unknown, indent: string, newline: string): string {
  if (typeof value === "number") return stableNumber(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = newline + indent;
  const parts = Array.isArray(value)
    ? value.map(entry => stableValue(entry ?? null, indent, inner))
    : Object.keys(value)
        .sort(byCodePoint)
        .filter(key => (value as Record<string, unknown>)[key] !== undefined)
        .map(
          key =>
            `${JSON.stringify(key)}: ${stableValue((value as Record<string, unknown>)[key], indent, inner)}`,
        );
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return parts.length === 0
    ? `${open}${close}`
    : `${open}${inner}${parts.join(`,${inner}`)}${newline}${close}`;
}

/** JavaScript and Python print the same shortest digits, but Python turns to an exponent below 1e-4 and pads it. */
function stableNumber(value: number): string {
  if (!Number.isFinite(value)) return "null";
  const size = Math.abs(value);
  if (size === 0 || size >= 1e-4) return JSON.stringify(value);
  return value.toExponential().replace(/e-(\d)$/, "e-0$1");
}

/** Python compares strings by code point, JavaScript by 16-bit unit: surrogates have to come last. */
function byCodePoint(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
}

/** -1 behind the end of the string. */
function rank(unit: number): number {
  if (Number.isNaN(unit)) return -1;
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
