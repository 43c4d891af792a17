import type {TypeEngineName} from "./typeEngine.js";

export interface EngineDifference {
  readonly engine: TypeEngineName;
  /** The cells up to the one that differs. */
  readonly cells: readonly string[];
  /** Numbers of the errors it reports for the last one. TypeScript 7 and 6 report `others`. */
  readonly errors: readonly number[];
  readonly others: readonly number[];
  readonly why: string;
}

const EXPORTS = "tslab exports every name of a cell itself, so an export of the cell's own declares it twice";
const HEAD_VARS = "tslab knows the names a file declares at its top, not those of `var` in blocks";
const AUGMENTATIONS = "tslab exports what a cell declares globally as if it were a name of the cell";

/** Where an engine judges cells otherwise than TypeScript 7 and 6 do; tests hold each entry to what happens. */
export const ENGINE_DIFFERENCES: readonly EngineDifference[] = [
  {engine: "tslab", cells: ["export const x = 1"], errors: [2323], others: [], why: EXPORTS},
  {engine: "tslab", cells: ["export const x = 2"], errors: [2323], others: [], why: EXPORTS},
  {
    engine: "tslab",
    cells: ["export const x = 1", "export default x"],
    errors: [2304],
    others: [],
    why: "the cell before it failed",
  },
  {
    engine: "tslab",
    cells: ["export function gen<T>(x: T): T { return x }"],
    errors: [2323],
    others: [],
    why: EXPORTS,
  },
  {
    engine: "tslab",
    cells: ["var w1 = 1; for (var i1 = 0; i1 < 1; i1++) { var w2 = 's' }", "w1 + i1 + w2.length"],
    errors: [2304, 2304],
    others: [],
    why: HEAD_VARS,
  },
  {
    engine: "tslab",
    cells: ["declare global { interface Array<T> { zz: T } }", "[1].zz.toFixed()"],
    errors: [2339],
    others: [],
    why: AUGMENTATIONS,
  },
];
