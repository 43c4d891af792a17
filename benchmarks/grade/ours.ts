import fs from "node:fs";
import path from "node:path";
import type {SubmissionResult} from "../../src/grading/result.js";
import {PROJECT} from "../support/project.js";
import {countAgreed, type Graded} from "./contestant.js";
import {readNotebookFile, typescriptSubmission, writeFile} from "./notebooks.js";
import {QUESTIONS} from "./questions.js";
import {runProgram} from "./runProgram.js";
import type {Student} from "./studentClass.js";

const CLI = path.join(PROJECT, "dist", "src", "cli", "main.js");
const ASSIGNMENT = "02-sizes";

/** The commands that a teacher types: assign, then grade a folder of submissions, reports included. */
export async function gradeOurs(students: readonly Student[], folder: string, jobs: number): Promise<Graded> {
  const log = path.join(folder, "log.txt");
  writeFile(log, "");
  const assigned = await runProgram(
    process.execPath,
    [CLI, "assign", "--lesson", "2", "--out", folder],
    folder,
    log,
  );
  if (assigned.code !== 0)
    throw new Error(`kernelbook assign must end with 0, got ${assigned.code}; see ${log}`);
  const release = readNotebookFile(path.join(folder, "release", ASSIGNMENT, `${ASSIGNMENT}.ipynb`));
  for (const student of students) {
    const file = path.join(folder, "submitted", student.id, ASSIGNMENT, `${ASSIGNMENT}.ipynb`);
    writeFile(file, typescriptSubmission(release, student));
  }
  const seed = path.join(folder, "teacher", `${ASSIGNMENT}.json`);
  const args = [
    "grade",
    "submitted",
    "--lesson",
    "2",
    "--out",
    "run",
    "--jobs",
    String(jobs),
    "--seed",
    seed,
  ];
  const figures = await runProgram(process.execPath, [CLI, ...args], folder, log);
  if (figures.code !== 0)
    throw new Error(`kernelbook grade must end with 0, got ${figures.code}; see ${log}`);
  const results = new Map<string, SubmissionResult>();
  for (const name of fs.readdirSync(path.join(folder, "run", "results"))) {
    const result = JSON.parse(
      fs.readFileSync(path.join(folder, "run", "results", name), "utf8"),
    ) as SubmissionResult;
    results.set(result.student, result);
  }
  const full = (student: string, question: number) => {
    const found = results.get(student)?.questions.find(({exercise}) => exercise === QUESTIONS[question].id);
    return found && found.earned === found.points;
  };
  return {
    ...figures,
    submissions: students.length,
    answers: students.length * QUESTIONS.length,
    agreed: countAgreed(students, full),
    remark: `isolated: ${layersOf(results)}`,
  };
}

function layersOf(results: ReadonlyMap<string, SubmissionResult>): string {
  const [first] = results.values();
  return first === undefined || first.layers.length === 0 ? "no" : `${first.layers.length} layers`;
}
