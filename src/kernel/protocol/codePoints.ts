/**
 * Jupyter counts a cursor's place in Unicode code points, JavaScript in UTF-16 code units: they differ behind an emoji.
 *
 * @param position  Code points before the cursor; past the end means the end.
 * @returns UTF-16 code units before the cursor.
 *
 * @example
 * toUtf16("🎲.a", 2) // => 3
 */
export function toUtf16(text: string, position: number): number {
  let units = 0;
  for (let points = 0; points < position && units < text.length; points++) {
    units += (text.codePointAt(units) as number) > 0xffff ? 2 : 1;
  }
  return units;
}

/**
 * The reverse of `toUtf16`.
 *
 * @param offset  UTF-16 code units before the cursor; past the end means the end.
 * @returns Code points before the cursor.
 *
 * @example
 * toCodePoints("🎲.a", 3) // => 2
 */
export function toCodePoints(text: string, offset: number): number {
  let points = 0;
  for (let units = 0; units < offset && units < text.length; points++) {
    units += (text.codePointAt(units) as number) > 0xffff ? 2 : 1;
  }
  return points;
}
