import path from "node:path";
import {appealOf} from "./appeal.js";
import {JSON_TAIL, jsonHead, jsonRow} from "./classJson.js";
import {ClassCollector, type ClassSummary} from "./classSummary.js";
import {csvRow} from "./csv.js";
import {type Graded, gradedOf, readResult} from "./graded.js";
import {gradescopeResult} from "./gradescope.js";
import {type AnswerGroup, sortGroups} from "./groups.js";
import {classHead, classRow, classTail} from "./html/classPage.js";
import {feedbackPage} from "./html/feedbackPage.js";
import {JUNIT_HEAD, JUNIT_TAIL, junitSuites} from "./junit.js";
import {type MarkBook, markBook} from "./marks.js";
import {ownFolder, ReportFile, removeOthers, writeReport} from "./reportFile.js";
import type {ReportInput, ReportSummary} from "./reportInput.js";
import {
  GROUP_HEADER,
  groupRow,
  LONG_HEADER,
  longMissingRow,
  longRow,
  wideHead,
  wideMissingRow,
  wideRow,
} from "./tables.js";
import {findTasks, type Tasks} from "./tasks.js";

/** Reports that are one file of rows: opened, fed a submission at a time, closed. */
interface Writer {
  add(graded: Graded): void;
  end(groups: readonly AnswerGroup[]): void;
}

/**
 * Writes every report asked for, in two passes over the results: the first counts, the second writes. Memory does not grow
 * with the submissions but for a line or two each. The same results, marks and dates give the same bytes.
 *
 * @throws {SyntaxError} When a file is no result.
 * @throws {RangeError} When a mark by hand gives more points than its question is worth.
 */
export async function writeReports(input: ReportInput): Promise<ReportSummary> {
  const {out, formats, results, marks = [], appeals} = input;
  const book = markBook(marks);
  const summary = collect(results, book, input);
  const tasks = await findTasks(summary.questions.map(({exercise}) => exercise));
  ownFolder(out);
  const writers = [
    ...(formats.includes("html") ? [classPage(out, summary)] : []),
    ...(formats.includes("csv") ? [longTable(input, summary), wideTable(out, summary), groupTable(out)] : []),
    ...(formats.includes("json") ? [classJson(input, summary)] : []),
    ...(formats.includes("junit") ? [junit(out)] : []),
  ];
  const pages = new StudentPages(input, tasks);
  const groups: AnswerGroup[] = [];
  for (const file of summary.files) {
    const graded = gradedOf(file, book, input);
    for (const writer of writers) writer.add(graded);
    pages.write(graded);
    for (const question of graded.result.questions) {
      const group = summary.groups.example(graded.result.student, question);
      if (group !== undefined) groups.push(group);
    }
    if (appeals !== undefined) await writeAppeal(file, graded, out, appeals);
  }
  const sorted = sortGroups(
    groups,
    summary.questions.map(({exercise}) => exercise),
  );
  for (const writer of writers) writer.end(sorted);
  pages.end();
  if (appeals !== undefined)
    removeOthers(path.join(out, "appeals"), ".json", new Set(summary.files.map(nameOf)));
  return {
    files: formats.flatMap(format => OPENED_FIRST[format]),
    held: summary.held,
    faults: summary.open.filter(({verdict}) => verdict === "grader-fault").length,
    unusedMarks: summary.unusedMarks,
  };
}

const OPENED_FIRST = {
  html: ["index.html"],
  csv: ["grades.csv", "questions.csv", "groups.csv"],
  json: ["report.json"],
  junit: ["junit.xml"],
  gradescope: ["gradescope"],
} as const;

function collect(files: readonly string[], book: MarkBook, input: ReportInput): ClassSummary {
  const collector = new ClassCollector(input, book);
  // By name: sums and examples must not depend on the order in which a pool was done.
  for (const file of [...files].sort()) collector.add(file, gradedOf(file, book, input));
  return collector.finish();
}

function classPage(out: string, summary: ClassSummary): Writer {
  const file = new ReportFile(path.join(out, "index.html"));
  file.write(classHead(summary));
  return {
    add: graded => file.write(classRow(graded, summary.questions)),
    end(groups) {
      file.write(classTail(summary, groups));
      file.close();
    },
  };
}

function longTable(input: ReportInput, {missing}: ClassSummary): Writer {
  const file = new ReportFile(path.join(input.out, "grades.csv"));
  file.write(csvRow(LONG_HEADER));
  return {
    add: graded => file.write(longRow(graded, input.due ?? "")),
    end() {
      for (const person of missing) file.write(longMissingRow(person, input));
      file.close();
    },
  };
}

function wideTable(out: string, {missing, questions, points}: ClassSummary): Writer {
  const file = new ReportFile(path.join(out, "questions.csv"));
  file.write(wideHead(questions, points));
  return {
    add: graded => file.write(wideRow(graded, questions)),
    end() {
      for (const person of missing) file.write(wideMissingRow(person, questions));
      file.close();
    },
  };
}

function groupTable(out: string): Writer {
  return {
    add: () => undefined,
    end(groups) {
      writeReport(path.join(out, "groups.csv"), csvRow(GROUP_HEADER) + groups.map(groupRow).join(""));
    },
  };
}

function classJson(input: ReportInput, summary: ClassSummary): Writer {
  const file = new ReportFile(path.join(input.out, "report.json"));
  file.write(jsonHead(summary, input));
  let isFirst = true;
  return {
    add(graded) {
      file.write(jsonRow(graded, isFirst));
      isFirst = false;
    },
    end() {
      file.write(JSON_TAIL);
      file.close();
    },
  };
}

function junit(out: string): Writer {
  const file = new ReportFile(path.join(out, "junit.xml"));
  file.write(JUNIT_HEAD);
  return {
    add: graded => file.write(junitSuites(graded)),
    end() {
      file.write(JUNIT_TAIL);
      file.close();
    },
  };
}

/**
 * A page or file for each student whose marks are final. What an earlier run wrote for the others is taken away, in the formats
 * that this run leaves out too.
 */
class StudentPages {
  readonly #input: ReportInput;
  readonly #tasks: Tasks;
  readonly #final = new Set<string>();

  constructor(input: ReportInput, tasks: Tasks) {
    this.#input = input;
    this.#tasks = tasks;
  }

  write(graded: Graded): void {
    const {out, formats} = this.#input;
    if (graded.open.length > 0) return;
    this.#final.add(graded.key);
    if (formats.includes("html")) {
      writeReport(path.join(out, "feedback", `${graded.key}.html`), feedbackPage(graded, this.#tasks));
    }
    if (formats.includes("gradescope")) {
      writeReport(
        path.join(out, "gradescope", `${graded.key}.json`),
        `${JSON.stringify(gradescopeResult(graded), null, 1)}\n`,
      );
    }
  }

  end(): void {
    for (const [folder, extension] of [
      ["feedback", ".html"],
      ["gradescope", ".json"],
    ] as const) {
      const names = [...this.#final].map(key => `${key}${extension}`);
      removeOthers(path.join(this.#input.out, folder), extension, new Set(names));
    }
  }
}

async function writeAppeal(
  file: string,
  {key, score}: Graded,
  out: string,
  {seed, transcriptFile}: NonNullable<ReportInput["appeals"]>,
): Promise<void> {
  const appeal = await appealOf(readResult(file), score, seed, transcriptFile(key));
  writeReport(path.join(out, "appeals", nameOf(file)), `${JSON.stringify(appeal, null, 1)}\n`);
}

function nameOf(file: string): string {
  return path.basename(file);
}
