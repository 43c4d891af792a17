import {type ChildProcess, spawn} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {findLesson} from "../../../src/exercise/catalog.js";
import {writeRelease} from "../../../src/grading/assign/writeRelease.js";
import {withAnswers} from "../../../src/notebook/answers.js";
import type {Notebook} from "../../../src/notebook/nbformat.js";
import {readNotebookFile} from "../../../src/notebook/readNotebook.js";
import {writeNotebook} from "../../../src/notebook/writeNotebook.js";
import {everyExercise} from "../../support/exerciseFiles.js";

const MAIN = fileURLToPath(new URL("../../../src/cli/main.js", import.meta.url));
export const ASSIGNMENT = "01-convolution-1d";

/** A class that did lesson 1, in a folder of its own: `ada` all right, `alan` one wrong, `emmy` nothing, `kurt` no notebook at all. */
export class ClassFolder {
  readonly root: string;
  readonly #release: Notebook;
  readonly #answers: ReadonlyMap<string, string>;

  static async make(root: string): Promise<ClassFolder> {
    const {notebook} = writeRelease(await findLesson(ASSIGNMENT), path.join(root, "course"), {
      seed: "a secret for the tests",
    });
    const own = (await everyExercise()).filter(
      ({exercise}) => exercise.lesson === 1 && exercise.variant === undefined,
    );
    const answers = new Map(own.map(({exercise, solution}) => [exercise.id, solution]));
    const folder = new ClassFolder(root, readNotebookFile(notebook), answers);
    folder.submit("ada");
    folder.submit("alan", {"l01-correlate1d": "const myCorrelate1d = (): number[] => [];"});
    folder.submit("emmy", Object.fromEntries([...answers.keys()].map(id => [id, undefined])));
    folder.write("submitted/kurt", "not a notebook");
    return folder;
  }

  private constructor(root: string, release: Notebook, answers: ReadonlyMap<string, string>) {
    this.root = root;
    this.#release = release;
    this.#answers = answers;
  }

  /** The teacher's file of the release. */
  get seed(): string {
    return path.join(this.root, "course", "teacher", `${ASSIGNMENT}.json`);
  }

  /** An answer cell as it was handed out. */
  stubOf(exercise: string): string {
    return this.#release.cells.find(({id}) => id === exercise)?.source ?? "";
  }

  /** Hands in the kept solutions, with some answers changed, or left out where they are undefined. */
  submit(
    student: string,
    changes: Readonly<Record<string, string | undefined>> = {},
    timestamp?: string,
  ): void {
    const changed = Object.entries({...Object.fromEntries(this.#answers), ...changes});
    const answers = new Map(
      changed.flatMap(([id, source]) => (source === undefined ? [] : [[id, source] as const])),
    );
    this.write(`submitted/${student}`, writeNotebook(withAnswers(this.#release, answers)));
    if (timestamp !== undefined) {
      fs.writeFileSync(path.join(this.root, "submitted", student, ASSIGNMENT, "timestamp.txt"), timestamp);
    }
  }

  write(folder: string, text: string): void {
    const place = path.join(this.root, folder, ASSIGNMENT);
    fs.mkdirSync(place, {recursive: true});
    fs.writeFileSync(path.join(place, `${ASSIGNMENT}.ipynb`), text);
  }

  /** Runs `kernelbook grade` in the class's folder. */
  async grade(...args: string[]): Promise<{code: number | null; stdout: string; stderr: string}> {
    const child = this.start(...args);
    const output = {stdout: "", stderr: ""};
    for (const name of ["stdout", "stderr"] as const) {
      child[name]?.setEncoding("utf8").on("data", (text: string) => {
        output[name] += text;
      });
    }
    return await new Promise((resolve, reject) => {
      child.once("error", reject).once("close", code => resolve({code, ...output}));
    });
  }

  start(...args: string[]): ChildProcess {
    const all = [MAIN, "grade", ...args];
    return spawn(process.execPath, all, {cwd: this.root, stdio: ["ignore", "pipe", "pipe"]});
  }

  /** Every file of a run that must not depend on when and how it was made, by its path. */
  reports(out: string): Map<string, string> {
    const folder = path.join(this.root, out);
    const files = fs
      .readdirSync(folder, {recursive: true, withFileTypes: true})
      .filter(entry => entry.isFile());
    const names = files.map(entry => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
    return new Map(
      names
        .filter(name => !["run.json", "journal.jsonl"].includes(name))
        .map(name => [name, fs.readFileSync(path.join(folder, name), "utf8")]),
    );
  }

  /** Scores of `grades.csv`, by student. */
  scores(out: string): Record<string, number> {
    const [head = "", ...rows] = fs
      .readFileSync(path.join(this.root, out, "grades.csv"), "utf8")
      .trim()
      .split("\r\n");
    const at = (name: string) => head.split(",").indexOf(name);
    return Object.fromEntries(
      rows.map(row => [row.split(",")[at("student_id")], Number(row.split(",")[at("score")])]),
    );
  }
}
