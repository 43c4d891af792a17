import {readFileSync} from "node:fs";
import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import ts from "typescript";
import {transformCell, transformModule} from "../../src/kernel/compile/transform.js";
import type {CommMessage, Executor, RunOptions, RunOutcome} from "../../src/kernel/executor/executor.js";
import {createExecutor} from "../../src/kernel/executor/executorHost.js";
import type {ErrorOutput, Output} from "../../src/kernel/output.js";

export interface HarnessOptions {
  readonly memoryMb?: number;
  readonly env?: Record<string, string>;
  /** False: outputs only go to `onOutput`. */
  readonly keepOutputs?: boolean;
  /** Called for every output before it is kept; may make the executor wait. */
  readonly onOutput?: (cell: number, output: Output) => void | Promise<void>;
}

export interface Ran {
  readonly outcome: RunOutcome;
  /** What the cell had put out when it ended. */
  readonly outputs: readonly Output[];
}

/** A notebook without types: the real transform and the real executor, in a folder of its own. */
export class Notebook {
  readonly folder: string;
  readonly executor: Executor;
  /** Outputs by cell, late ones included. */
  readonly outputs = new Map<number, Output[]>();
  readonly restarts: string[] = [];
  readonly questions: {cell: number; prompt: string; password: boolean}[] = [];
  readonly comms: CommMessage[] = [];
  onInput: (prompt: string) => void = () => undefined;
  readonly #known = new Set<string>();
  #count = 0;

  private constructor(folder: string, {onOutput, keepOutputs = true, ...options}: HarnessOptions) {
    this.folder = folder;
    this.executor = createExecutor({
      cwd: folder,
      ...options,
      events: {
        output: (cell, output) => {
          if (keepOutputs) this.of(cell).push(output);
          return onOutput?.(cell, output);
        },
        input: (cell, prompt, password) => {
          this.questions.push({cell, prompt, password});
          this.onInput(prompt);
        },
        comm: (_cell, message) => this.comms.push(message),
        restarted: reason => this.restarts.push(reason),
        typeErrors: async code => [`not checked: ${code}`],
        module: async file => transformModule(ts, file, readFileSync(file, "utf8")),
      },
    });
  }

  static async open(options: HarnessOptions = {}): Promise<Notebook> {
    const folder = await mkdtemp(path.join(os.tmpdir(), "kernelbook-notebook-"));
    const notebook = new Notebook(folder, options);
    await notebook.executor.start();
    return notebook;
  }

  /** Number of the cell that ran last. */
  get count(): number {
    return this.#count;
  }

  async run(code: string, options: Partial<RunOptions> = {}): Promise<Ran> {
    const count = options.count ?? ++this.#count;
    const {cell, syntax} = transformCell(ts, code, {name: `Cell ${count}`, known: this.#known});
    const [error] = syntax;
    if (error !== undefined) throw new SyntaxError(ts.flattenDiagnosticMessageText(error.messageText, "\n"));
    for (const name of cell.declared) this.#known.add(name);
    const outcome = await this.executor.run(cell, {count, ...options});
    return {outcome, outputs: [...this.of(count)]};
  }

  /** Runs cells one after the other; the last one's result as text. Throws the first error. */
  async value(...cells: string[]): Promise<string | undefined> {
    let last: Ran | undefined;
    for (const code of cells) {
      last = await this.run(code);
      const error = errorIn(last.outputs);
      if (error !== undefined) throw new Error(plain(error.traceback.join("\n")));
    }
    return last && resultIn(last.outputs);
  }

  async evaluate(code: string): Promise<string> {
    const {cell} = transformCell(ts, code, {name: "expression", known: this.#known});
    const evaluated = await this.executor.evaluate(cell);
    return evaluated.ok
      ? String(evaluated.data["text/plain"])
      : `${evaluated.error.name}: ${evaluated.error.message}`;
  }

  of(cell: number): Output[] {
    const outputs = this.outputs.get(cell) ?? [];
    this.outputs.set(cell, outputs);
    return outputs;
  }

  async write(name: string, text: string): Promise<void> {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), {recursive: true});
    await writeFile(file, text);
  }

  async close(): Promise<void> {
    await this.executor.close();
    await rm(this.folder, {recursive: true, force: true});
  }
}

export function resultIn(outputs: readonly Output[]): string | undefined {
  for (const output of outputs) if (output.type === "result") return String(output.data["text/plain"]);
  return undefined;
}

export function errorIn(outputs: readonly Output[]): ErrorOutput | undefined {
  return outputs.find((output): output is ErrorOutput => output.type === "error");
}

export function textIn(outputs: readonly Output[], name: "stdout" | "stderr" = "stdout"): string {
  return outputs
    .map(output => (output.type === "stream" && output.name === name ? output.text : ""))
    .join("");
}

/** Text without colour codes. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it begins with the escape character
  return text.replace(/\x1b\[[0-9;]*m/g, "");
}

export function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** Waits until `isSo`, looking every few ms. */
export async function until(isSo: () => boolean, limitMs = 5000): Promise<void> {
  for (const end = Date.now() + limitMs; !isSo(); await sleep(5))
    if (Date.now() > end) throw new Error(`until: it must become so within ${limitMs} ms, got ${isSo}`);
}
