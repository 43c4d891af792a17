/** What the page does with a cell: runs it, runs it on less data, or shows its kept output. */
export type CellMode = "live" | "live-small" | "static";

/** A Markdown cell: prose, as the learner reads it. */
export interface MarkdownCell {
  readonly kind: "markdown";
  /** Derived from the text around it (`cellIds.ts`) unless the source names one. */
  readonly id: string;
  readonly source: string;
  /** 1-based line of the lesson file at which the text starts; absent when read from a notebook. */
  readonly line?: number;
}

/** A `ts` cell. */
export interface CodeCell {
  readonly kind: "code";
  readonly id: string;
  /** Empty for an answer cell: its text is the exercise's stub (`stubs.ts`). */
  readonly source: string;
  readonly fence: FenceWords;
  /** 1-based line of the lesson file at which the code starts; absent when read from a notebook. */
  readonly line?: number;
}

export type Cell = MarkdownCell | CodeCell;

/** What the words after the id in a fence line say. */
export interface FenceWords {
  /** The words as written, in order: what is kept in a notebook and written back. */
  readonly words: readonly string[];
  /** `static` unless said otherwise. */
  readonly mode: CellMode;
  /** The cell is meant to fail: an error name (`TypeError`) or TypeScript's number (`TS2322`). */
  readonly raises?: string;
  /** Timings or trainings: outputs are compared by outcome, not byte for byte. */
  readonly volatile: boolean;
  /** Id of the exercise that this cell answers. */
  readonly exercise?: string;
  /** Row of `tslabRows.ts` because of which stock tslab cannot run the cell. */
  readonly tslabSkip?: string;
}

/** Head of a lesson, checked (`frontMatter.ts`). */
export interface FrontMatter {
  readonly title: string;
  /** Number of the lesson, the `NN` of its file name. */
  readonly lesson: number;
  /** What a learner needs to work through it. */
  readonly minutes: number;
  /** What the learner will be able to do, one sentence part each. */
  readonly outcomes: readonly string[];
  /** Codes of the course items it covers: `A11`. */
  readonly items: readonly string[];
  /** Data sets that have to be there, by their name in `datasets/manifest.json`; empty for none. */
  readonly data: readonly string[];
  /** Engine it needs: `none` when it does not use TensorFlow.js, `any` when every engine will do, else a name. */
  readonly engine: string;
}

/** A lesson as its source says it: front matter and cells, no outputs. */
export interface Lesson {
  /** `04-convolution-2d`: file name without folder and ending. */
  readonly name: string;
  readonly frontMatter: FrontMatter;
  /** The front matter as written, comments and all, without its `---` lines. */
  readonly frontMatterText: string;
  readonly cells: readonly Cell[];
}

/** nbformat 4.5's rule for a cell id. */
export const CELL_ID = /^[a-zA-Z0-9-_]{1,64}$/;
