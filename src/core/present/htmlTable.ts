import {escapeHtml} from "../escapeHtml.js";

export interface TableContent {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<readonly string[]>;
  /** Whether the first cell of each row names it. */
  readonly rowHeaders?: boolean;
  /** Columns whose cells are text: aligned left. */
  readonly textColumns?: ReadonlySet<number>;
}

/** An HTML table that screen readers can follow; no colours of its own, so it fits a light or a dark page. */
export function htmlTable({caption, columns, rows, rowHeaders, textColumns}: TableContent): string {
  const align = (column: number) => (textColumns?.has(column) ? "left" : "right");
  const head = columns.map((name, x) =>
    // A corner above row headers names nothing, so it is no header.
    name === "" ? "<td></td>" : `<th scope="col" style="text-align:${align(x)}">${escapeHtml(name)}</th>`,
  );
  const body = rows.map(cells => {
    const row = cells.map((cell, x) =>
      rowHeaders && x === 0
        ? `<th scope="row">${escapeHtml(cell)}</th>`
        : `<td style="text-align:${align(x)}">${escapeHtml(cell)}</td>`,
    );
    return `<tr>${row.join("")}</tr>`;
  });
  return [
    "<table>",
    `<caption style="text-align:left;white-space:nowrap">${escapeHtml(caption)}</caption>`,
    `<thead><tr>${head.join("")}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody>`,
    "</table>",
  ].join("\n");
}
