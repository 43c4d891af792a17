import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {withOutputs} from "../../src/notebook/cellOutputs.js";
import {withExecutedHash} from "../../src/notebook/executedHash.js";
import {prepareWork} from "../../src/notebook/prepareWork.js";
import {readNotebookFile} from "../../src/notebook/readNotebook.js";
import {readSource} from "../../src/notebook/source.js";
import {writeNotebook} from "../../src/notebook/writeNotebook.js";
import {TempProject} from "./support/tempProject.js";

const BODY =
  "Intro.\n\n```ts id=a live\nconsole.log(1);\n```\n\n```ts id=l04-add-one exercise=l04-add-one\n```\n";

describe("prepareWork()", () => {
  let project: TempProject;
  const copy = (name: string) => path.join(project.root, "work", name);
  const cell = (file: string, id: string) => readNotebookFile(file).cells.find(entry => entry.id === id);

  /** Writes the notebook as a build does, with an output that no kernel made. */
  function publish(): void {
    const {notebook} = readSource(project.lesson);
    const ran = new Map([
      [1, {count: 1, outputs: [{output_type: "stream", name: "stdout", text: "1\n"} as const]}],
    ]);
    fs.writeFileSync(project.notebook, writeNotebook(withExecutedHash(withOutputs(notebook, ran))));
  }

  function answer(file: string, source: string): void {
    const notebook = readNotebookFile(file);
    const cells = notebook.cells.map(entry => (entry.id === "l04-add-one" ? {...entry, source} : entry));
    fs.writeFileSync(file, writeNotebook({...notebook, cells}));
  }

  beforeEach(() => {
    project = new TempProject(BODY);
    publish();
  });
  afterEach(() => project.remove());

  it("makes a copy without outputs that is otherwise the lesson's notebook", () => {
    const [made] = prepareWork({root: project.root});
    expect(made).to.include({lesson: "04-demo", state: "made", file: copy("04-demo.ipynb")});
    const {metadata, cells} = readNotebookFile(copy("04-demo.ipynb"));
    expect(metadata).to.deep.equal(readNotebookFile(project.notebook).metadata);
    expect(metadata.kernelspec).to.deep.equal({
      display_name: "TypeScript (kernelbook)",
      language: "typescript",
      name: "tslab",
    });
    expect(cells[1]).to.deep.include({execution_count: null, outputs: []});
    expect(cells[2]?.source).to.equal(
      "function addOne(x: number): number {\n  // TODO: add.\n  return x;\n}",
    );
  });

  it("puts the lessons' compiler settings beside the copies, once", () => {
    fs.writeFileSync(
      path.join(project.root, "notebooks/tsconfig.json"),
      '{"compilerOptions": {"strict": true}}',
    );
    prepareWork({root: project.root});
    expect(fs.readFileSync(copy("tsconfig.json"), "utf8")).to.equal('{"compilerOptions": {"strict": true}}');
    fs.writeFileSync(copy("tsconfig.json"), "{}");
    prepareWork({root: project.root});
    expect(fs.readFileSync(copy("tsconfig.json"), "utf8")).to.equal("{}");
  });

  it("never overwrites a copy", () => {
    prepareWork({root: project.root});
    fs.appendFileSync(copy("04-demo.ipynb"), "\n\n");
    const before = fs.readFileSync(copy("04-demo.ipynb"), "utf8");
    expect(prepareWork({root: project.root})).to.deep.equal([
      {lesson: "04-demo", file: copy("04-demo.ipynb"), state: "kept", message: ""},
    ]);
    expect(fs.readFileSync(copy("04-demo.ipynb"), "utf8")).to.equal(before);
  });

  it("offers a changed lesson beside the copy, once, with the answers carried over", () => {
    prepareWork({root: project.root});
    answer(copy("04-demo.ipynb"), "my answer");
    const before = fs.readFileSync(copy("04-demo.ipynb"), "utf8");
    project.edit("notebooks/04-demo.md", "Intro.", "Introduction.");
    publish();
    const [offered] = prepareWork({root: project.root});
    expect(offered).to.include({
      state: "offered",
      file: copy("04-demo.ipynb"),
      offered: copy("04-demo (new).ipynb"),
    });
    expect(offered?.message).to.match(/04-demo: the lesson has changed.*carried over: l04-add-one\./);
    expect(fs.readFileSync(copy("04-demo.ipynb"), "utf8")).to.equal(before);
    expect(cell(copy("04-demo (new).ipynb"), "l04-add-one")?.source).to.equal("my answer");
    expect(cell(copy("04-demo (new).ipynb"), "m-a")?.source).to.equal("Introduction.");

    answer(copy("04-demo (new).ipynb"), "changed in the new version");
    prepareWork({root: project.root});
    expect(cell(copy("04-demo (new).ipynb"), "l04-add-one")?.source).to.equal("changed in the new version");
    expect(fs.readdirSync(path.join(project.root, "work"))).to.have.lengthOf(2);
  });

  it("offers each further version in a file of its own", () => {
    prepareWork({root: project.root});
    for (const text of ["Second.", "Third."]) {
      project.write(
        "notebooks/04-demo.md",
        project.read("notebooks/04-demo.md").replace(/\w+\.\n\n```/, `${text}\n\n\`\`\``),
      );
      publish();
      prepareWork({root: project.root});
    }
    expect(fs.readdirSync(path.join(project.root, "work")).sort()).to.deep.equal([
      "04-demo (new 2).ipynb",
      "04-demo (new).ipynb",
      "04-demo.ipynb",
    ]);
  });

  it("gives an untouched answer cell the new stub", () => {
    prepareWork({root: project.root});
    project.edit("exercises/04-demo/addOne.stub.ts", "TODO: add.", "TODO: add 1.");
    publish();
    expect(prepareWork({root: project.root})[0]?.message).not.to.include("carried");
    expect(cell(copy("04-demo (new).ipynb"), "l04-add-one")?.source).to.include("TODO: add 1.");
  });

  it("says which answers have no place in the new version", () => {
    prepareWork({root: project.root});
    answer(copy("04-demo.ipynb"), "my answer");
    project.edit("notebooks/04-demo.md", "\n```ts id=l04-add-one exercise=l04-add-one\n```\n", "");
    publish();
    expect(prepareWork({root: project.root})[0]?.message).to.match(/has no cell for: l04-add-one\.$/);
  });

  it("leaves a copy that cannot be read where it is and says so", () => {
    prepareWork({root: project.root});
    fs.writeFileSync(copy("04-demo.ipynb"), "{");
    const [kept] = prepareWork({root: project.root});
    expect(kept).to.include({state: "kept"});
    expect(kept?.message).to.match(/cannot be read \(.*must be JSON.*rename or remove it/);
  });

  it("takes lessons by name and number, and refuses others", () => {
    expect(prepareWork({root: project.root, lessons: ["4"]})).to.have.lengthOf(1);
    expect(prepareWork({root: project.root, lessons: ["04-demo"]})).to.have.lengthOf(1);
    expect(() => prepareWork({root: project.root, lessons: ["5"]})).to.throw(
      RangeError,
      /one of 04-demo, got "5"$/,
    );
  });
});
