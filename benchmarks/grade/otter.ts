import fs from "node:fs";
import path from "node:path";
import {countAgreed, type Graded} from "./contestant.js";
import {pythonSubmission, readNotebookFile, writeFile} from "./notebooks.js";
import {peerProgram} from "./peers.js";
import {otterMaster} from "./pythonRelease.js";
import {QUESTIONS} from "./questions.js";
import {type RunFigures, runProgram} from "./runProgram.js";
import type {Student} from "./studentClass.js";

interface OtterResults {
  readonly tests?: readonly {readonly name: string; readonly score?: number; readonly max_score?: number}[];
}

/** otter assign, then `otter run` for each submission: what runs in its containers, without the time to start them. */
export async function gradeOtter(students: readonly Student[], folder: string): Promise<Graded> {
  const log = path.join(folder, "log.txt");
  writeFile(path.join(folder, "sizes.ipynb"), JSON.stringify(otterMaster()));
  const otter = (...args: string[]) => runProgram(peerProgram("otter"), args, folder, log);
  const made = await otter("assign", "sizes.ipynb", "dist", "--no-pdfs");
  const archive = fs.existsSync(path.join(folder, "dist", "autograder"))
    ? fs.readdirSync(path.join(folder, "dist", "autograder")).find(name => name.endsWith(".zip"))
    : undefined;
  if (made.code !== 0 || archive === undefined) {
    throw new Error(`otter assign must end with 0 and an archive, got ${made.code}; see ${log}`);
  }
  const release = readNotebookFile(path.join(folder, "dist", "student", "sizes.ipynb"));
  const runs: RunFigures[] = [];
  const marks = new Map<string, boolean>();
  for (const student of students) {
    const file = path.join(folder, "submitted", student.id, "sizes.ipynb");
    writeFile(file, pythonSubmission(release, student));
    const out = path.join(folder, "results", student.id);
    fs.mkdirSync(out, {recursive: true});
    runs.push(
      await otter("run", "--no-logo", "-a", path.join("dist", "autograder", archive), "-o", out, file),
    );
    for (const [question, isFull] of readMarks(path.join(out, "results.json"))) {
      marks.set(`${student.id} ${question}`, isFull);
    }
  }
  return {
    seconds: runs.reduce((sum, {seconds}) => sum + seconds, 0),
    cpuSeconds: runs.reduce((sum, {cpuSeconds}) => sum + cpuSeconds, 0),
    peakMb: Math.max(...runs.map(({peakMb}) => peakMb)),
    code: runs.find(({code}) => code !== 0)?.code ?? 0,
    submissions: students.length,
    answers: students.length * QUESTIONS.length,
    agreed: countAgreed(students, (student, question) => marks.get(`${student} ${question}`)),
    remark: "isolated: no (its containers are not started); one at a time",
  };
}

function readMarks(file: string): [number, boolean][] {
  if (!fs.existsSync(file)) return [];
  const {tests = []} = JSON.parse(fs.readFileSync(file, "utf8")) as OtterResults;
  return QUESTIONS.map(({python}, question) => {
    const own = tests.filter(({name}) => name === python.answer);
    return [question, own.length > 0 && own.every(({score = 0, max_score = 0}) => score === max_score)];
  });
}
