import ts from "typescript";
import type {Exercise} from "../../src/exercise/exercise.js";
import * as kernelbook from "../../src/index.js";

const AsyncFunction = (async () => {}).constructor as new (
  ...text: readonly string[]
) => (...values: readonly unknown[]) => Promise<unknown>;

/**
 * What an answer cell leaves behind under the answer's name. Its text runs in this process, with the names that the lesson has
 * imported by then and what its prelude declares.
 *
 * @param used  Kept solutions of the exercises it may use, by the name of the answer.
 */
export async function cellAnswer(
  {answer, imports = [], prelude = ""}: Exercise,
  cell: string,
  used: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const modules: Record<string, unknown> = {kernelbook};
  if (imports.includes("tf") || cell.includes('"@tensorflow/tfjs"'))
    modules["@tensorflow/tfjs"] = await import("@tensorflow/tfjs");
  const names: Record<string, unknown> = {...used};
  for (const name of imports)
    names[name] = name === "tf" ? modules["@tensorflow/tfjs"] : Reflect.get(kernelbook, name);
  // In blocks of their own, so that a cell may declare a name again.
  const run = new AsyncFunction(
    "require",
    "exports",
    ...Object.keys(names),
    `${compiled(prelude)}\n{${compiled(cell)}\nreturn ${answer};\n}`,
  );
  return run((name: string) => modules[name], {}, ...Object.values(names));
}

function compiled(text: string): string {
  const {outputText} = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      moduleDetection: ts.ModuleDetectionKind.Legacy,
    },
  });
  return outputText;
}
