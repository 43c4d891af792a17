import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import type {Exercise} from "../../src/exercise/exercise.js";
import {packageRoot} from "../../src/frontend/places.js";
import type {Output} from "../../src/kernel/output.js";
import {openRunner} from "../../src/notebook/openRunner.js";
import type {CellRunner} from "../../src/notebook/runner.js";
import {type ExerciseFiles, everyExercise} from "../support/exerciseFiles.js";

const all = await everyExercise();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-exercises-"));
const progress = path.join(folder, "progress.json");

/** What the lesson has run before the answer cell. */
function surroundings({imports = [], prelude = ""}: Exercise): string {
  const names = [...new Set([...imports.filter(name => name !== "tf"), "check"])];
  return [
    `import {${names.join(", ")}} from "kernelbook";`,
    imports.includes("tf") ? 'import * as tf from "@tensorflow/tfjs";' : "",
    prelude,
  ].join("\n");
}

function checkCall({id, answer, variant}: Exercise, given = answer): string {
  return `await check("${id}", ${given}${variant === undefined ? "" : `, ${variant.name}`});`;
}

/** A cell that checks the wrong answers that are given as values, each as if it were the first. */
function wrongValues({entry, exercise}: ExerciseFiles): string {
  const module = path.join(packageRoot, "dist", "solutions", `${entry.path}.mistakes.js`);
  return [
    'import {rmSync} from "node:fs";',
    `const wrong: readonly {answer?: unknown; code?: string}[] = (await import(${JSON.stringify(module)})).mistakes;`,
    "for (const {answer, code} of wrong) {",
    "  if (code !== undefined) continue;",
    `  rmSync(${JSON.stringify(progress)}, {force: true});`,
    `  ${checkCall(exercise, "answer")}`,
    "}",
  ].join("\n");
}

describe("exercises in the kernel", function () {
  this.timeout(120_000);
  let kernel: CellRunner;

  before(async () => {
    kernel = await openRunner(
      {
        kernel: "ours",
        cwd: path.join(packageRoot, "notebooks"),
        env: {KERNELBOOK_PROGRESS: progress},
      },
      () => {},
      () => {},
    );
  });
  after(async () => {
    await kernel?.close();
    fs.rmSync(folder, {recursive: true, force: true});
  });

  /** The texts that a cell shows; it must not fail. */
  async function shown(code: string): Promise<string[]> {
    const outputs: Output[] = [];
    const {failure} = await kernel.run(code, output => outputs.push(output));
    expect(failure, `${failure?.name}: ${failure?.message} in\n${code}`).to.equal(undefined);
    return outputs.flatMap(output =>
      output.type === "display" ? [String(output.data["text/plain"] ?? "")] : [],
    );
  }

  /** What `check` shows for a cell. */
  async function verdictOf(exercise: Exercise, cell: string): Promise<string> {
    fs.rmSync(progress, {force: true}); // a prediction that was checked stays
    await shown(cell);
    const texts = await shown(checkCall(exercise));
    expect(texts).to.have.length(1);
    return texts[0];
  }

  for (const files of all) {
    const {exercise, stub, solution, mistakes} = files;
    const {id, title} = exercise;
    if (exercise.kind === "text") {
      it(`${id}: free text is left to a person`, async () => {
        const [text] = await shown(`import {check} from "kernelbook";\nawait check("${id}", undefined);`);
        expect(text).to.match(/^\u25cb For a person to mark/);
      });
      continue;
    }
    it(`${id}: the stub is not attempted, the solution right, and every wrong answer told apart`, async () => {
      await shown(surroundings(exercise));
      expect(await verdictOf(exercise, stub)).to.match(/^\u25cb Not attempted yet/);
      expect(await verdictOf(exercise, solution)).to.include(`\u2713 Right: ${title}`);
      const values = mistakes.filter(({code}) => code === undefined);
      const found = values.length === 0 ? [] : await shown(wrongValues(files));
      expect(found).to.have.length(values.length);
      for (const [n, mistake] of values.entries()) expectMistake(mistake, found[n]);
      for (const mistake of mistakes) {
        if (mistake.code !== undefined) expectMistake(mistake, await verdictOf(exercise, mistake.code));
      }
    });
  }
});

/** That a check's text names the check that failed, and says what the mistake must be told. */
function expectMistake({name, fails, says}: ExerciseFiles["mistakes"][number], text: string): void {
  expect(text, name).to.match(/^(\u2717 Not right yet|\u2717 It stopped with an error|\u25d0 Partly right)/);
  const [, check, message] = text.match(/^Check \u201c(.*)\u201d: (.*)$/m) ?? [];
  expect(check, `${name}: ${text}`).to.equal(fails);
  expect(message, name).to.match(says);
}
