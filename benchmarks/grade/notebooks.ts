import fs from "node:fs";
import path from "node:path";
import {PROJECT} from "../support/project.js";
import {QUESTIONS} from "./questions.js";
import {answerText, type Student} from "./studentClass.js";

/** A cell as it stands in a file. */
export interface FileCell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly metadata: Record<string, unknown>;
  readonly id?: string;
  [key: string]: unknown;
}

export interface FileNotebook {
  readonly cells: readonly FileCell[];
  [key: string]: unknown;
}

const TYPESCRIPT = {comment: "//", raise: 'throw new Error("not yet");', broken: "function ("};
const PYTHON = {comment: "#", raise: 'raise ValueError("not yet")', broken: "def ("};

export function readNotebookFile(file: string): FileNotebook {
  return JSON.parse(fs.readFileSync(file, "utf8")) as FileNotebook;
}

export function writeFile(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), {recursive: true});
  fs.writeFileSync(file, text);
}

const sourceOf = ({source}: FileCell): string => (typeof source === "string" ? source : source.join(""));

/** A release of ours, filled in by a student and mangled on its way. */
export function typescriptSubmission(release: FileNotebook, student: Student): string {
  const cells = release.cells.map(cell => {
    const index = QUESTIONS.findIndex(({id}) => id === cell.id);
    if (index < 0) return cell;
    const {wrong} = QUESTIONS[index];
    const stub = sourceOf(cell);
    return {
      ...cell,
      source: answerText(student.answers[index], student.id, TYPESCRIPT, {
        stub,
        solution: solutionText(index, stub),
        wrong,
      }),
    };
  });
  return mangled({...release, cells}, student);
}

/** A Python release: nbgrader keeps ids and no text of an answer cell, otter the line `# answer NAME`. */
export function pythonSubmission(release: FileNotebook, student: Student): string {
  const cells = release.cells.map(cell => {
    const source = sourceOf(cell);
    const {grade_id: gradeId} = (cell.metadata.nbgrader ?? {}) as {grade_id?: string};
    const index = QUESTIONS.findIndex(
      ({python: {answer}}) => answer === gradeId || source.startsWith(`# answer ${answer}\n`),
    );
    if (index < 0 || cell.cell_type !== "code") return cell;
    const {python} = QUESTIONS[index];
    const text = answerText(student.answers[index], student.id, PYTHON, python);
    return {...cell, source: `# answer ${python.answer}\n${text}`};
  });
  // Peers refuse mangled notebooks, so theirs are whole.
  return JSON.stringify({...release, cells});
}

/** The kept solution as a cell without its explanation, with the numbers that stand in this release. */
function solutionText(index: number, stub: string): string {
  const {id} = QUESTIONS[index];
  const name = id.replace(/^l\d\d-/, "").replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const text = fs.readFileSync(path.join(PROJECT, "solutions", "02-sizes", `${name}.ts`), "utf8");
  const given = /^const (\w+) = \{.*\};$/m.exec(stub);
  const own = text
    .replace(/\/\*\*[\s\S]*?\*\/\n/g, "")
    .replace(/^export /gm, "")
    .replace(/^import .*\n/gm, "");
  return given === null ? own : own.replace(new RegExp(`^const ${given[1]} = .*;$`, "m"), () => given[0]);
}

function mangled(notebook: FileNotebook, {mangling}: Student): string {
  const {cells} = notebook;
  switch (mangling) {
    case "none":
      return JSON.stringify(notebook);
    case "no metadata":
      return JSON.stringify({...notebook, cells: cells.map(({id: _, ...cell}) => ({...cell, metadata: {}}))});
    case "reversed":
      return JSON.stringify({...notebook, cells: [...cells].reverse()});
    case "byte order mark":
      return `\uFEFF${JSON.stringify(notebook)}`;
    case "twice":
      return JSON.stringify({...notebook, cells: [...cells, ...cells]});
  }
}
