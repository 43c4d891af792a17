const LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

export interface TextPlace {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** The whole line, without its end. */
  readonly sourceLine: string;
}

/** Line and column of an offset, with line ends as TypeScript counts them. */
export function textPlace(text: string, offset: number): TextPlace {
  let line = 1;
  let start = 0;
  let end = text.length;
  for (const match of text.matchAll(LINE_END)) {
    const next = match.index + match[0].length;
    if (next > offset) {
      end = match.index;
      break;
    }
    line++;
    start = next;
  }
  return {line, column: offset - start + 1, sourceLine: text.slice(start, end)};
}
