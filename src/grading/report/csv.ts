/** One cell: numbers stand as they are, text is quoted and kept from being read as a formula. */
export type CsvCell = string | number | undefined;

/** Spreadsheets run a cell as a formula when it starts with one of these, the full-width forms included. */
const FORMULA = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * One row by RFC 4180, with its line end. A text that a spreadsheet would run as a formula gets `'` in front;
 * `unguarded` takes it away.
 *
 * @example
 * csvRow(["=1+1", -2, "a \"b\""]) // => "'=1+1,-2,\"a \"\"b\"\"\"\r\n"
 */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(",")}\r\n`;
}

function cellText(cell: CsvCell): string {
  if (typeof cell !== "string") return cell === undefined ? "" : numberText(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Thirds and penalties without tails of digits that say nothing. */
export function numberText(value: number): string {
  return String(Number(value.toFixed(4)));
}

/** A cell's text before it was guarded against being a formula. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
