/**
 * A Markdown table with padded columns, so that it reads in a terminal as well as on a page.
 *
 * @param header  One title a column.
 * @param rows  One string a column; `|` inside a string is escaped.
 * @throws {RangeError} When a row has another number of columns than the header.
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  for (const row of rows) {
    if (row.length !== header.length) {
      throw new RangeError(
        `markdownTable: row must have ${header.length} columns, got ${row.length}: ${row.join(", ")}`,
      );
    }
  }
  const lines = [header, ...rows].map(row => row.map(text => text.replaceAll("|", "\\|")));
  const widths = header.map((_, column) => Math.max(3, ...lines.map(line => line[column]?.length ?? 0)));
  const print = (line: readonly string[]) =>
    `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map(width => "-".repeat(width)).join(" | ")} |`;
  const [first = [], ...rest] = lines;
  return [print(first), rule, ...rest.map(print)].join("\n");
}
