import {htmlTable} from "./htmlTable.js";

/** More than this is no longer read as a table; the rest is counted. */
const ROWS = 50;
const COLUMNS = 20;
const CELL_LENGTH = 120;

type Inspect = (value: unknown) => string;

/** Whether every item is an object made with braces: rows of a table. */
export function isRecordList(value: readonly unknown[]): value is readonly Record<string, unknown>[] {
  return (
    value.length > 0 && value.slice(0, ROWS).every(isRecord) && Object.keys(value[0] as object).length > 0
  );
}

function isRecord(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** A list of records as an HTML table: a row for each, a column for each key. */
export function recordTable(records: readonly Record<string, unknown>[], inspect: Inspect): string {
  const shown = records.slice(0, ROWS);
  const keys = [...new Set(shown.flatMap(record => Object.keys(record)))];
  const columns = keys.slice(0, COLUMNS);
  const rows = shown.map((record, index) => [
    String(index),
    ...columns.map(key => (Object.hasOwn(record, key) ? cellText(record[key], inspect) : "")),
  ]);
  return htmlTable({
    caption: count(records.length, "row", shown.length) + count(keys.length, "column", columns.length, ", "),
    columns: ["", ...columns],
    rows,
    rowHeaders: true,
    textColumns: textColumns(
      shown.map(record => columns.map(key => record[key])),
      1,
    ),
  });
}

/** A map as a table of keys and values. */
export function mapTable(map: ReadonlyMap<unknown, unknown>, inspect: Inspect): string {
  const entries = first(map);
  return htmlTable({
    caption: `Map with ${count(map.size, "entry", entries.length)}`,
    columns: ["key", "value"],
    rows: entries.map(([key, value]) => [cellText(key, inspect), cellText(value, inspect)]),
    rowHeaders: true,
    textColumns: textColumns(entries, 0),
  });
}

/** A set as a table of one column. */
export function setTable(set: ReadonlySet<unknown>, inspect: Inspect): string {
  const values = first(set);
  return htmlTable({
    caption: `Set with ${count(set.size, "value", values.length)}`,
    columns: ["value"],
    rows: values.map(value => [cellText(value, inspect)]),
    textColumns: textColumns(
      values.map(value => [value]),
      0,
    ),
  });
}

function first<T>(items: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const item of items) if (taken.push(item) === ROWS) break;
  return taken;
}

function count(total: number, noun: string, shown: number, lead = ""): string {
  const plural = total === 1 ? noun : noun === "entry" ? "entries" : `${noun}s`;
  return `${lead}${total} ${plural}${shown < total ? ` (first ${shown} shown)` : ""}`;
}

/** Text as it is, without quotes; everything else inspected, on one line. */
function cellText(value: unknown, inspect: Inspect): string {
  const content = typeof value === "string" ? value : inspect(value).replace(/\s*\n\s*/g, " ");
  return content.length > CELL_LENGTH ? `${content.slice(0, CELL_LENGTH)}\u2026` : content;
}

/** Columns that hold anything but numbers; `offset` counts columns before the first. */
function textColumns(rows: readonly (readonly unknown[])[], offset: number): Set<number> {
  const found = new Set<number>();
  for (const row of rows)
    for (const [x, value] of row.entries())
      if (value !== undefined && typeof value !== "number" && typeof value !== "bigint")
        found.add(x + offset);
  return found;
}
