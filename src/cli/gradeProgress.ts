import {stripVTControlCharacters} from "node:util";
import type {JobReport} from "../grading/batch/gradeSubmissions.js";
import {KEPT_DURATIONS} from "../grading/batch/limits.js";
import {median} from "../grading/batch/timingSummary.js";
import type {ProgressStream} from "../notebook/progress.js";

/** Characters of the bar itself. */
const BAR = 24;

/** How far a batch has come: in a terminal a bar with the time left, elsewhere a line for each submission. Problems stand in lines of their own. */
export class GradeProgress {
  readonly #stream: ProgressStream;
  readonly #total: number;
  readonly #width: number;
  readonly #durations: number[] = [];
  #done = 0;

  /**
   * @param total  Submissions.
   * @param width  How many are graded at once.
   */
  constructor(stream: ProgressStream, total: number, width: number) {
    this.#stream = stream;
    this.#total = total;
    this.#width = width;
    this.#draw();
  }

  onJob = ({student, how, earned, points, ms}: JobReport): void => {
    this.#done++;
    if (ms !== undefined) this.#durations.push(ms);
    if (this.#durations.length > KEPT_DURATIONS) this.#durations.shift();
    if (how === "fault") this.problem(`${student}: the grader failed; grade again to try once more`);
    if (this.#stream.isTTY === true) {
      this.#draw();
      return;
    }
    const count = String(this.#done).padStart(String(this.#total).length);
    const what = how === "fault" ? "grader fault" : `${round(earned)} of ${points}`;
    this.#stream.write(
      `[${count}/${this.#total}] ${plain(student)}  ${what}${how === "kept" ? ", unchanged" : ""}\n`,
    );
  };

  /** A line that stays. */
  problem(text: string): void {
    this.#clear();
    this.#stream.write(`! ${plain(text)}\n`);
    this.#draw();
  }

  /** Takes the bar away. */
  close(): void {
    this.#clear();
  }

  #draw(): void {
    if (this.#stream.isTTY !== true) return;
    const full = this.#total === 0 ? BAR : Math.round((BAR * this.#done) / this.#total);
    const bar = `${"#".repeat(full)}${".".repeat(BAR - full)}`;
    const line = `[${bar}] ${this.#done}/${this.#total}${this.#left()}`;
    this.#stream.write(`\r\u001b[K${line.slice(0, (this.#stream.columns ?? 80) - 1)}`);
  }

  #clear(): void {
    if (this.#stream.isTTY === true) this.#stream.write("\r\u001b[K");
  }

  /** From the median of what submissions have taken so far. */
  #left(): string {
    if (this.#durations.length === 0 || this.#done >= this.#total) return "";
    const rounds = Math.ceil((this.#total - this.#done) / this.#width);
    const seconds = Math.ceil((median(this.#durations) / 1000) * rounds);
    const minutes = Math.floor(seconds / 60);
    return `, about ${minutes > 0 ? `${minutes} min ` : ""}${seconds % 60} s left`;
  }
}

/** Points without the dust of binary fractions. */
function round(points: number): number {
  return Math.round(points * 100) / 100;
}

/** A student's id comes from a file name: no escape of it reaches the terminal. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{C}/gu, "\uFFFD");
}
