/**
 * At a tie the maximum has a corner: no single slope is right. Taken term by term, each of the equal pixels has slope 1 (`"all"`);
 * a pass that records one winner sends the slope to that one (`"first"`). The library records the winner with `>`, so an equal
 * pixel that comes later does not take its place: it reads ties as `"first"`. Either way nothing is split.
 */
export function tieSlopes(
  window: number[][],
  slope: number,
  reading: "first" | "all" | "library",
): number[][] {
  const best = Math.max(...window.flat());
  let isGiven = false;
  return window.map(row =>
    row.map(pixel => {
      if (pixel < best || (isGiven && reading !== "all")) return 0;
      isGiven = true;
      return slope;
    }),
  );
}
