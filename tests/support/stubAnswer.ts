import {readFile} from "node:fs/promises";
import ts from "typescript";
import {NotAttempted, todo} from "../../src/exercise/notAttempted.js";

const EXERCISES = new URL("../../../exercises/", import.meta.url);

/**
 * What a stub's cell leaves behind when it runs untouched: its text is compiled and run as it stands, with the two names that
 * a lesson has imported by then.
 *
 * @param path  `04-convolution-2d/correlate2d`.
 * @param name  The name that the cell declares.
 */
export async function stubAnswer(path: string, name: string): Promise<unknown> {
  const text = await readFile(new URL(`${path}.stub.ts`, EXERCISES), "utf8");
  const {outputText} = ts.transpileModule(text, {compilerOptions: {target: ts.ScriptTarget.ES2022}});
  return new Function("NotAttempted", "todo", `${outputText}\nreturn ${name};`)(
    NotAttempted,
    todo,
  ) as unknown;
}
