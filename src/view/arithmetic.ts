import {label} from "./svg.js";

/** A number as a term of a sum: negative ones in brackets. */
export function signed(value: number): string {
  return value < 0 ? `(${label(value)})` : label(value);
}

/** `2\u00b7(\u22121) + 3\u00b70`: pixel times weight, for each cell in reading order. */
export function productTerms(
  patch: readonly (readonly number[])[],
  kernel: ReadonlyArray<ArrayLike<number>>,
): string {
  return patch
    .flatMap((row, i) => row.map((pixel, j) => `${signed(pixel)}\u00b7${signed(kernel[i][j])}`))
    .join(" + ");
}

/** The same line in plain characters, for the alternative text. */
export function spoken(line: string): string {
  return line.replaceAll("\u2212", "-").replaceAll("\u00b7", " x ");
}
