import {expect} from "chai";
import {findExercise} from "../../src/exercise/catalog.js";
import {type Exercise, givenFor} from "../../src/exercise/exercise.js";
import {exerciseFile, exportNames} from "../../src/exercise/exerciseFile.js";

async function of(id: string): Promise<Exercise> {
  const {exercise} = await findExercise(id);
  if (exercise === undefined) throw new Error(id);
  return exercise;
}

describe("exerciseFile(exercise, stub, earlier)", () => {
  it("holds task, commands, imports and the stub with its answer exported", async () => {
    const text = exerciseFile(
      await of("l02-out-size"),
      "// Exercise l02-out-size: x\nfunction outSize() {\n}",
    );
    expect(text).to.match(/^\/\/ How often does the window fit\? \(3 points\)\n\/\/\n\/\/ Write `outSize/);
    expect(text).to.include("// Check it: npx kernelbook exercise check l02-out-size.ts\n");
    expect(text).to.include('import {NotAttempted} from "kernelbook";\n');
    expect(text).to.match(/\nexport function outSize\(\) \{\n\}\n$/);
    expect(Math.max(...text.split("\n").map(line => line.length))).to.be.at.most(103);
  });
  it("exports the variant's constant too, and imports earlier answers that lie beside it", async () => {
    const table = await of("l05-volume-table");
    const stub = `const table = ${JSON.stringify(givenFor(table))};\nconst volumeTable = todo("x");`;
    expect(exerciseFile(table, stub)).to.match(/export const table = .*\nexport const volumeTable = /);
    const dilated = exerciseFile(await of("l02-dilated"), "function myDilated() {}", [
      {answer: "myCorrelate1d", file: "l01-correlate1d"},
    ]);
    expect(dilated).to.include('import {myCorrelate1d} from "./l01-correlate1d.js";');
  });
});

describe("exportNames(source, names)", () => {
  it("exports whole top-level names and nothing else", () => {
    expect(
      exportNames("const ab = 1;\nasync function a() {\n  const b = 2;\n}\nlet b;", ["a", "b"]),
    ).to.equal("const ab = 1;\nexport async function a() {\n  const b = 2;\n}\nexport let b;");
  });
});
