import type {OutcomeKind} from "../../exercise/outcome.js";
import {isOpen, type QuestionResult, type SubmissionResult} from "../result.js";

/** What a class did with one question. */
export interface QuestionStatistics {
  readonly exercise: string;
  readonly title: string;
  readonly points: number;
  /** Answers that are decided; the figures below are of these. */
  readonly decided: number;
  /** Mean of the points; undefined while nothing is decided. */
  readonly mean?: number;
  /** Share of full marks, 0 to 1. */
  readonly full?: number;
  /**
   * Correlation of the points here with those of the other questions, -1 to 1: how well the question tells strong work from
   * weak. Undefined where all have the same points here, or on the rest.
   */
  readonly discrimination?: number;
  readonly verdicts: Readonly<Partial<Record<OutcomeKind, number>>>;
  /** For how many answers each check fails, in the exercise's order. */
  readonly checks: readonly {readonly name: string; readonly visible: number; readonly hidden: number}[];
}

/** Sums that a correlation is made from: one submission at a time, so none has to be kept. */
class Pairs {
  #n = 0;
  #x = 0;
  #y = 0;
  #xx = 0;
  #yy = 0;
  #xy = 0;

  add(x: number, y: number): void {
    this.#n += 1;
    this.#x += x;
    this.#y += y;
    this.#xx += x * x;
    this.#yy += y * y;
    this.#xy += x * y;
  }

  /** Pearson's coefficient; point-biserial where one side is right or wrong. */
  correlation(): number | undefined {
    const n = this.#n;
    const spreadX = n * this.#xx - this.#x ** 2;
    const spreadY = n * this.#yy - this.#y ** 2;
    // Sums of thirds leave a spread of some 1e-16 where all are equal.
    if (n < 3 || spreadX <= 1e-9 * n * this.#xx || spreadY <= 1e-9 * n * this.#yy) return undefined;
    const r = (n * this.#xy - this.#x * this.#y) / Math.sqrt(spreadX * spreadY);
    return Math.max(-1, Math.min(1, r));
  }
}

interface Tally {
  readonly title: string;
  readonly points: number;
  decided: number;
  sum: number;
  full: number;
  readonly withRest: Pairs;
  readonly verdicts: Partial<Record<OutcomeKind, number>>;
  readonly checks: Map<string, {visible: number; hidden: number}>;
}

/** Counts over a class, one submission at a time: as much memory for ten as for ten thousand. */
export class Statistics {
  readonly #tallies = new Map<string, Tally>();

  /** @param result  After a person's marks. */
  add({questions}: SubmissionResult): void {
    const decided = questions.filter(question => !isOpen(question));
    const total = decided.reduce((sum, {earned}) => sum + earned, 0);
    for (const question of questions) {
      const tally = this.#tally(question);
      tally.verdicts[question.verdict] = (tally.verdicts[question.verdict] ?? 0) + 1;
      if (isOpen(question)) continue;
      tally.decided += 1;
      tally.sum += question.earned;
      if (question.earned === question.points) tally.full += 1;
      // With a question still open, the rest would be another sum for each student.
      if (decided.length === questions.length) tally.withRest.add(question.earned, total - question.earned);
      countChecks(tally, question);
    }
  }

  /** One entry for each question, in the order in which they came. */
  questions(): QuestionStatistics[] {
    return [...this.#tallies].map(([exercise, tally]) => {
      const {title, points, decided, sum, full, verdicts, checks} = tally;
      const discrimination = tally.withRest.correlation();
      return {
        exercise,
        title,
        points,
        decided,
        ...(decided > 0 && {mean: sum / decided, full: full / decided}),
        ...(discrimination !== undefined && {discrimination}),
        verdicts,
        checks: [...checks].map(([name, counts]) => ({name, ...counts})),
      };
    });
  }

  #tally({exercise, title, points}: QuestionResult): Tally {
    const known = this.#tallies.get(exercise);
    if (known !== undefined) return known;
    const tally = {
      title,
      points,
      decided: 0,
      sum: 0,
      full: 0,
      withRest: new Pairs(),
      verdicts: {},
      checks: new Map(),
    };
    this.#tallies.set(exercise, tally);
    return tally;
  }
}

function countChecks({checks}: Tally, question: QuestionResult): void {
  for (const {name, visible, hidden} of question.checks) {
    const counts = checks.get(name) ?? {visible: 0, hidden: 0};
    if (visible === "failed") counts.visible += 1;
    if (hidden === "failed") counts.hidden += 1;
    checks.set(name, counts);
  }
}
