import {Random} from "../../src/core/random.js";

/** What a student did with one question. */
export type AnswerKind = "right" | "wrong" | "stub" | "throws" | "broken";

/** What happened to a notebook on its way. */
export type Mangling = "none" | "no metadata" | "reversed" | "byte order mark" | "twice";

export interface Student {
  readonly id: string;
  /** One for each question; `which` chooses between wrong answers. */
  readonly answers: readonly {readonly kind: AnswerKind; readonly which: number}[];
  readonly mangling: Mangling;
}

/** Of a hundred answers. A class that has had the checks beside it gets most of them right. */
const SHARES: readonly (readonly [AnswerKind, number])[] = [
  ["right", 60],
  ["wrong", 22],
  ["stub", 10],
  ["throws", 5],
  ["broken", 3],
];
const MANGLINGS: readonly Mangling[] = ["no metadata", "reversed", "byte order mark", "twice"];
/** One notebook in twenty: grading.md's own count of those that broke a batch. */
const MANGLED_EVERY = 20;
const SEED = 20_261_121;

/** A class of `size`, the same each time; the first `n` of a larger class are the class of `n`. */
export function studentClass(size: number, questions: number): Student[] {
  return Array.from({length: size}, (_, index) => {
    const random = new Random(SEED + index);
    return {
      id: `s${String(index + 1).padStart(4, "0")}`,
      answers: Array.from({length: questions}, () => ({
        kind: kindAt(random.integer(0, 100)),
        which: random.integer(0, 2),
      })),
      mangling:
        index % MANGLED_EVERY === 7
          ? MANGLINGS[Math.floor(index / MANGLED_EVERY) % MANGLINGS.length]
          : "none",
    };
  });
}

function kindAt(place: number): AnswerKind {
  let sum = 0;
  for (const [kind, share] of SHARES) {
    sum += share;
    if (place < sum) return kind;
  }
  throw new RangeError(`studentClass: shares must sum to 100, got ${sum}`);
}

/**
 * The text of an answer cell. Each carries its student's id, so that no grader can keep whole cells.
 *
 * @param comment  `//` or `#`.
 * @param raise  A statement that throws.
 */
export function answerText(
  {kind, which}: Student["answers"][number],
  student: string,
  language: {readonly comment: string; readonly raise: string; readonly broken: string},
  texts: {
    readonly stub: string;
    readonly solution: string;
    readonly wrong: readonly (readonly [string, string])[];
  },
): string {
  const {comment, raise, broken} = language;
  const [from, to] = texts.wrong[which];
  const bodies: Record<AnswerKind, string> = {
    right: texts.solution,
    wrong: edited(texts.solution, from, to),
    stub: texts.stub,
    throws: raise,
    broken,
  };
  return kind === "stub" ? texts.stub : `${bodies[kind]}\n${comment} by ${student}`;
}

function edited(text: string, from: string, to: string): string {
  if (!text.includes(from))
    throw new RangeError(`answerText: an edit must find its text, got "${from}" for:\n${text}`);
  return text.replace(from, () => to);
}
