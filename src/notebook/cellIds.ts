/** A cell as far as ids are concerned. */
export interface IdSubject {
  readonly kind: "markdown" | "code";
  /** Absent where it has to be derived. */
  readonly id?: string;
  readonly source: string;
}

/** Room that is left for `-12` behind a derived id of at most 64 characters. */
const SLUG_LENGTH = 56;

/**
 * Ids for Markdown cells that have none: `m-` and the cell's first heading, else `m-` and the id of the code cell it
 * leads to, else `m-end`. Names, not positions: a cell put in elsewhere leaves them as they are.
 *
 * @returns One id per cell, those given kept, all different.
 */
export function deriveIds(cells: readonly IdSubject[]): string[] {
  const taken = new Set(cells.flatMap(cell => cell.id ?? []));
  const ids: string[] = [];
  let next = "end";
  for (const cell of cells.toReversed()) {
    if (cell.kind === "code" && cell.id !== undefined) next = cell.id;
    ids.push(cell.id ?? `m-${(headingSlug(cell.source) || next).slice(0, SLUG_LENGTH)}`);
  }
  ids.reverse();
  return ids.map((id, index) => {
    if (cells[index]?.id !== undefined) return id;
    let unique = id;
    for (let count = 2; taken.has(unique); count++) unique = `${id}-${count}`;
    taken.add(unique);
    return unique;
  });
}

/** The first ATX heading as a slug of letters, digits and hyphens, empty when there is none. */
function headingSlug(markdown: string): string {
  const heading = /^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$/m.exec(markdown)?.[1] ?? "";
  return heading
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
