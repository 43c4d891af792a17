/** How printed lines `line 0`, `line 1`, ... came through. */
export interface LineCheck {
  readonly arrived: number;
  /** Lines that are not the next of their sequence; one lost line counts once, not for all that follow. */
  readonly outOfOrder: number;
}

/** Counts the lines in the chunks of a stream, in order of arrival, and those that are not the successor of the line before. */
export function checkLines(chunks: readonly string[]): LineCheck {
  let arrived = 0;
  let outOfOrder = 0;
  let next = 0;
  for (const line of linesOf(chunks)) {
    if (line !== `line ${next}`) {
      outOfOrder++;
      const number = /^line (\d+)$/.exec(line)?.[1];
      next = number === undefined ? next - 1 : Number(number); // a line of somebody else changes nothing
    }
    next++;
    arrived++;
  }
  return {arrived, outOfOrder};
}

function* linesOf(chunks: readonly string[]): Generator<string> {
  let rest = "";
  for (const chunk of chunks) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}
