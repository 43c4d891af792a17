import fs from "node:fs";
import path from "node:path";
import {stripVTControlCharacters} from "node:util";
import {expect} from "chai";
import {compareOutputs, seenOutputs} from "../../src/notebook/compareOutputs.js";
import {lessonPlaces, projectRoot} from "../../src/notebook/project.js";
import {parseNotebook, readNotebookFile} from "../../src/notebook/readNotebook.js";
import {fenceOf} from "../../src/notebook/source.js";
import {PYTHON_TIMEOUT_MS, testPython} from "../support/python.js";
import {Jupyter} from "./support/jupyter.js";
import {TempProject} from "./support/tempProject.js";

/** Prints, displays and results in the amounts at which kernels have been seen to lose some. */
const BODY = `# Größe 3×3 \u{1F600}

\`\`\`ts id=lines
for (let i = 0; i < 2000; i++) console.log(i);
\`\`\`

\`\`\`ts id=displays volatile
import {display} from "tslab";
for (let i = 0; i < 300; i++) display.html(\`<b>\${i}</b>\`);
console.log("last");
\`\`\`

\`\`\`ts id=fails raises=RangeError
throw new RangeError("as it should");
\`\`\`

${Array.from({length: 40}, (_, i) => `\`\`\`ts id=short-${i}\nconsole.log(${i});\n\`\`\`\n`).join("\n")}
\`\`\`ts id=l04-add-one exercise=l04-add-one
\`\`\`
`;

const VALIDATE = `
import sys, nbformat
for file in sys.argv[1:]:
    text = open(file, encoding="utf8").read()
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    if nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\\n" != text:
        sys.exit(file + ": nbformat writes other bytes")
    print("valid", notebook.nbformat, notebook.nbformat_minor)
`;

describe("notebooks in Jupyter's own tools", function () {
  this.timeout(120_000);
  let project: TempProject;
  let jupyter: Jupyter;

  before(async function () {
    this.timeout(PYTHON_TIMEOUT_MS);
    const python = await testPython();
    if (python === undefined) return this.skip();
    project = new TempProject(BODY);
    expect((await project.kernelbook(["notebooks", "build", "--root", project.root])).stderr).to.equal("");
    jupyter = await Jupyter.install(python, project);
  });
  after(() => project?.remove());

  it("are valid, and nbformat writes them back byte for byte", async () => {
    await project.kernelbook(["notebooks", "work", "--root", project.root]);
    const files = [project.notebook, path.join(project.root, "work/04-demo.ipynb"), ...lessonNotebooks()];
    const {code, output} = await jupyter.run(VALIDATE, files);
    expect(output).to.equal("valid 4 5\n".repeat(files.length));
    expect(code).to.equal(0);
  });

  for (const tool of ["nbclient", "nbconvert"] as const) {
    it(`run ten times in ${tool} without a lost output`, async function () {
      this.timeout(300_000);
      for (let time = 0; time < 10; time++) {
        const {code, output, text} = await jupyter.execute(tool, project.notebook);
        expect(code, output).to.equal(0);
        expect(differences(text, project.notebook)).to.deep.equal([]);
      }
    });

    it(`fail in ${tool} with a message that names the error`, async () => {
      const file = path.join(project.root, "notebooks/failing.ipynb");
      const text = project.read("notebooks/04-demo.ipynb");
      fs.writeFileSync(file, text.replace(/"tags": \[\s*"raises-exception"\s*\]/, '"tags": []'));
      const {code, output} = await jupyter.execute(tool, file);
      expect(stripVTControlCharacters(output)).to.include("RangeError: as it should");
      expect(code).not.to.equal(0);
    });
  }

  it("the lessons run ten times in nbclient and nbconvert without a lost output", async function () {
    this.timeout(1_200_000);
    const lessons = lessonNotebooks();
    if (lessons.length === 0) {
      console.log("    no lesson has been built yet");
      return this.skip();
    }
    for (const notebook of lessons) {
      const expectLessonRuns = async (tool: "nbclient" | "nbconvert", time: number) => {
        // In a fresh folder each time: a lesson keeps progress and locked predictions beside its notebook.
        const folder = path.join(project.root, `${tool}-${time}`);
        fs.mkdirSync(folder);
        const file = path.join(folder, path.basename(notebook));
        fs.copyFileSync(notebook, file);
        const {code, output, text} = await jupyter.execute(tool, file);
        expect(code, output).to.equal(0);
        expect(differences(text, notebook)).to.deep.equal([]);
        fs.rmSync(folder, {recursive: true});
      };
      for (let time = 0; time < 5; time++) {
        await Promise.all([expectLessonRuns("nbclient", time), expectLessonRuns("nbconvert", time)]);
      }
    }
  });
});

/** The notebooks of this project that have been built. */
function lessonNotebooks(): string[] {
  const folder = path.join(projectRoot(), "notebooks");
  const built = fs.existsSync(folder) && fs.readdirSync(folder).some(name => name.endsWith(".ipynb"));
  return built
    ? lessonPlaces(projectRoot())
        .map(place => place.notebook)
        .filter(file => fs.existsSync(file))
    : [];
}

/** Cells whose outputs in an executed notebook are not those of the notebook in `file`; volatile ones by number of outputs. */
function differences(executed: string, file: string): string[] {
  const {cells} = parseNotebook(executed, "executed.ipynb");
  return readNotebookFile(file).cells.flatMap((expected, index) => {
    const got = cells[index];
    if (expected.cell_type !== "code" || got?.cell_type !== "code") return [];
    const {volatile: isVolatile, raises} = fenceOf(expected);
    const [want, have] = [expected, got].map(cell => seenOutputs(cell.outputs, raises !== undefined));
    if (!want || !have) return [];
    const difference = isVolatile
      ? want.displays.length !== have.displays.length && "displays are missing"
      : compareOutputs(want, have);
    return difference ? [`${expected.id}: ${difference}`] : [];
  });
}
