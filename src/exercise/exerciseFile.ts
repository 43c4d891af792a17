import type {Exercise} from "./exercise.js";

/** Characters of a comment line. */
const WIDTH = 100;

/**
 * An exercise as a file for the terminal: its task as a comment, what it takes for imported, and the stub with its names
 * exported.
 *
 * @param stub  The text of the answer cell.
 * @param earlier  Answers of earlier exercises that lie beside it: their name and file without `.ts`.
 *
 * @example
 * exportNames("const a = 1;\nfunction f() {}", ["f"]) // => "const a = 1;\nexport function f() {}"
 */
export function exerciseFile(
  exercise: Exercise,
  stub: string,
  earlier: readonly {readonly answer: string; readonly file: string}[] = [],
): string {
  const {id, title, points, prompt, answer, variant, prelude} = exercise;
  const head = [
    `${title} (${points} ${points === 1 ? "point" : "points"})`,
    "",
    ...prompt.split("\n").flatMap(wrapped),
    "",
    `Check it: npx kernelbook exercise check ${id}.ts`,
    `A hint:   npx kernelbook exercise hint ${id}`,
  ];
  return [
    ...head.map(line => (line === "" ? "//" : `// ${line}`)),
    "",
    ...importLines(exercise),
    ...earlier.map(other => `import {${other.answer}} from "./${other.file}.js";`),
    ...(prelude === undefined ? [] : ["", prelude]),
    "",
    exportNames(stub, variant === undefined ? [answer] : [answer, variant.name]),
    "",
  ].join("\n");
}

/** The names that an answer may use without importing them, imported. */
function importLines({imports = []}: Exercise): string[] {
  const own = imports.filter(name => name !== "tf");
  return [
    ...(own.length < imports.length ? ['import * as tf from "@tensorflow/tfjs";'] : []),
    ...(own.length === 0 ? [] : [`import {${own.join(", ")}} from "kernelbook";`]),
  ];
}

/** A cell's text with some of its top-level names exported. */
export function exportNames(source: string, names: readonly string[]): string {
  return names.reduce(
    (text, name) =>
      text.replace(new RegExp(`^((?:async )?function\\*?|const|let|class) ${name}\\b`, "m"), "export $&"),
    source,
  );
}

function wrapped(paragraph: string): string[] {
  if (paragraph === "") return [""];
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
