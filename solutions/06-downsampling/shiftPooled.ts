import {maxPool} from "../../src/conv/maxPool.js";
import {NdArray} from "../../src/core/ndArray.js";

const bar = {top: 3, left: 3, height: 2, width: 3};

function pooledBar(top: number, left: number): string {
  const isBright = (y: number, x: number) =>
    y >= top && y < top + bar.height && x >= left && x < left + bar.width;
  const image = Array.from({length: 12}, (_, y) =>
    Array.from({length: 12}, (_, x) => [isBright(y, x) ? 1 : 0]),
  );
  return String(maxPool(NdArray.fromNested(image), 2).y.data);
}

const moves = {up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1]} as const;

/**
 * A pooled pixel says whether its window touches the bar, so a shift shows only when an end of the bar crosses from one window
 * into the next. An end on an even row crosses when it moves up, one on an odd row when it moves down; columns likewise. The ends
 * of a bar of odd length lie both even or both odd: one of the two directions shows. Those of even length differ: both show.
 */
export const seenShifts = (["up", "down", "left", "right"] as const).filter(
  shift => pooledBar(bar.top + moves[shift][0], bar.left + moves[shift][1]) !== pooledBar(bar.top, bar.left),
);
