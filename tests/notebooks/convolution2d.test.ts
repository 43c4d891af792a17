import {readFile} from "node:fs/promises";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {exercises} from "../../exercises/index.js";
import type {Exercise} from "../../src/exercise/exercise.js";
import type {Output} from "../../src/kernel/output.js";
import type {Lesson} from "../../src/notebook/lesson.js";
import {openRunner} from "../../src/notebook/openRunner.js";
import {parseLesson} from "../../src/notebook/parseLesson.js";
import type {CellRunner} from "../../src/notebook/runner.js";

const ROOT = new URL("../../../", import.meta.url);
const NAME = "04-convolution-2d";

const entries = exercises.filter(({path}) => path.startsWith(`${NAME}/`));

/** A kept solution as a learner would have it in the answer cell: the library by its name, nothing exported. */
async function solutionCell(path: string): Promise<string> {
  const text = await readFile(new URL(`solutions/${path}.ts`, ROOT), "utf8");
  return text.replace(/from "\.\.\/\.\.\/src\/[^"]*"/g, 'from "kernelbook"').replace(/^export /gm, "");
}

describe(`lesson ${NAME}, its source`, () => {
  let lesson: Lesson;
  let prose: string;
  const definitions: Exercise[] = [];

  before(async () => {
    lesson = parseLesson(await readFile(new URL(`notebooks/${NAME}.md`, ROOT), "utf8"), `${NAME}.md`);
    prose = lesson.cells.map(cell => (cell.kind === "markdown" ? cell.source : "")).join("\n\n");
    for (const entry of entries) definitions.push((await entry.load()).exercise);
  });

  it("has an answer cell for every exercise, and its check right behind it", () => {
    const code = lesson.cells.filter(cell => cell.kind === "code");
    const answers = code.filter(cell => cell.fence.exercise !== undefined);
    expect(answers.map(cell => cell.id)).to.deep.equal(entries.map(entry => entry.id));
    for (const answer of answers) {
      const after = code[code.indexOf(answer) + 1];
      expect(after?.id).to.equal(`${answer.id}-check`);
      expect(after?.source).to.include(
        `check("${answer.id}", ${definitions[answers.indexOf(answer)]?.answer}`,
      );
    }
  });
  it("uses no answer in a cell outside of its exercise", () => {
    for (const {id, answer} of definitions) {
      const users = lesson.cells.filter(
        cell => cell.kind === "code" && new RegExp(`\\b${answer}\\b`).test(cell.source),
      );
      expect(users.map(cell => cell.id)).to.deep.equal([`${id}-check`]);
    }
  });
  it("states the points of its exercises, and their sum, as they are", () => {
    for (const [n, {title, points}] of definitions.entries()) {
      expect(prose).to.include(`> **Exercise ${n + 1}.** ${title} (${points} points).`);
    }
    const sum = definitions.reduce((total, {points}) => total + points, 0);
    expect(prose).to.include(`The five exercises are worth ${sum} points`);
  });
  it("lists for every item the cells that cover it", () => {
    const rows = [...prose.matchAll(/^\| ([A-J]\d+) \|[^|]*\| (.*) \|$/gm)];
    expect(rows.map(([, item]) => item)).to.deep.equal(lesson.frontMatter.items);
    const ids = new Set(lesson.cells.map(cell => cell.id));
    const named = rows.flatMap(([, , cells = ""]) =>
      [...cells.matchAll(/`([^`]+)`/g)].map(([, id = ""]) => id),
    );
    expect(named.filter(id => !ids.has(id))).to.deep.equal([]);
  });
  it("says in its prose what its front matter promises", () => {
    for (const outcome of lesson.frontMatter.outcomes) expect(prose).to.include(`- ${outcome}`);
  });
  it("ends no cell in a bare value, which stock tslab would print", () => {
    for (const cell of lesson.cells) {
      if (cell.kind !== "code" || cell.source === "") continue;
      expect(cell.source.trimEnd(), cell.id).to.match(/[;}]$/);
    }
  });
  it("gives an answer to every predict a cell that compares it", () => {
    const source = lesson.cells.map(cell => (cell.kind === "code" ? cell.source : "")).join("\n");
    const names = [...source.matchAll(/const (\w+) = await predict\("(l04-predict-[a-z]+)"/g)];
    expect(names).to.have.length.of.at.least(4);
    for (const [, name] of names) expect(source).to.include(`await ${name}.compare(`);
  });
});

describe(`lesson ${NAME}, its exercises in the kernel`, function () {
  this.timeout(180_000);
  let runner: CellRunner;

  before(async () => {
    const cwd = fileURLToPath(new URL("notebooks/", ROOT));
    runner = await openRunner(
      {kernel: "ours", cwd, env: {KERNELBOOK_PROGRESS: "none"}},
      () => {},
      () => {},
    );
    await run('import {check} from "kernelbook";');
  });
  after(() => runner.close());

  async function run(code: string): Promise<string> {
    const outputs: Output[] = [];
    const {failure} = await runner.run(code, output => void outputs.push(output));
    expect(failure, JSON.stringify(failure)).to.equal(undefined);
    return outputs
      .map(output => (output.type === "display" ? String(output.data["text/plain"]) : ""))
      .join("\n");
  }

  for (const {id, path, load} of entries) {
    it(`${id}: the kept solution passes the type check and every check`, async () => {
      const {exercise} = await load();
      await run(await solutionCell(path));
      const text = await run(`await check("${id}", ${exercise.answer});`);
      expect(text).to.match(new RegExp(`^✓ Right: .* \\(${exercise.points} of ${exercise.points} points\\)`));
    });
  }
  it("an answer that throws is told with the learner's cell and line", async () => {
    await run(
      "function myCorrelate2d(image: number[][]): number[][] {\n  const row = image[99];\n  return [[row.length]];\n}",
    );
    const text = await run('await check("l04-correlate2d", myCorrelate2d);');
    expect(text).to.match(/It threw TypeError in cell \d+, line 3: /);
  });
});
