// Exercise l04-two-passes: blur in two passes
function twoPasses(image: number[][], column: number[], row: number[]): number[][] {
  // TODO: one pass along the rows with `row`, then one pass along the columns with `column`.
  throw new NotAttempted("replace this line with your two passes");
}
