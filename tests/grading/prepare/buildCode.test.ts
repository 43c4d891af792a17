import {expect} from "chai";
import {everyExercise} from "../../support/exerciseFiles.js";
import {runAnswer} from "../../support/runAnswer.js";
import {prepareAnswer} from "../../support/submittedNotebook.js";

async function answerOf(exercise: string, cells: Parameters<typeof prepareAnswer>[1]): Promise<unknown> {
  return runAnswer((await prepareAnswer(exercise, cells)).code);
}

const PASSES = "l04-two-passes";
const PLACE = "l04-find-glyph";

describe("the code made of an answer cell", () => {
  it("returns what the cell declares under the answer's name", async () => {
    expect(await answerOf(PLACE, "const glyphPlace: [number, number] = [3, 4];")).to.deep.equal([3, 4]);
  });

  it("gives undefined where the name is not declared, and says so", async () => {
    const answer = await prepareAnswer(PLACE, "const elsewhere = [3, 4];");
    expect(await runAnswer(answer.code)).to.equal(undefined);
    expect(answer.notes.join()).to.match(/declares no `glyphPlace`/);
  });

  it("finds the library's names, earlier answers and the lesson's cells without importing them", async () => {
    const place = await answerOf(
      PLACE,
      "const {y, x} = findPeak(normalizedCorrelation(scene, glyph));\nconst glyphPlace = [y, x];",
    );
    expect(place).to.be.an("array").with.length(2);
    const map = await answerOf(PLACE, "const glyphPlace = myCorrelate2d([[1, 2]], [[3]]);");
    expect(map).to.deep.equal([[3, 6]]);
  });

  it("lets the cell declare such names itself", async () => {
    expect(
      await answerOf(
        PLACE,
        "const scene = [[1]]; const findPeak = 5;\nconst glyphPlace = [scene[0][0], findPeak];",
      ),
    ).to.deep.equal([1, 5]);
  });

  it("keeps every token on its line, whatever types and blank lines stand before it", async () => {
    const source = [
      "interface Grid {",
      "  rows: number;",
      "}",
      "",
      "// a note",
      "function twoPasses(image: number[][],",
      "  column: number[], row: number[]): number[][] {",
      "  enum Side { left, right }",
      "  const text = `two",
      "lines`;",
      "  if (image.length === Side.right) return image;",
      "  throw new Error(text as string);",
      "}",
    ].join("\n");
    const {code = ""} = await prepareAnswer(PASSES, source);
    const lines = code.split("\n");
    expect(lines[5]).to.contain("function twoPasses");
    expect(lines[8]).to.contain("const text = `two");
    expect(lines[10]).to.contain("return image;");
    expect(lines[11]).to.contain("throw new Error(text)");
  });

  it("puts no line break behind return where a type stood between", async () => {
    const source = "function twoPasses(image: number[][]) {\n  return <number[][]>\n    image;\n}";
    const twoPasses = (await answerOf(PASSES, source)) as (image: unknown) => unknown;
    expect(twoPasses([[7]])).to.deep.equal([[7]]);
  });

  it("takes imports of every form, exports and await at the top level", async () => {
    const source = [
      'import path, {join as joined} from "node:path";',
      'import * as os from "node:os";',
      'import {type Peak, correlate1d} from "kernelbook";',
      'const {sep} = await import("node:path");',
      "export const glyphPlace = [path.sep === sep, joined('a', 'b').length, typeof os.cpus, correlate1d([1, 2], [1]).length];",
      "export default glyphPlace;",
    ].join("\n");
    expect(await answerOf(PLACE, source)).to.deep.equal([true, 3, "function", 2]);
  });

  it("makes check, hint, predict and show do nothing, imported or not", async () => {
    const source = [
      'import {check} from "kernelbook";',
      'await check("l04-find-glyph", 1); await hint("l04-find-glyph");',
      'const guess = await predict("x", 1); await guess.compare(2);',
      "const glyphPlace = [1, 2];",
    ].join("\n");
    expect(await answerOf(PLACE, source)).to.deep.equal([1, 2]);
  });

  it("says that it needs TensorFlow.js where the cell imports it", async () => {
    const source =
      'import * as tf from "@tensorflow/tfjs";\nconst glyphPlace = tf.tensor1d([1, 2]).arraySync();';
    expect((await prepareAnswer(PLACE, source)).needsEngine).to.equal(true);
    expect((await prepareAnswer(PLACE, "const glyphPlace = [1, 2];")).needsEngine).to.equal(false);
  });

  it("refuses what V8 refuses, with the line", async () => {
    const answer = await prepareAnswer(PLACE, "let a = 1;\nlet a = 2;\nconst glyphPlace = a;");
    expect(answer).to.include({state: "broken"});
    expect(answer.problem).to.match(/^Line 2: .*already been declared/);
  });

  it("refuses a return outside of a function, which would name another answer", async () => {
    const answer = await prepareAnswer(PLACE, "if (true) {\n  return [1, 2];\n}");
    expect(answer).to.include({
      state: "broken",
      problem: "Line 2, column 3: A 'return' stands outside of a function.",
    });
  });

  it("is ready and of the right type for every kept solution", async function () {
    this.timeout(60_000);
    for (const {exercise, solution} of await everyExercise()) {
      if (exercise.kind === "text") continue;
      const answer = await prepareAnswer(exercise.id, solution);
      const {state, problem, typeProblem} = answer;
      expect({id: exercise.id, state, problem, typeProblem}).to.deep.equal({
        id: exercise.id,
        state: "ready",
        problem: undefined,
        typeProblem: undefined,
      });
      expect(answer.notes.filter(note => note.startsWith("Type error"))).to.deep.equal([]);
    }
  });

  it("is unchanged for every stub", async function () {
    this.timeout(60_000);
    for (const {exercise, stub} of await everyExercise()) {
      const type = exercise.kind === "text" ? "markdown" : "code";
      const answer = await prepareAnswer(exercise.id, [{id: exercise.id, type, source: `${stub}\n`}]);
      expect({id: exercise.id, state: answer.state}).to.deep.equal({id: exercise.id, state: "unchanged"});
    }
  });
});
