import path from "node:path";
import {pathToFileURL} from "node:url";
import {expect} from "chai";
import {packageRoot} from "../../src/frontend/places.js";
import {docExamples, runExample} from "../support/docExamples.js";
import {readSource, sourceFiles} from "../support/sources.js";

async function load(file: string): Promise<Record<string, unknown>> {
  const compiled = path.join(packageRoot, "dist", file.replace(/\.ts$/, ".js"));
  return {...(await import(pathToFileURL(compiled).href))};
}

describe("examples in the documentation of src/", () => {
  const sources = sourceFiles("src").map(file => ({file, text: readSource(file)}));
  const examples = sources.flatMap(({file, text}) => docExamples(file, text));

  it("are all found: none is lost by the way it is written", () => {
    const written = sources.map(({text}) => text.match(/^\s*\*.*\/\/ => /gm)?.length ?? 0);
    expect(examples.length).to.equal(written.reduce((sum, count) => sum + count));
    // As many as there were when this line was last changed: examples are added, not dropped.
    expect(examples.length).to.be.at.least(40);
  });

  for (const example of examples) {
    it(`${example.file}:${example.line} ${example.call} => ${example.value}`, async () => {
      // The barrel first, so that an example may use what a lesson can; then everything of its own file.
      const scope = {...(await load("src/index.ts")), ...(await load(example.file))};
      const {actual, expected} = await runExample(example, scope);
      expect(actual).to.deep.equal(expected);
    });
  }

  it("show wrong values and errors, and see earlier lines", async () => {
    const source = [
      "/**",
      " * @example",
      " * const a: number[] = [1, 2];",
      " * a.concat(3) // => [1, 2, 3]",
      " * a.length // => 3",
      " * [",
      " *   ...a, 9]",
      " * // => [1, 2, 9]",
      ' * (() => { throw new RangeError("no"); })() // => throws RangeError: no',
      " */",
    ].join("\n");
    const results = await Promise.all(docExamples("made.ts", source).map(example => runExample(example, {})));
    expect(results).to.deep.equal([
      {actual: [1, 2, 3], expected: [1, 2, 3]},
      {actual: 2, expected: 3},
      {actual: [1, 2, 9], expected: [1, 2, 9]},
      {actual: "RangeError: no", expected: "RangeError: no"},
    ]);
  });
});
