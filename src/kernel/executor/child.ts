/**
 * Executor child: cells run on its main thread, and a control thread can end what runs there. Loads no TypeScript:
 * cells come compiled, and local modules are compiled by the parent.
 */
import {writeSync} from "node:fs";
import path from "node:path";
import {pathToFileURL} from "node:url";
import {MessageChannel, Worker} from "node:worker_threads";
import {provideKernelLink} from "../../core/kernelLink.js";
import type {CompiledModule} from "../compile/compiledCell.js";
import type {Output} from "../output.js";
import {CellRunner} from "./child/cellRunner.js";
import {CellTokens} from "./child/cellToken.js";
import {chartBundle} from "./child/charts.js";
import {Comms} from "./child/comms.js";
import {type ControlData, FLAG, newFlags, OUTPUT_FD} from "./child/controlData.js";
import {endGroup} from "./child/endGroup.js";
import {enter} from "./child/entry.js";
import {Imports} from "./child/imports.js";
import {Input} from "./child/input.js";
import {LateErrors} from "./child/lateErrors.js";
import {createLink} from "./child/link.js";
import {LocalModules} from "./child/localModules.js";
import {OutputChannel} from "./child/outputChannel.js";
import {Packages} from "./child/packages.js";
import {Refs} from "./child/refs.js";
import {Sources} from "./child/sources.js";
import {installStackTraces, tidyCaught} from "./child/stackTraces.js";
import {installStdio} from "./child/stdio.js";
import {installTimers} from "./child/timers.js";
import {Waits} from "./child/waits.js";
import type {Command} from "./messages.js";

// taken before timers are made cancellable
const {setImmediate} = globalThis;

const cwd = process.cwd();
const notebook = path.join(cwd, "__notebook__.mjs");
const channel = new OutputChannel(OUTPUT_FD);
const sources = new Sources(cwd);
const tokens = new CellTokens();
const refs = new Refs();
const flags = newFlags();
const {port1: answers, port2: controlAnswers} = new MessageChannel();
answers.unref();

const output = (cell: number, event: Output): void => {
  if (event.type === "stream") channel.write(cell, event.name, event.text);
  else if (cell >= 0) channel.report({type: "output", cell, output: event});
};
const ownOutput = (event: Output) => output(tokens.owner.cell, event);

const lateErrors = new LateErrors(tokens, sources, output);
const packages = new Packages(notebook, isLoading => Atomics.store(flags, FLAG.loading, isLoading ? 1 : 0));
const compiling = new Map<
  number,
  {resolve: (module: CompiledModule) => void; reject: (error: Error) => void}
>();
const checking = new Map<number, (errors: readonly string[] | undefined) => void>();
let lastRequest = 0;
const locals = new LocalModules({packages, sources, compile: requestModule});
const imports = new Imports({notebook, packages, locals, refs});
const waits = new Waits(tokens);
const comms = new Comms(message => channel.report({type: "comm", cell: tokens.owner.cell, message}));
let isInputAllowed = false;
const input = new Input({
  ask: request => channel.report({type: "input", cell: tokens.owner.cell, ...request}),
  isAllowed: () => isInputAllowed,
  answers,
  flags,
});
const link = createLink(cwd, ownOutput, requestTypes);
const runner = new CellRunner({
  tokens,
  refs,
  imports,
  sources,
  output,
  chart: spec => chartBundle(spec, packages),
  helpers: {
    wait: waits.one,
    waitEach: waits.each,
    caught: tidyCaught,
    importModule: (specifier: unknown, options?: object) => imports.dynamic(specifier, options),
    meta: {
      url: pathToFileURL(notebook).href,
      filename: notebook,
      dirname: cwd,
      resolve: (specifier: string) => pathToFileURL(packages.require.resolve(specifier)).href,
    },
    require: packages.require,
    filename: notebook,
    dirname: cwd,
  },
});

installStackTraces(sources);
installStdio(
  (name, text) => channel.write(tokens.owner.cell, name, text),
  () => link.clear(false),
);
installTimers(tokens, lateErrors.report);
lateErrors.install();
input.install();
provideKernelLink(link);

function handle(command: Command): void {
  switch (command.type) {
    case "run":
      isInputAllowed = command.allowInput;
      channel.allowBurst();
      runner.run(command.cell, command.count, command.silent, end => channel.report({type: "done", end}));
      break;
    case "evaluate":
      runner.evaluate(command.cell, evaluation => channel.report({type: "evaluated", ...evaluation}));
      break;
    case "cancel":
      cancel(command.sequence);
      break;
    case "answer":
      input.answer(command.text);
      break;
    case "module":
      compiling.get(command.id)?.resolve(command.module);
      compiling.delete(command.id);
      break;
    case "moduleFailed":
      compiling.get(command.id)?.reject(new SyntaxError(command.message));
      compiling.delete(command.id);
      break;
    case "types":
      checking.get(command.id)?.(command.errors);
      checking.delete(command.id);
      break;
    case "comm": {
      const token = tokens.revive();
      const receive = () => tokens.enter(token, () => comms.receive(command.message));
      enter(receive).catch(error => lateErrors.report(error, token));
      break;
    }
  }
}

/** Two rounds of the event loop let cancelled functions run their `catch` and `finally`; then the cell is ended. */
function cancel(sequence: number): void {
  tokens.cancelAll();
  input.cancel();
  packages.forget();
  locals.forgetUnfinished();
  const settle = () => {
    runner.forceEnd();
    channel.recover();
    channel.report({type: "quiet", sequence});
  };
  setImmediate(() => setImmediate(() => void enter(settle)));
}

function requestModule(file: string): Promise<CompiledModule> {
  const id = ++lastRequest;
  return new Promise((resolve, reject) => {
    compiling.set(id, {resolve, reject});
    channel.report({type: "module", id, file});
  });
}

function requestTypes(code: string): Promise<readonly string[]> {
  const id = ++lastRequest;
  return new Promise((resolve, reject) => {
    checking.set(id, errors => {
      if (errors) resolve(errors);
      else reject(new Error("typeErrors: the type checker must come to an end, and it was stopped"));
    });
    channel.report({type: "types", id, code});
  });
}

process.on("message", (command: Command) => {
  if (command.type === "cancel") Atomics.store(flags, FLAG.received, command.sequence);
  void enter(() => handle(command));
});
// a terminal sends it to the whole group; the parent decides what it means
process.on("SIGINT", () => undefined);
// the last step of `process.exit`, after the student's own exit handlers
const host = process as unknown as {reallyExit: (code?: number) => void};
const reallyExit = host.reallyExit.bind(process);
host.reallyExit = code => {
  if (process.connected) channel.report({type: "exit", cell: tokens.owner.cell, code: Number(code ?? 0)});
  else endGroup();
  reallyExit(code);
};
process.on("disconnect", () => process.exit());
// libraries take its presence as a sign that they may talk to the parent
process.send = undefined;

const controlData: ControlData = {flags, answers: controlAnswers};
const control = new Worker(new URL("./child/control.js", import.meta.url), {
  workerData: controlData,
  transferList: [controlAnswers],
});
control.unref();
control.once("error", error => {
  writeSync(2, `${error.stack}\n`);
  process.kill(process.pid, "SIGKILL");
});
control.once("online", () => channel.report({type: "ready"}));
