// Exercise l06-pool-ties: two readings of a tie
function tieSlopes(window: number[][], slope: number, reading: "first" | "all" | "library"): number[][] {
  // TODO: the slope of the window's maximum by each of its pixels, when several may be the largest.
  throw new NotAttempted("replace this line with both readings, and with the library's");
}
