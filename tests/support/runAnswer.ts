import {createRequire} from "node:module";
import * as kernelbook from "../../src/index.js";

const builtIn = createRequire(import.meta.url);
const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (
  ...parts: string[]
) => (require: (name: string) => unknown) => Promise<unknown>;

/** Runs the code of a prepared answer in this process, where a grader uses a worker: for tests' own texts only. */
export async function runAnswer(code: string | undefined): Promise<unknown> {
  if (code === undefined) throw new Error("runAnswer: an answer must be ready, got none");
  return new AsyncFunction("require", code)(name => (name === "kernelbook" ? kernelbook : builtIn(name)));
}
