/**
 * A number as a reader wants it: whole numbers whole, others with a few significant digits and no trailing zeros; a
 * true minus sign is left to pictures.
 *
 * @param digits  Significant digits of a number that is not whole.
 *
 * @example
 * formatNumber(0.1 + 0.2) // => "0.3"
 * formatNumber(1234567) // => "1234567"
 * formatNumber(1 / 3, 3) // => "0.333"
 */
export function formatNumber(value: number, digits = 5): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value + 0 === 0 ? 0 : value);
  return String(Number(value.toPrecision(digits)));
}
