import type {Random} from "../../../src/core/random.js";

/** A notebook on its way to be mangled: anything may become of it. */
export interface Draft {
  [key: string]: unknown;
  cells: DraftCell[];
}

export interface DraftCell {
  [key: string]: unknown;
  source: unknown;
}

type Mangle = (draft: Draft, random: Random) => void;

const JUNK: readonly unknown[] = [
  null,
  0,
  -1,
  "",
  "x",
  true,
  [],
  {},
  [[]],
  {a: {b: null}},
  "\ud800",
  "__proto__",
  1e308,
];

/** What happens to notebooks between a student and a teacher, and what somebody might do on purpose. Texts of cells stay whole. */
const STRUCTURE: Readonly<Record<string, Mangle>> = {
  "metadata gone": draft => {
    for (const cell of real(draft)) cell.metadata = {};
  },
  "metadata of a cell gone": (draft, random) => {
    delete pick(draft, random)?.metadata;
  },
  "ids gone": draft => {
    for (const cell of real(draft)) delete cell.id;
  },
  "junk in a cell": (draft, random) => {
    const cell = pick(draft, random);
    if (cell)
      cell[choose(["id", "metadata", "outputs", "execution_count", "attachments"], random)] = choose(
        JUNK,
        random,
      );
  },
  "junk in the notebook": (draft, random) => {
    draft[choose(["nbformat", "nbformat_minor", "metadata", "extra"], random)] = choose(JUNK, random);
  },
  "points and skips": (draft, random) => {
    const cell = pick(draft, random);
    if (cell) {
      const nbgrader = {...nbgraderOf(cell), points: 100, checksum: "0", locked: random.uniform() < 0.3};
      cell.metadata = {nbgrader, tags: ["skip", "helper"]};
    }
  },
  "ids swapped": (draft, random) => {
    const [one, other] = [pick(draft, random), pick(draft, random)];
    if (one && other)
      [one.id, other.id, one.metadata, other.metadata] = [other.id, one.id, other.metadata, one.metadata];
  },
  shuffled: (draft, random) => {
    draft.cells = random.shuffle(draft.cells);
  },
  reversed: draft => {
    draft.cells.reverse();
  },
  "a cell deleted": (draft, random) => {
    draft.cells.splice(random.integer(0, draft.cells.length), 1);
  },
  "a cell twice": (draft, random) => {
    const cell = pick(draft, random);
    if (cell) draft.cells.splice(random.integer(0, draft.cells.length + 1), 0, structuredClone(cell));
  },
  "a cell of another kind": (draft, random) => {
    const cell = pick(draft, random);
    if (cell) cell.cell_type = choose(["markdown", "raw", "code", "heading", "", 7], random);
  },
  "sources as lines": draft => {
    for (const cell of real(draft)) {
      if (typeof cell.source === "string") cell.source = cell.source.split(/(?<=\n)/);
    }
  },
  "other line ends": draft => {
    for (const cell of real(draft))
      if (typeof cell.source === "string") cell.source = cell.source.replaceAll("\n", "\r\n");
  },
  "a source gone": (draft, random) => {
    const cell = pick(draft, random);
    if (cell) cell.source = choose([undefined, null, 5, {}, [1, null]], random);
  },
  "cells that are none": (draft, random) => {
    draft.cells.splice(random.integer(0, draft.cells.length + 1), 0, choose(JUNK, random) as DraftCell);
  },
  "nbformat 3": draft => {
    draft.nbformat = 3;
    draft.worksheets = [
      {
        cells: draft.cells.map(cell =>
          cell === null || typeof cell !== "object" ? cell : {...cell, input: cell.source, source: undefined},
        ),
      },
    ];
    (draft as {cells?: unknown}).cells = undefined;
  },
  "deep metadata": (draft, random) => {
    const cell = pick(draft, random);
    let deep: unknown = 1;
    for (let level = random.integer(1, 2000); level > 0; level--) deep = [deep];
    if (cell) cell.metadata = {deep};
  },
};

/** What happens to the bytes of a file: the texts of cells may be others afterwards. */
const BYTES: Readonly<Record<string, (bytes: Buffer, random: Random) => Buffer>> = {
  "cut off": (bytes, random) => bytes.subarray(0, random.integer(0, bytes.length)),
  "other bytes": (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let n = random.integer(1, 20); n > 0; n--)
      copy[random.integer(0, copy.length)] = random.integer(0, 256);
    return copy;
  },
  "a part twice": (bytes, random) => {
    const at = random.integer(0, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(random.integer(0, at + 1))]);
  },
  "a part gone": (bytes, random) => {
    const at = random.integer(0, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.integer(0, 200))]);
  },
  "UTF-16": bytes => Buffer.from(`\ufeff${bytes.toString()}`, "utf16le"),
  "half characters": bytes => Buffer.from(bytes.toString().replaceAll("number", "\\ud800number")),
  brackets: (bytes, random) => Buffer.concat([bytes, Buffer.from("[".repeat(random.integer(1, 50_000)))]),
};

export interface Mangled {
  readonly bytes: Buffer;
  /** What was done, in order. */
  readonly how: readonly string[];
  /** Whether the cells' texts are still those of the draft. */
  readonly isWhole: boolean;
}

/** A notebook after one to five accidents; in one of four the bytes are hit too. */
export function mangle(draft: Draft, random: Random): Mangled {
  const copy = structuredClone(draft);
  const how: string[] = [];
  for (let n = random.integer(1, 6); n > 0 && Array.isArray(copy.cells); n--) {
    const name = choose(Object.keys(STRUCTURE), random);
    STRUCTURE[name]?.(copy, random);
    how.push(name);
  }
  const bytes = Buffer.from(JSON.stringify(copy));
  if (random.uniform() >= 0.25) return {bytes, how, isWhole: true};
  const name = choose(Object.keys(BYTES), random);
  return {bytes: BYTES[name]?.(bytes, random) ?? bytes, how: [...how, name], isWhole: false};
}

function choose<T>(list: readonly T[], random: Random): T {
  return list[random.integer(0, list.length)];
}

/** One of the cells that still are some. */
function pick(draft: Draft, random: Random): DraftCell | undefined {
  const cells = real(draft);
  return cells.length === 0 ? undefined : choose(cells, random);
}

/** The cells that are some. */
function real({cells}: Draft): DraftCell[] {
  return cells.filter(cell => typeof cell === "object" && cell !== null && !Array.isArray(cell));
}

function nbgraderOf({metadata}: DraftCell): object {
  const {nbgrader} = (metadata ?? {}) as {nbgrader?: object};
  return nbgrader ?? {};
}
