import fs from "node:fs";
import path from "node:path";
import {countAgreed, type Graded} from "./contestant.js";
import {pythonSubmission, readNotebookFile, writeFile} from "./notebooks.js";
import {peerProgram} from "./peers.js";
import {nbgraderSource} from "./pythonRelease.js";
import {QUESTIONS} from "./questions.js";
import {runProgram} from "./runProgram.js";
import type {Student} from "./studentClass.js";

const ASSIGNMENT = "sizes";

/** nbgrader's own commands: generate_assignment, then autograde on the class, one after the other as it does. */
export async function gradeNbgrader(students: readonly Student[], folder: string): Promise<Graded> {
  const log = path.join(folder, "log.txt");
  writeFile(
    path.join(folder, "nbgrader_config.py"),
    'c = get_config()\nc.CourseDirectory.course_id = "bench"\n',
  );
  writeFile(path.join(folder, "source", ASSIGNMENT, "sizes.ipynb"), JSON.stringify(nbgraderSource()));
  const nbgrader = (...args: string[]) => runProgram(peerProgram("nbgrader"), args, folder, log);
  const made = await nbgrader("generate_assignment", ASSIGNMENT);
  if (made.code !== 0)
    throw new Error(`nbgrader generate_assignment must end with 0, got ${made.code}; see ${log}`);
  const release = readNotebookFile(path.join(folder, "release", ASSIGNMENT, "sizes.ipynb"));
  for (const student of students) {
    writeFile(
      path.join(folder, "submitted", student.id, ASSIGNMENT, "sizes.ipynb"),
      pythonSubmission(release, student),
    );
  }
  const figures = await nbgrader("autograde", ASSIGNMENT);
  const marks = readMarks(folder);
  return {
    ...figures,
    submissions: students.length,
    answers: students.length * QUESTIONS.length,
    agreed: countAgreed(students, (student, question) => marks.get(`${student} ${question}`)),
    remark: "isolated: no; one at a time",
  };
}

/** Whether each question got full marks, out of the outputs of its test cell as nbgrader reads them: any error is 0. */
function readMarks(folder: string): Map<string, boolean> {
  const marks = new Map<string, boolean>();
  const graded = path.join(folder, "autograded");
  for (const student of fs.existsSync(graded) ? fs.readdirSync(graded) : []) {
    const {cells} = readNotebookFile(path.join(graded, student, ASSIGNMENT, "sizes.ipynb"));
    for (const [question, {python}] of QUESTIONS.entries()) {
      const test = cells.find(
        ({metadata}) =>
          (metadata.nbgrader as {grade_id?: string} | undefined)?.grade_id === `${python.answer}-test`,
      );
      const outputs = (test?.outputs ?? []) as readonly {output_type: string}[];
      const ran = typeof test?.execution_count === "number";
      marks.set(`${student} ${question}`, ran && !outputs.some(output => output.output_type === "error"));
    }
  }
  return marks;
}
