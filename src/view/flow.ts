export interface FlowItem {
  readonly width: number;
  readonly height: number;
}

export interface Flow {
  /** Left edge and bottom edge of each item: items of one line stand on one base line. */
  readonly places: readonly {readonly left: number; readonly bottom: number}[];
  readonly width: number;
  readonly height: number;
}

/**
 * Places items in lines from left to right, a new line after `columns` items or where the next one would not fit.
 *
 * @param below  Room under each line, in units, as for names.
 */
export function flow(
  items: readonly FlowItem[],
  {maxWidth, columns, gap, below}: {maxWidth: number; columns: number; gap: number; below: number},
): Flow {
  const lines: number[][] = [];
  let used = 0;
  for (const [index, item] of items.entries()) {
    const line = lines.at(-1);
    if (line && line.length < columns && used + gap + item.width <= maxWidth) {
      line.push(index);
      used += gap + item.width;
    } else {
      lines.push([index]);
      used = item.width;
    }
  }
  const places: {left: number; bottom: number}[] = [];
  let [width, top] = [0, 0];
  for (const line of lines) {
    const bottom = top + Math.max(...line.map(index => items[index].height));
    let left = 0;
    for (const index of line) {
      places[index] = {left, bottom};
      left += items[index].width + gap;
    }
    width = Math.max(width, left - gap);
    top = bottom + below + gap;
  }
  return {places, width, height: top - gap};
}
