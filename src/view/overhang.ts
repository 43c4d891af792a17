import type {Rows} from "./tile.js";

/** Rows and columns of padding that a window reaches, and the size of image and padding together. */
export interface Overhang {
  readonly top: number;
  readonly left: number;
  readonly rows: number;
  readonly columns: number;
  /** Whether there is any. */
  readonly any: boolean;
}

/**
 * How far windows reach over the edges of an image.
 *
 * @param places  First row and column of each window.
 * @param size  Rows and columns of the window.
 */
export function overhang(
  image: Rows,
  places: readonly {readonly top: number; readonly left: number}[],
  size: readonly number[],
): Overhang {
  const reach = (length: number, starts: readonly number[], window: number) => {
    const before = Math.max(0, -Math.min(...starts));
    const after = Math.max(0, Math.max(...starts) + window - length);
    return {before, total: before + length + after, any: before + after > 0};
  };
  const down = reach(
    image.length,
    places.map(({top}) => top),
    size[0],
  );
  const across = reach(
    image[0].length,
    places.map(({left}) => left),
    size[1],
  );
  return {
    top: down.before,
    left: across.before,
    rows: down.total,
    columns: across.total,
    any: down.any || across.any,
  };
}
