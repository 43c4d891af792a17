import type {OutcomeKind} from "../../../src/exercise/outcome.js";
import type {RawNotebook} from "../support/handedIn.js";

/** The questions that are attacked: lesson 4 without the one whose right answers need seconds. */
export const QUESTIONS = [
  "l04-correlate2d",
  "l04-find-glyph",
  "l04-oriented-kernel",
  "l04-two-passes",
] as const;
/** The one that only the right submissions answer; the others leave it as it was handed out. */
export const LONG_QUESTION = "l04-histogram-feature";
export type QuestionId = (typeof QUESTIONS)[number];

/** What an attack is aimed at: all of it is watched while the class is graded. */
export interface Targets {
  /** A folder with files that no answer may read, change or add to. */
  readonly decoy: string;
  /** A server on loopback that must never be reached. */
  readonly port: number;
  /** A port on which nothing may listen afterwards. */
  readonly freePort: number;
  /** Stands in the command line of every process that an attack starts. */
  readonly survivor: string;
  /** Inputs and results of every visible case, by question: what a cheat can copy from a notebook. */
  readonly visible: Readonly<Record<QuestionId, Readonly<Record<string, unknown>>>>;
  /** The place of the hidden letter. */
  readonly glyphPlace: readonly [number, number];
}

/** What the result must say. Questions that are not named pass with full marks. */
export interface Expected {
  readonly verdicts: Partial<Record<QuestionId, OutcomeKind | readonly OutcomeKind[]>>;
  /** In a question's message. */
  readonly says?: Partial<Record<QuestionId, RegExp>>;
  /** Each in the notes of the submission or of one of its questions. */
  readonly notes?: readonly RegExp[];
  /** Each in the advice on one of its questions. */
  readonly advice?: readonly RegExp[];
}

/** One of the 52 submissions that a grader must hold out against. */
export interface Hostile {
  /** Its place in the list. */
  readonly number: number;
  /** What it does, completes "a submission that ...". */
  readonly does: string;
  /** Text of answer cells; right answers stand in for those left out. */
  readonly answers?: (targets: Targets) => Partial<Record<QuestionId, string>>;
  /** Changes the notebook as a whole. */
  readonly mangle?: (notebook: RawNotebook, targets: Targets) => RawNotebook;
  /** Writes the files itself, into the folder of its assignment or, for a zip, beside it. */
  readonly write?: (place: Place) => void;
  /** Name of the student's folder; `student-NN` unless said otherwise. */
  readonly student?: string;
  readonly expected: Expected;
}

/** Where a submission that writes its own files puts them. */
export interface Place {
  /** `submitted` itself. */
  readonly submitted: string;
  /** Name of the student's folder or zip. */
  readonly student: string;
  readonly assignment: string;
  /** The notebook with right answers, as text. */
  readonly right: string;
  readonly targets: Targets;
}

/** An answer that is as wrong as can be, whatever it is asked. */
export const WRONG = {
  "l04-correlate2d": "return image.map(row => row.map(() => 7)).concat(kernel);",
  "l04-oriented-kernel": "return [[degrees, 0, 0], [0, 7, 0], [0, 0, 0]];",
  "l04-two-passes": "return [image[0], column, row];",
} as const;

/** `myCorrelate2d` with this body. */
export const correlate = (body: string, before = "") =>
  `${before}\nfunction myCorrelate2d(image: number[][], kernel: number[][]): number[][] {\n${body}\n}\n`;

/** `orientedKernel` with this body. */
export const oriented = (body: string, before = "") =>
  `${before}\nfunction orientedKernel(degrees: number): number[][] {\n${body}\n}\n`;

/** `twoPasses` with this body. */
export const passes = (body: string, before = "") =>
  `${before}\nfunction twoPasses(image: number[][], column: number[], row: number[]): number[][] {\n${body}\n}\n`;

/** The right loops, as statements that return. */
export const LOOPS = `  const result: number[][] = [];
  for (let y = 0; y + kernel.length <= image.length; y++) {
    const line: number[] = [];
    for (let x = 0; x + kernel[0].length <= image[0].length; x++) {
      let sum = 0;
      for (let i = 0; i < kernel.length; i++) for (let j = 0; j < kernel[0].length; j++) sum += kernel[i][j] * image[y + i][x + j];
      line.push(sum);
    }
    result.push(line);
  }
  return result;`;

/** Answers what a table of visible cases says, else runs `otherwise`. */
export function fromTable(table: Readonly<Record<string, unknown>>, args: string, otherwise: string): string {
  return `  const known: Record<string, number[][]> = ${JSON.stringify(table)};
  const key = JSON.stringify([${args}], (_key, part) => ArrayBuffer.isView(part) ? Array.from(part as Uint8Array) : part);
  if (key in known) return known[key];
  ${otherwise}`;
}
