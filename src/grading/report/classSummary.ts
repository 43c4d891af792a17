import type {OutcomeKind} from "../../exercise/outcome.js";
import type {SubmissionResult} from "../result.js";
import type {RosterEntry} from "../roster/roster.js";
import type {Graded} from "./graded.js";
import {GroupCounts} from "./groups.js";
import {type Mark, type MarkBook, markFor} from "./marks.js";
import {comparePeople} from "./people.js";
import type {ReportInput} from "./reportInput.js";
import {type QuestionStatistics, Statistics} from "./statistics.js";

/** Something to say about a student, or about one answer. */
export interface Remark {
  readonly key: string;
  readonly person: RosterEntry;
  readonly exercise?: string;
  readonly text: string;
}

/** A question whose verdict is still to come. */
export interface OpenQuestion {
  readonly key: string;
  readonly person: RosterEntry;
  readonly exercise: string;
  readonly title: string;
  readonly verdict: OutcomeKind;
  readonly message: string;
}

/** A class in figures: all that a first pass over the results leaves in memory, a line or two for each student. */
export interface ClassSummary {
  readonly assignment: string;
  /** What the assignment is worth. */
  readonly points: number;
  /** The results' files in the order of the reports. */
  readonly files: readonly string[];
  /** On the class list, without a submission. */
  readonly missing: readonly RosterEntry[];
  readonly questions: readonly QuestionStatistics[];
  readonly groups: GroupCounts;
  readonly open: readonly OpenQuestion[];
  /** Of the teacher alone: what answers reached for, forbidden names. */
  readonly advice: readonly Remark[];
  /** How files were read, where that needs saying. */
  readonly notes: readonly Remark[];
  readonly held: readonly string[];
  /** Mean of the final scores; undefined when there is none. */
  readonly mean?: number;
  /** More than one of each only when a run was finished with another grader, seed or sandbox. */
  readonly graderVersions: readonly string[];
  readonly seedHashes: readonly string[];
  readonly layers: readonly (readonly string[])[];
  readonly unusedMarks: readonly Mark[];
}

/** The first pass. */
export class ClassCollector {
  readonly #input: ReportInput;
  readonly #book: MarkBook;
  readonly #places: {file: string; person: RosterEntry}[] = [];
  readonly #statistics = new Statistics();
  readonly #groups = new GroupCounts();
  readonly #open: OpenQuestion[] = [];
  readonly #advice: Remark[] = [];
  readonly #notes: Remark[] = [];
  readonly #held: string[] = [];
  readonly #versions = new Set<string>();
  readonly #seeds = new Set<string>();
  readonly #layers = new Set<string>();
  readonly #used = new Set<Mark>();
  readonly #students = new Set<string>();
  #sum = 0;

  constructor(input: ReportInput, book: MarkBook) {
    this.#input = input;
    this.#book = book;
  }

  add(file: string, {key, person, result, score, open}: Graded): void {
    this.#places.push({file, person});
    this.#students.add(result.student);
    this.#statistics.add(result);
    this.#versions.add(result.graderVersion);
    this.#seeds.add(result.seedHash);
    this.#layers.add(JSON.stringify(result.layers));
    if (open.length > 0) this.#held.push(result.student);
    else this.#sum += score.score;
    for (const {exercise, title, verdict, message} of open) {
      this.#open.push({key, person, exercise, title, verdict, message});
    }
    for (const text of result.notes) this.#notes.push({key, person, text});
    this.#questions(result, key, person);
  }

  #questions(result: SubmissionResult, key: string, person: RosterEntry): void {
    for (const question of result.questions) {
      const {exercise, advice} = question;
      const mark = markFor(this.#book, result.student, question);
      if (mark !== undefined) this.#used.add(mark);
      this.#groups.add(result.student, question);
      for (const text of advice) this.#advice.push({key, person, exercise, text});
    }
  }

  finish(): ClassSummary {
    const {assignment, points, roster, marks = []} = this.#input;
    this.#places.sort((a, b) => comparePeople(a.person, b.person));
    const order = new Map(this.#places.map(({person}, index) => [person.id, index]));
    const byPlace = <T extends {person: RosterEntry}>(items: T[]) =>
      items.sort((a, b) => place(order, a.person) - place(order, b.person));
    const finals = this.#places.length - this.#held.length;
    return {
      assignment,
      points,
      files: this.#places.map(({file}) => file),
      missing: [...(roster?.values() ?? [])].filter(({id}) => !this.#students.has(id)).sort(comparePeople),
      questions: this.#statistics.questions(),
      groups: this.#groups,
      open: byPlace(this.#open),
      advice: byPlace(this.#advice),
      notes: byPlace(this.#notes),
      held: this.#held.sort(),
      ...(finals > 0 && {mean: this.#sum / finals}),
      graderVersions: [...this.#versions].sort(),
      seedHashes: [...this.#seeds].sort(),
      layers: [...this.#layers].sort().map((text): readonly string[] => JSON.parse(text)),
      unusedMarks: marks.filter(mark => !this.#used.has(mark)),
    };
  }
}

function place(order: ReadonlyMap<string, number>, {id}: RosterEntry): number {
  return order.get(id) ?? order.size;
}
