/**
 * Entry of the process in which `tslabRunner.ts` runs stock tslab: its converter, executor and message handler, without
 * sockets, and with the outputs shaped as ours.
 */
import {createRequire} from "node:module";
import {inspect} from "node:util";
import type {Output} from "../kernel/output.js";
import {TSLAB_PAUSE_MS} from "./limits.js";
import type {CellFailure} from "./runner.js";
import type {TslabMessage, TslabRequest} from "./tslabMessages.js";

/** The parts of tslab 1.0.22 that are used here; its own type declarations need its own compiler. */
interface Diagnostic {
  readonly start: {readonly line: number; readonly character: number};
  readonly code: number;
  readonly messageText: string;
}
interface Converter {
  convert(prevDecl: string, src: string): {readonly diagnostics: readonly Diagnostic[]};
  close(): void;
}
interface DisplayData {
  readonly data: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
  readonly transient?: {readonly display_id?: string};
}
interface Handler {
  handleExecute(
    request: TslabRequest,
    writeStream: (name: "stdout" | "stderr", text: string) => void,
    writeDisplay: (data: DisplayData, update: boolean) => void,
  ): Promise<{status: "ok" | "error" | "abort"; execution_count?: number}>;
}

/** Text is sent in pieces of about this many characters, not line by line. */
const PIECE = 65536;

const require = createRequire(import.meta.url);
const {createConverter} = require("tslab/dist/converter") as {
  createConverter(options: {isJS: boolean; isBrowser: boolean}): Converter;
};
const {createExecutor} = require("tslab/dist/executor") as {
  createExecutor(
    root: string,
    converters: {node: Converter; browser: null; close(): void},
    console: {log(...values: unknown[]): void; error(...values: unknown[]): void},
  ): object;
};
const {JupyterHandlerImpl} = require("tslab/dist/jupyter") as {
  JupyterHandlerImpl: new (executor: object, isJs: boolean) => Handler;
};

let diagnostics: readonly Diagnostic[] = [];
let thrown: {readonly value: unknown} | undefined;
let pending: {name: "stdout" | "stderr"; text: string} | undefined;

const converter = createConverter({isJS: false, isBrowser: false});
const watched: Converter = {
  ...converter,
  convert(prevDecl, src) {
    const converted = converter.convert(prevDecl, src);
    diagnostics = converted.diagnostics;
    return converted;
  },
};
const executor = createExecutor(
  process.cwd(),
  {node: watched, browser: null, close: () => converter.close()},
  {
    log: console.log,
    error(...values) {
      // tslab prints a diagnostic through a format, and a thrown value by itself.
      if (values.length === 1) thrown = {value: values[0]};
      console.error(...values);
    },
  },
);
const handler = new JupyterHandlerImpl(executor, false);

function send(message: TslabMessage): void {
  if (message.type !== "output" || message.output.type !== "stream") flush();
  process.send?.(message);
}

function flush(): void {
  if (!pending) return;
  const output: Output = {type: "stream", ...pending};
  pending = undefined;
  process.send?.({type: "output", output} satisfies TslabMessage);
}

function writeStream(name: "stdout" | "stderr", text: string): void {
  if (pending && (pending.name !== name || pending.text.length > PIECE)) flush();
  pending = {name, text: (pending?.text ?? "") + text};
}

function writeDisplay({data, metadata = {}, transient}: DisplayData, update: boolean): void {
  const displayId = transient?.display_id;
  const shown = {data, metadata};
  send({
    type: "output",
    output:
      update && displayId !== undefined
        ? {type: "update", ...shown, displayId}
        : {type: "display", ...shown, ...(displayId !== undefined && {displayId})},
  });
}

async function execute(request: TslabRequest): Promise<void> {
  diagnostics = [];
  thrown = undefined;
  const {status, execution_count: count} = await handler.handleExecute(request, writeStream, writeDisplay);
  if (status === "ok") {
    send({type: "done", count: count ?? null});
    return;
  }
  await new Promise(resolve => setTimeout(resolve, TSLAB_PAUSE_MS));
  send({type: "done", count: count ?? null, failure: failure(status)});
}

function failure(status: string): CellFailure {
  if (diagnostics.length > 0)
    return {
      name: "TypeScriptError",
      message: diagnostics.map(({messageText}) => messageText).join("; "),
      traceback: diagnostics.map(
        ({start, code, messageText}) => `${start.line + 1}:${start.character + 1} TS${code}: ${messageText}`,
      ),
      codes: diagnostics.map(({code}) => `TS${code}`),
      line: (diagnostics[0]?.start.line ?? 0) + 1,
    };
  const value = thrown?.value;
  if (value instanceof Error || (typeof value === "object" && value !== null && "message" in value)) {
    const {name, message, stack} = value as Error;
    return {name, message, traceback: (stack ?? `${name}: ${message}`).split("\n"), codes: []};
  }
  const message = thrown ? inspect(value) : `tslab answered ${status}`;
  return {name: thrown ? "Error" : "KernelError", message, traceback: [message], codes: []};
}

// As tslab's own kernel does, so that an error out of a timer does not end it.
process.on("uncaughtException", error => console.error("UncaughtException:", error));
process.on("unhandledRejection", reason => console.error("UnhandledPromiseRejection:", reason));
process.on("message", (request: TslabRequest) => void execute(request));
process.on("disconnect", () => process.exit());
send({type: "ready"});
