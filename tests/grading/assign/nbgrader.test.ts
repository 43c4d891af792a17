import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {findLesson} from "../../../src/exercise/catalog.js";
import {writeRelease} from "../../../src/grading/assign/writeRelease.js";
import {withAnswers} from "../../../src/notebook/answers.js";
import type {Notebook} from "../../../src/notebook/nbformat.js";
import {readNotebookFile} from "../../../src/notebook/readNotebook.js";
import {writeNotebook} from "../../../src/notebook/writeNotebook.js";
import {Jupyter} from "../../notebook/support/jupyter.js";
import {TempProject} from "../../notebook/support/tempProject.js";
import {everyExercise} from "../../support/exerciseFiles.js";
import {PYTHON_TIMEOUT_MS, testPython} from "../../support/python.js";

const NAME = "01-convolution-1d";

describe("an assignment in stock nbgrader", function () {
  this.timeout(180_000);
  let project: TempProject;
  let jupyter: Jupyter;

  before(async function () {
    this.timeout(PYTHON_TIMEOUT_MS);
    const python = await testPython();
    if (python === undefined) return this.skip();
    project = new TempProject("x\n");
    jupyter = await Jupyter.install(python, project);
    writeRelease(await findLesson(NAME), project.root, {seed: "a secret for the tests"});
    fs.renameSync(path.join(project.root, "release"), path.join(project.root, "ours"));
  });
  after(() => project?.remove());

  async function nbgrader(...args: string[]): Promise<string> {
    const {code, output} = await jupyter.run("-m nbgrader", args);
    expect(code, output).to.equal(0);
    return output;
  }
  const notebookIn = (...folders: string[]): Notebook =>
    readNotebookFile(path.join(project.root, ...folders, NAME, `${NAME}.ipynb`));

  it("is released as kernelbook releases it, cell by cell", async () => {
    await nbgrader("generate_assignment", NAME);
    const cells = ({cells: all}: Notebook) => all.map(({id, source}) => `${id}: ${source.trimEnd()}`);
    expect(cells(notebookIn("release"))).to.deep.equal(cells(notebookIn("ours")));
  });

  it("gets full marks for right answers, and none for a wrong one and one that nobody tried", async () => {
    const own = (await everyExercise()).filter(
      ({exercise}) => exercise.lesson === 1 && exercise.variant === undefined,
    );
    const answers = new Map(own.map(({exercise, solution}) => [exercise.id, solution]));
    const wrong = "function myCorrelate1d(signal: number[], kernel: number[]): number[] {\n  return [];\n}";
    submit("ada", answers);
    submit("alan", new Map([...answers, ["l01-correlate1d", wrong]]));
    submit("emmy", new Map());
    await nbgrader("autograde", NAME, "--create");
    await nbgrader("export");
    const [head = "", ...rows] = project.read("grades.csv").trim().split(/\r?\n/);
    const columns = head.split(",");
    const score = (row: string) => Number(row.split(",")[columns.indexOf("score")]);
    const earned = own.reduce((sum, {exercise}) => sum + exercise.points, 0);
    expect(own.map(({exercise}) => exercise.id)).to.include("l01-correlate1d");
    expect(rows.map(score)).to.deep.equal([earned, earned - 3, 0]);
  });

  function submit(student: string, answers: ReadonlyMap<string, string>): void {
    const text = writeNotebook(withAnswers(notebookIn("ours"), answers));
    project.write(path.join("submitted", student, NAME, `${NAME}.ipynb`), text);
  }
});
