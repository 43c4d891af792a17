import ts from "typescript";

/** One `call // => value` line of a docstring, with the lines before it that set things up. */
export interface DocExample {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** TypeScript that runs before, from the same `@example` block. */
  readonly setup: string;
  /** `outputSize(28, 5)` */
  readonly call: string;
  /** `24`, or `throws RangeError: text`. */
  readonly value: string;
}

const ARROW = /^(.*\S)?\s*\/\/ => (.*\S)\s*$/;

/** Cuts the last statement off: the call of a `// =>` that stands on a line of its own. */
function lastStatement(code: string): {before: string; call: string} {
  const file = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest);
  const last = file.statements.at(-1);
  if (last === undefined || !ts.isExpressionStatement(last)) return {before: code, call: ""};
  return {before: code.slice(0, last.getFullStart()), call: last.expression.getText(file)};
}

/** The lines of the `@example` blocks of one docstring: text without the leading star, and the line number. */
function* exampleBlocks(file: ts.SourceFile): Generator<{text: string; line: number}[]> {
  for (const comment of file.text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    let line = file.getLineAndCharacterOfPosition(comment.index).line;
    let block: {text: string; line: number}[] | undefined;
    for (const raw of comment[0].split("\n")) {
      line++;
      const text = raw.replace(/^\s*(\/\*\*|\*\/|\*) ?/, "").replace(/\s*\*\/\s*$/, "");
      if (/^\s*@example\b/.test(text)) {
        if (block) yield block;
        block = [];
      } else if (/^\s*@\w/.test(text)) {
        if (block) yield block;
        block = undefined;
      } else block?.push({text, line});
    }
    if (block) yield block;
  }
}

/** Every example of a source text, in order. */
export function docExamples(name: string, source: string): DocExample[] {
  const found: DocExample[] = [];
  for (const block of exampleBlocks(ts.createSourceFile(name, source, ts.ScriptTarget.Latest))) {
    let setup = "";
    for (const {text, line} of block) {
      const match = ARROW.exec(text);
      if (match === null) {
        setup += `${text}\n`;
        continue;
      }
      const [, here, value = ""] = match;
      const {before, call} =
        here === undefined ? lastStatement(setup) : {before: setup, call: here.replace(/;$/, "")};
      found.push({file: name, line, setup: before, call, value});
      // A later line may build on this one: `const a = ...` before `a.length // => 3`.
      setup = `${before}${call};\n`;
    }
  }
  return found;
}

/**
 * Runs an example with `scope`'s members as its names.
 *
 * @returns What the call gives and what its comment promises; for `throws`, the error as `Name: message` on both sides.
 */
export async function runExample(
  example: DocExample,
  scope: Readonly<Record<string, unknown>>,
): Promise<{actual: unknown; expected: unknown}> {
  const evaluate = async (code: string): Promise<unknown> => {
    const script = ts.transpile(`async function example() {\n${code}\n}`, {target: ts.ScriptTarget.ES2022});
    const names = Object.keys(scope).filter(name => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default");
    return await new Function(...names, `${script}\nreturn example();`)(...names.map(name => scope[name]));
  };
  const promised = /^throws (\w+: .*)$/.exec(example.value)?.[1];
  const call = `${example.setup}\nreturn (${example.call});`;
  if (promised === undefined) {
    return {actual: await evaluate(call), expected: await evaluate(`return (${example.value});`)};
  }
  const actual = await evaluate(call).then(
    () => "nothing was thrown",
    (error: unknown) => String(error),
  );
  return {actual, expected: promised};
}
