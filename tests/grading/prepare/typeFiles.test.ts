import {expect} from "chai";
import {prepareAnswer} from "../../support/submittedNotebook.js";

/** What the type checker notes about a cell that answers `l04-find-glyph`. */
async function notesOn(source: string): Promise<readonly string[]> {
  return (await prepareAnswer("l04-find-glyph", source)).notes;
}

describe("types of TensorFlow.js in an answer cell", function () {
  this.timeout(30_000);

  it("are known, so that a right cell gets no note", async () => {
    const notes = await notesOn(
      'import * as tf from "@tensorflow/tfjs";\n' +
        "const sums = tf.conv1d(tf.tensor2d([1, 2], [2, 1]), tf.tensor3d([1], [1, 1, 1]), 1, 'valid');\n" +
        "const glyphPlace = Array.from(sums.dataSync());",
    );
    expect(notes).to.deep.equal([]);
  });
  it("are named without the folder they lie in", async () => {
    const notes = await notesOn(
      'import * as tf from "@tensorflow/tfjs";\nconst glyphPlace = [tf.noSuchThing, 1];',
    );
    expect(notes.join()).to.match(/line 2 of the cell: Property 'noSuchThing' does not exist on type/);
    expect(notes.join()).not.to.match(/node_modules|\/dist\//);
  });
});
