import {formatNumber} from "../formatNumber.js";

/** Arrays up to this many elements are written out whole, larger ones with a few at either end of each axis. */
const WHOLE = 120;
const ENDS = 3;
const AXES = 6;

/** Indices of an axis that are shown; -1 stands for the gap. */
export function shownIndices(length: number, whole: boolean, ends = ENDS): number[] {
  const all = Array.from({length: whole || length <= 2 * ends + 1 ? length : 0}, (_, i) => i);
  if (all.length === length) return all;
  const head = Array.from({length: ends}, (_, i) => i);
  return [...head, -1, ...head.map(i => length - ends + i)];
}

/** Numbers with a shape as nested brackets, columns aligned, the middle of long axes left out. */
export function arrayText(shape: readonly number[], data: ArrayLike<number>): string {
  if (shape.length > AXES) return `... ${data.length} numbers`; // nested ends of many axes would still be long
  const whole = data.length <= WHOLE;
  const cell = (index: number) => formatNumber(data[index]);
  let width = 0;
  const visit = (axis: number, offset: number, write: (index: number) => string): string => {
    if (axis === shape.length) return write(offset);
    const step = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
    const items = shownIndices(shape[axis], whole).map(i =>
      i < 0 ? "..." : visit(axis + 1, offset + i * step, write),
    );
    const separator = axis === shape.length - 1 ? ", " : `,\n${" ".repeat(axis + 1)}`;
    return `[${items.join(separator)}]`;
  };
  visit(0, 0, index => {
    width = Math.max(width, cell(index).length);
    return "";
  });
  return visit(0, 0, index => (shape.length > 1 ? cell(index).padStart(width) : cell(index)));
}
