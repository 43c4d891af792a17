import type {RawSourceMap} from "./compiledCell.js";

/** A place in a text, 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Finds where a place in emitted JavaScript came from. Decoded at the first look-up: most cells never throw. */
export class SourceMapReader {
  readonly #mappings: string;
  #lines: readonly (readonly Segment[])[] | undefined;

  constructor(map: RawSourceMap) {
    this.#mappings = map.mappings;
  }

  /** Place of the nearest mapping at or before the given one in its line. */
  original(line: number, column: number): Place | undefined {
    this.#lines ??= decode(this.#mappings);
    const segments = this.#lines[line - 1];
    if (segments === undefined || segments.length === 0) return undefined;
    const segment = segments.findLast(candidate => candidate.column < column) ?? segments[0];
    return segment && {line: segment.sourceLine + 1, column: segment.sourceColumn + 1};
  }
}

/** 0-based, as in the map. */
interface Segment {
  readonly column: number;
  readonly sourceLine: number;
  readonly sourceColumn: number;
}

const DIGITS = new Map(
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].map((digit, value) => [
    digit,
    value,
  ]),
);

function decode(mappings: string): Segment[][] {
  let sourceLine = 0;
  let sourceColumn = 0;
  return mappings.split(";").map(line => {
    let column = 0;
    const segments: Segment[] = [];
    for (const text of line === "" ? [] : line.split(",")) {
      const [columnStep = 0, , lineStep, sourceColumnStep] = decodeNumbers(text);
      column += columnStep;
      if (lineStep === undefined || sourceColumnStep === undefined) continue;
      sourceLine += lineStep;
      sourceColumn += sourceColumnStep;
      segments.push({column, sourceLine, sourceColumn});
    }
    return segments;
  });
}

/** Base 64 VLQ: five bits a digit, lowest first, the sixth says that more follow; lowest bit of all is the sign. */
function decodeNumbers(text: string): number[] {
  const numbers: number[] = [];
  let bits = 0;
  let shift = 0;
  for (const character of text) {
    const digit = DIGITS.get(character) ?? 0;
    bits |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(bits & 1 ? -(bits >>> 1) : bits >>> 1);
    bits = 0;
    shift = 0;
  }
  return numbers;
}
