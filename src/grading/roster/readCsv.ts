/**
 * The rows of a CSV file (RFC 4180), by the names in its first line. Blank lines are left out; a byte order mark is dropped.
 *
 * @param file  Its name, for messages.
 * @throws {SyntaxError} When a quote is left open, or a row has more fields than the first.
 */
export function readCsv(text: string, file: string): Record<string, string>[] {
  const [head = [], ...rows] = split(text.replace(/^\uFEFF/, ""), file);
  const names = head.map(name => name.trim());
  return rows.map((row, index) => {
    if (row.length > names.length) {
      throw new SyntaxError(
        `readCsv: ${file}: a row must have at most ${names.length} fields, as the first, got ${row.length} in row ${index + 2}`,
      );
    }
    return Object.fromEntries(names.map((name, at) => [name, row[at] ?? ""]));
  });
}

function split(text: string, file: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  // A quoted field, with "" for a quote in it, or a bare one; then what ends it.
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|\r|$)/y;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) {
      const line = text.slice(0, at).split("\n").length;
      throw new SyntaxError(
        `readCsv: ${file}: a quote must open and close a whole field, got another in line ${line}`,
      );
    }
    const [, value, end] = match;
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
    if (end === "," && field.lastIndex < text.length) continue;
    if (end === ",") row.push("");
    if (row.some(entry => entry !== "")) rows.push(row);
    row = [];
  }
  return rows;
}
