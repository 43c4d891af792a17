import {expect} from "chai";
import {parseNotebook, readNotebookFile} from "../../src/notebook/readNotebook.js";
import {HEAD} from "./support/lessons.js";
import {TempProject} from "./support/tempProject.js";

const BODY = `# Demo

\`\`\`ts id=one live
const one: number = 1;
console.log("one", one);
\`\`\`

\`\`\`ts id=typed raises=TS2322
const text: string = one;
\`\`\`

\`\`\`ts id=shown
import {newDisplay} from "tslab";
const view = newDisplay();
view.html("<b>1</b>");
\`\`\`

\`\`\`ts id=updated raises=RangeError
view.html("<b>2</b>");
console.log("so far");
throw new RangeError("as it should");
\`\`\`

\`\`\`ts id=l04-add-one exercise=l04-add-one
\`\`\`
`;

describe("kernelbook run", function () {
  this.timeout(120_000);
  let project: TempProject;

  beforeEach(() => {
    project = new TempProject(BODY);
  });
  afterEach(() => project.remove());

  for (const kernel of ["ours", "tslab"] as const) {
    it(`runs a lesson in ${kernel}, shows progress line by line and writes the executed notebook`, async () => {
      const ran = await project.kernelbook([
        "run",
        "notebooks/04-demo.md",
        "--kernel",
        kernel,
        "--out",
        "out.ipynb",
      ]);
      expect(ran.stderr).to.equal("");
      expect(ran.code).to.equal(0);
      expect(ran.stdout.replace(/\d+\.\d+ s/g, "T").split("\n")).to.deep.equal([
        `notebooks/04-demo.md (${kernel})`,
        "[1/5] one T ok",
        "[2/5] typed T ok (TypeScriptError, as it should)",
        "[3/5] shown T ok",
        "[4/5] updated T ok (RangeError, as it should)",
        "[5/5] l04-add-one T ok",
        "notebooks/04-demo.md: done, 5 ok, T",
        "",
      ]);
      const {cells} = parseNotebook(project.read("out.ipynb"), "out.ipynb");
      expect(cells[1]).to.deep.include({
        execution_count: 1,
        outputs: [{output_type: "stream", name: "stdout", text: "one 1\n"}],
      });
      expect(cells[3]).to.deep.include({
        execution_count: 3,
        outputs: [{output_type: "display_data", data: {"text/html": "<b>2</b>"}, metadata: {}}],
      });
      expect(cells[4]?.cell_type === "code" && cells[4].outputs[0]).to.deep.equal({
        output_type: "stream",
        name: "stdout",
        text: "so far\n",
      });
    });
  }

  it("writes outputs into a notebook in place and changes no other byte", async () => {
    const notebook = {
      nbformat: 4,
      nbformat_minor: 2,
      metadata: {zebra: 1, kernelspec: {name: "x"}},
      cells: [
        {cell_type: "markdown", source: ["# A"], metadata: {}},
        {
          cell_type: "code",
          source: "const a = 6;\na * 7",
          metadata: {b: 1, a: 2},
          outputs: [],
          execution_count: null,
        },
      ],
    };
    project.write("a.ipynb", JSON.stringify(notebook, null, 3));
    expect((await project.kernelbook(["run", "a.ipynb", "--in-place"])).code).to.equal(0);
    const [, cell] = readNotebookFile(`${project.root}/a.ipynb`).cells;
    const outputs = cell?.cell_type === "code" ? cell.outputs : [];
    expect(outputs).to.have.lengthOf(1);
    expect(outputs[0]).to.deep.include({output_type: "execute_result", execution_count: 1});
    const expected = structuredClone(notebook) as {cells: Record<string, unknown>[]};
    const written = JSON.parse(project.read("a.ipynb")) as typeof expected;
    Object.assign(expected.cells[1] ?? {}, {outputs: written.cells[1]?.outputs, execution_count: 1});
    expect(project.read("a.ipynb")).to.equal(JSON.stringify(expected, null, 3));
    const before = project.read("a.ipynb");
    expect((await project.kernelbook(["run", "a.ipynb", "--in-place"])).code).to.equal(0);
    expect(project.read("a.ipynb")).to.equal(before);
  });

  it("exits 1 with the failing cell's lines, and writes nothing", async () => {
    project.edit(
      "notebooks/04-demo.md",
      'console.log("one", one);',
      'function f(): void {\n  throw new RangeError("too big");\n}\nf();',
    );
    const ran = await project.kernelbook(["run", "notebooks/04-demo.md", "--out", "out.ipynb"]);
    expect(ran.code).to.equal(1);
    expect(ran.stderr).to.match(/^notebooks\/04-demo\.md:17: cell "one" must not fail\n/);
    expect(ran.stderr).to.include('> 17 |   throw new RangeError("too big");\n');
    expect(ran.stderr).to.include("RangeError: too big\n");
    expect(ran.stdout).to.match(/FAILED, 0 ok, 1 failed, 4 not-run/);
    expect(() => project.read("out.ipynb")).to.throw();
  });

  it("exits 1 when a cell raises something else than it is meant to, or nothing", async () => {
    project.edit("notebooks/04-demo.md", "raises=RangeError", "raises=TypeError");
    expect((await project.kernelbook(["run", "notebooks/04-demo.md"])).stderr).to.match(
      /:32: cell "updated" must raise just TypeError, raised RangeError\n/,
    );
    project.edit("notebooks/04-demo.md", "id=one live", "id=one live raises=TS2304");
    expect((await project.kernelbook(["run", "notebooks/04-demo.md"])).stderr).to.match(
      /cell "one" must raise TS2304, raised nothing\n/,
    );
  });

  it("takes a rejection that comes after its cell's end for that cell's failure", async () => {
    project.write(
      "notebooks/04-late.md",
      `${HEAD}\n\`\`\`ts id=starts\nsetTimeout(() => {\n  throw new RangeError("late");\n}, 30);\n\`\`\`\n\n\`\`\`ts id=waits\nawait new Promise(done => setTimeout(done, 300));\n\`\`\`\n`,
    );
    const ran = await project.kernelbook(["run", "notebooks/04-late.md"]);
    expect(ran.stderr)
      .to.match(/cell "starts" must not fail, also not after its end\n/)
      .and.to.include("RangeError: late");
    expect(ran.code).to.equal(1);
  });

  for (const kernel of ["ours", "tslab"] as const) {
    it(`stops a cell of ${kernel} at its time limit`, async () => {
      project.edit("notebooks/04-demo.md", 'console.log("one", one);', "while (true) {}");
      const ran = await project.kernelbook([
        "run",
        "notebooks/04-demo.md",
        "--kernel",
        kernel,
        "--timeout",
        "6",
      ]);
      expect(ran.code).to.equal(1);
      expect(ran.stderr).to.match(/cell "one" must end within 6 s, was stopped\n/);
    });
  }

  it("stops the running cell at Ctrl-C and exits cleanly", async () => {
    project.edit("notebooks/04-demo.md", "view.html", 'console.log("endless");\nwhile (true) {}\nview.html');
    const ran = await project.kernelbook(
      ["run", "notebooks/04-demo.md", "--out", "out.ipynb"],
      "[2/5] typed",
    );
    expect(ran.code).to.equal(130);
    expect(ran.stdout).to.match(/FAILED, 2 ok, 1 stopped, 2 not-run/);
    expect(ran.stderr).to.equal("");
  });

  it("runs several files one after another, each in a kernel of its own, and sums up", async () => {
    project.write("notebooks/04-second.md", `${HEAD}\n\`\`\`ts id=other\nconsole.log(typeof one);\n\`\`\`\n`);
    const ran = await project.kernelbook(["run", "notebooks/04-demo.md", "notebooks/04-second.md"]);
    expect(ran.stderr)
      .to.match(/cell "other" must not fail/)
      .and.to.include("TS2304");
    expect(ran.stdout.split("\n").slice(-3)[0]).to.match(/04-demo\.md: done, 5 ok/);
    expect(ran.stdout.split("\n").slice(-2)[0]).to.match(/04-second\.md: FAILED, 0 ok, 1 failed/);
  });

  it("skips cells that stock tslab cannot run, in tslab only", async () => {
    project.edit(
      "notebooks/04-demo.md",
      "id=typed raises=TS2322",
      "id=typed raises=TS2322 tslab=skip:strict",
    );
    expect((await project.kernelbook(["run", "notebooks/04-demo.md", "--kernel", "tslab"])).stdout).to.match(
      /4 ok, 1 skipped/,
    );
    expect((await project.kernelbook(["run", "notebooks/04-demo.md"])).stdout).to.match(/5 ok, /);
  });

  for (const [what, args, message] of [
    ["no file", [], /at least one file must be given, got none/],
    ["a file that is not there", ["none.ipynb"], /none\.ipynb/],
    ["a file of another kind", ["a.txt"], /must end in \.md or \.ipynb, got a\.txt/],
    ["a lesson in place", ["notebooks/04-demo.md", "--in-place"], /--in-place needs a notebook/],
    ["one output for two files", ["a.ipynb", "b.ipynb", "--out", "c.ipynb"], /--out needs a single file/],
    ["an unknown kernel", ["a.ipynb", "--kernel", "deno"], /--kernel must be one of ours, tslab, got deno/],
    ["an unknown engine", ["a.ipynb", "--engine", "v8"], /--engine must be one of auto, .*, got v8/],
    ["a time of nought", ["a.ipynb", "--timeout", "0"], /--timeout must be a number > 0, got 0/],
    ["an unknown option", ["a.ipynb", "--fast"], /'--fast'/],
  ] as const) {
    it(`exits 2 for ${what}`, async () => {
      const ran = await project.kernelbook(["run", ...args]);
      expect(ran.stderr).to.match(message);
      expect(ran.code).to.equal(2);
    });
  }
});
