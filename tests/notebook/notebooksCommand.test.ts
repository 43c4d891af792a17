import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {readNotebookFile} from "../../src/notebook/readNotebook.js";
import {TempProject} from "./support/tempProject.js";

const BODY = `# Demo

\`\`\`ts id=shown live
import {display} from "tslab";
display.html("<b>1</b>");
console.log("one", 1);
\`\`\`

\`\`\`ts id=timed volatile
console.log(Date.now(), Math.random());
\`\`\`

\`\`\`ts id=typed raises=TS2322
const text: string = 1;
\`\`\`

\`\`\`ts id=narrow raises=TS18047 tslab=skip:strict
const none: string | null = null as string | null;
none.length;
\`\`\`

\`\`\`ts id=l04-add-one exercise=l04-add-one
\`\`\`
`;

describe("kernelbook notebooks", function () {
  this.timeout(180_000);
  let project: TempProject;
  const notebooks = (...args: string[]) => project.kernelbook(["notebooks", ...args, "--root", project.root]);

  before(async () => {
    project = new TempProject(BODY);
    const built = await notebooks("build");
    expect(built.stderr).to.equal("");
    expect(built.code).to.equal(0);
  });
  after(() => project.remove());

  /** Files as they were before the test, so that each can break what it likes. */
  let files: Map<string, string>;
  beforeEach(() => {
    const names = ["notebooks/04-demo.md", "notebooks/04-demo.ipynb", "exercises/04-demo/addOne.stub.ts"];
    files = new Map(names.map(name => [name, project.read(name)]));
  });
  afterEach(() => {
    for (const [name, text] of files) project.write(name, text);
    fs.rmSync(path.join(project.root, "work"), {recursive: true, force: true});
  });

  describe("build", () => {
    it("writes an executed notebook with the answer cell's stub", () => {
      const {cells, metadata} = readNotebookFile(project.notebook);
      expect(cells.map(cell => cell.cell_type === "code" && cell.execution_count)).to.deep.equal([
        false,
        1,
        2,
        3,
        4,
        5,
      ]);
      expect(metadata.kernelspec).to.deep.include({name: "tslab", display_name: "TypeScript (kernelbook)"});
      expect(cells[5]).to.deep.include({
        id: "l04-add-one",
        source: "function addOne(x: number): number {\n  // TODO: add.\n  return x;\n}",
      });
      expect(cells[5]?.metadata.nbgrader).to.deep.equal({
        schema_version: 3,
        grade: false,
        solution: true,
        locked: false,
        task: false,
        grade_id: "l04-add-one",
      });
      expect(cells[3]?.metadata.tags).to.deep.equal(["raises-exception"]);
    });

    it("gives the same bytes again, volatile outputs included, and new ones when asked", async () => {
      const before = project.read("notebooks/04-demo.ipynb");
      expect((await notebooks("build")).stdout).to.match(/04-demo\.ipynb: unchanged/);
      expect(project.read("notebooks/04-demo.ipynb")).to.equal(before);
      expect((await notebooks("build", "--fresh")).stdout).to.match(/04-demo\.ipynb: written/);
      const changed = project
        .read("notebooks/04-demo.ipynb")
        .split("\n")
        .filter((line, at) => line !== before.split("\n")[at]);
      expect(changed).to.have.lengthOf(1);
    });

    it("refuses when an answer cell differs from its stub, and keeps the answer", async () => {
      project.edit("notebooks/04-demo.ipynb", "// TODO: add.", "// my answer");
      const built = await notebooks("build");
      expect(built.code).to.equal(1);
      expect(built.stderr).to.match(
        /must hold their stubs, got an answer to "l04-add-one"; move it to a copy under work\//,
      );
      expect(project.read("notebooks/04-demo.ipynb")).to.include("// my answer");
    });

    it("takes a new stub when the old one was not touched", async () => {
      project.edit("exercises/04-demo/addOne.stub.ts", "TODO: add.", "TODO: add 1.");
      expect((await notebooks("build")).code).to.equal(0);
      expect(project.read("notebooks/04-demo.ipynb")).to.include("// TODO: add 1.");
    });

    it("exits 1 with the failing cell's lines and writes nothing", async () => {
      project.edit("notebooks/04-demo.md", 'console.log("one", 1);', 'console.log("one", missing);');
      const built = await notebooks("build");
      expect(built.code).to.equal(1);
      expect(built.stderr)
        .to.match(/04-demo\.md:17: cell "shown" must not fail\n/)
        .and.to.include("TS2304");
      expect(built.stdout).to.match(/NOT written/);
      expect(project.read("notebooks/04-demo.ipynb")).to.equal(files.get("notebooks/04-demo.ipynb"));
    });
  });

  describe("check", () => {
    it("runs the lesson in both kernels and counts what ran and what was skipped", async () => {
      const checked = await notebooks("check");
      expect(checked.stderr).to.equal("");
      expect(checked.stdout).to.match(
        /04-demo: ok, 5 code cells, 0\.0\d MB, ours: 5 ran in [\d.]+ s, stock tslab: 4 ran in [\d.]+ s, 1 skipped: narrow \(strict: .*\)\n1 of 1 lessons ok\n$/,
      );
      expect(checked.code).to.equal(0);
    });

    for (const [what, edit, message] of [
      [
        "a changed source",
        () => project.edit("notebooks/04-demo.md", '"one", 1', '"one", 2'),
        /source and notebook must agree, got a difference at cell "shown"/,
      ],
      [
        "changed prose in the notebook",
        () => project.edit("notebooks/04-demo.ipynb", "# Demo", "# Other"),
        /must agree, got a difference at cell "m-demo"/,
      ],
      [
        "a changed stub",
        () => project.edit("exercises/04-demo/addOne.stub.ts", "add.", "add 1."),
        /difference at cell "l04-add-one"/,
      ],
      [
        "stale outputs",
        () =>
          project.write(
            "notebooks/04-demo.ipynb",
            project.read("notebooks/04-demo.ipynb").replace(/("executed": ")\w+/, "$1beef"),
          ),
        /outputs must come from this source.*stale/,
      ],
      [
        "changed front matter",
        () => project.edit("notebooks/04-demo.md", "minutes: 30", "minutes: 40"),
        /stale/,
      ],
      [
        "an added cell",
        () => project.edit("notebooks/04-demo.md", "```ts id=timed", "```ts id=more\n```\n\n```ts id=timed"),
        /difference at cell "more"/,
      ],
      [
        "a missing cell",
        () => project.edit("notebooks/04-demo.md", "\n```ts id=l04-add-one exercise=l04-add-one\n```\n", ""),
        /got 5 and 6 cells/,
      ],
      [
        "an output that is an error",
        () => project.edit("notebooks/04-demo.md", "id=typed raises=TS2322", "id=typed"),
        /cell "typed"/,
      ],
      [
        "another program's form",
        () =>
          project.write(
            "notebooks/04-demo.ipynb",
            JSON.stringify(JSON.parse(project.read("notebooks/04-demo.ipynb"))),
          ),
        /must be in the form in which it is built/,
      ],
      ["a broken notebook", () => project.write("notebooks/04-demo.ipynb", "{"), /the file must be JSON/],
      [
        "a broken source",
        () => project.edit("notebooks/04-demo.md", "id=timed", "timed"),
        /04-demo\.md:20: the first word/,
      ],
      [
        "a missing notebook",
        () => fs.rmSync(project.notebook),
        /must have both files, got no .*04-demo\.ipynb/,
      ],
      [
        "a missing stub",
        () =>
          project.edit(
            "notebooks/04-demo.md",
            "id=l04-add-one exercise=l04-add-one",
            "id=l04-two exercise=l04-two",
          ),
        /must have a stub two\.stub\.ts in exercises\/04-demo, got "l04-two"/,
      ],
      [
        "too many printed lines",
        () =>
          project.edit("notebooks/04-demo.ipynb", '"one 1\\n"', `${'"x\\n",\n      '.repeat(40)}"one 1\\n"`),
        /cell "shown" must print less than 40 lines, got 41/,
      ],
      [
        "a notebook that is too large",
        () => project.edit("notebooks/04-demo.ipynb", '"one 1\\n"', `"${"x".repeat(1e6)}\\n"`),
        /must have less than 1000000 bytes, got 1\d{6}/,
      ],
    ] as const) {
      it(`fails for ${what} without running anything`, async () => {
        edit();
        const checked = await notebooks("check", "--quick");
        expect(checked.stderr).to.match(message);
        expect(checked.stdout).to.match(/04-demo: FAILED, [\s\S]*0 of 1 lessons ok \(nothing was run\)\n$/);
        expect(checked.code).to.equal(1);
      });
    }

    it("fails when a run gives other outputs than the notebook shows", async () => {
      project.edit("notebooks/04-demo.ipynb", '"one 1\\n"', '"one 2\\n"');
      const checked = await notebooks("check");
      expect(checked.stderr).to.match(
        /cell "shown": outputs of the notebook and a new run must be equal: stdout line 1 must agree, got "one 2" and "one 1"/,
      );
      expect(checked.code).to.equal(1);
    });

    it("fails when stock tslab gives other outputs than our kernel", async () => {
      project.edit("notebooks/04-demo.md", '"one", 1', 'new Error("x").stack?.includes("evalmachine")');
      expect((await notebooks("build")).code).to.equal(0);
      const checked = await notebooks("check");
      expect(checked.stderr).to.match(
        /cell "shown": outputs of our kernel and stock tslab must be equal: stdout line 1/,
      );
      expect(checked.code).to.equal(1);
    });
  });

  it("source writes the source back from an edited notebook, words and ids kept", async () => {
    project.edit("notebooks/04-demo.ipynb", '"# Demo"', '"# Edited"');
    project.edit("notebooks/04-demo.ipynb", "// TODO: add.", "// my answer");
    expect((await notebooks("source")).code).to.equal(0);
    expect(project.read("notebooks/04-demo.md")).to.equal(
      files.get("notebooks/04-demo.md")?.replace("# Demo", "<!-- cell id=m-demo -->\n# Edited"),
    );
  });

  it("work makes a copy once and prints its path", async () => {
    const made = await notebooks("work", "4");
    expect(made).to.deep.equal({
      code: 0,
      stdout: "work/04-demo.ipynb\n",
      stderr: "04-demo: your copy is work/04-demo.ipynb\n",
    });
    expect(await notebooks("work")).to.deep.equal({code: 0, stdout: "work/04-demo.ipynb\n", stderr: ""});
  });

  for (const [what, args, message] of [
    ["no command", [], /a command must be one of build, check, source, work, got ""/],
    ["an unknown command", ["bild"], /got "bild"/],
    ["an unknown lesson", ["check", "17"], /a lesson must be one of 04-demo, got "17"/],
    ["an unknown option", ["check", "--slow"], /'--slow'/],
  ] as const) {
    it(`exits 2 for ${what}`, async () => {
      const ran = await notebooks(...args);
      expect(ran.stderr).to.match(message);
      expect(ran.code).to.equal(2);
    });
  }
});
