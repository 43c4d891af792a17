import {brief} from "../core/check.js";
import {quietCpu} from "./cpu/quietCpu.js";
import {explainDisposed} from "./disposed.js";
import {
  EngineError,
  type EngineName,
  type EngineOptions,
  type EngineSettings,
  type OpenEngine,
} from "./engine.js";
import {describeEngine, type EngineInfo, type PassedOver} from "./engineInfo.js";
import {ENGINE_NAMES, isEngineName, loadEngine} from "./engines.js";
import {engineSettings} from "./settings.js";

interface Selected {
  readonly name: EngineName;
  readonly open: OpenEngine;
  readonly passedOver: readonly PassedOver[];
}

interface Wanted extends EngineSettings {
  /** Nobody asked for a number of threads. */
  readonly anyThreads: boolean;
}

const LIST = "see `npx kernelbook engine list`";

let selected: Selected | undefined;
/** Threads with which each engine was opened: a call that says nothing about threads leaves them. */
const threadsOf = new Map<EngineName, number>();
/** What standard error has been told already. */
const told = new Set<string>();
/** Calls run one after the other: two that overlap would leave it to chance which backend is selected. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Chooses what computes behind `import * as tf from "@tensorflow/tfjs"`: from here on every operation, model and
 * training runs there. Tensors that an earlier engine holds move when they are first used.
 *
 * @param name  `auto`: the first of torch, tensorflow, wasm, cpu that works here; the variable KERNELBOOK_ENGINE names another
 *   choice. A name takes that one or fails.
 * @param options  Threads, device (`cpu` unless told) and whether two runs must give the same bits.
 * @returns What was chosen; a notebook shows it as a table.
 * @throws {EngineError} When the engine can't be used, with what to do.
 * @throws {TypeError | RangeError} When the name or an option makes no sense.
 */
export async function useEngine(
  name: EngineName | "auto" = "auto",
  options: EngineOptions = {},
): Promise<EngineInfo> {
  const choice = chosenName(name);
  const settings: Wanted = {...engineSettings(options), anyThreads: options.threads === undefined};
  const turn = queue.then(() => select(choice, settings));
  queue = turn.catch(() => undefined);
  return await turn;
}

/**
 * What computes now.
 *
 * @returns The same as `useEngine` gave, with the memory as it is now; undefined before the first `useEngine`.
 */
export function engineInfo(): EngineInfo | undefined {
  return selected && describeEngine(selected.name, selected.open, selected.passedOver);
}

function chosenName(name: unknown): EngineName | "auto" {
  if (name === "auto") {
    const variable = process.env.KERNELBOOK_ENGINE;
    if (variable === undefined || variable === "" || variable === "auto") return "auto";
    if (isEngineName(variable)) return variable;
    throw new RangeError(
      `useEngine: KERNELBOOK_ENGINE must be auto, ${ENGINE_NAMES.join(", ")}, got ${brief(variable)}`,
    );
  }
  if (isEngineName(name)) return name;
  throw new RangeError(`useEngine: name must be auto, ${ENGINE_NAMES.join(", ")}, got ${brief(name)}`);
}

async function select(choice: EngineName | "auto", settings: Wanted): Promise<EngineInfo> {
  const found = choice === "auto" ? await openFirst(settings) : await openNamed(choice, settings);
  const {name, open, passedOver} = found;
  const tf = await import("@tensorflow/tfjs");
  const {installGradients} = await import("./gradients/install.js");
  installGradients(tf);
  if (!(await tf.setBackend(open.backend))) {
    throw new EngineError(
      name,
      `TensorFlow.js could not start its backend ${open.backend}`,
      "restart the kernel and try again, or choose another engine",
    );
  }
  await tf.ready();
  quietCpu(tf);
  explainDisposed(tf);
  selected = found;
  return describeEngine(name, open, passedOver);
}

async function openNamed(name: EngineName, settings: Wanted): Promise<Selected> {
  const tried = await tryEngine(name, settings);
  if ("open" in tried) return {name, open: tried.open, passedOver: []};
  throw tried.error;
}

/** The first tier that opens. A missing one is only noted; one that is there and fails is worth a line. */
async function openFirst(settings: Wanted): Promise<Selected> {
  const passedOver: PassedOver[] = [];
  for (const name of ENGINE_NAMES) {
    const tried = await tryEngine(name, settings);
    if ("open" in tried) return {name, open: tried.open, passedOver};
    const {reason, remedy} = tried.error;
    passedOver.push({engine: name, reason, remedy});
    if (!tried.missing) tellOnce(`${reason}; ${remedy} (going on without engine ${name})`);
  }
  const reasons = passedOver.map(({engine, reason}) => `${engine}: ${reason}`).join("; ");
  throw new EngineError("cpu", `no engine computes on ${settings.device} here: ${reasons}`, LIST);
}

/** What `tryEngine` found. `missing`: nobody has installed it, so nothing is wrong. */
type Tried = {readonly open: OpenEngine} | {readonly error: EngineError; readonly missing: boolean};

async function tryEngine(name: EngineName, settings: Wanted): Promise<Tried> {
  try {
    const engine = await loadEngine(name);
    const probe = await engine.probe();
    if (!probe.ok) {
      const error = new EngineError(name, probe.reason, probe.remedy);
      return {error, missing: probe.state === "missing"};
    }
    if (!probe.devices.includes(settings.device)) {
      const reason = `engine ${name} computes on ${probe.devices.join(", ")} here, not on ${settings.device}`;
      return {error: new EngineError(name, reason, LIST), missing: true};
    }
    const {anyThreads, ...wanted} = settings;
    const threads = (anyThreads ? threadsOf.get(name) : undefined) ?? wanted.threads;
    const open = await engine.open({...wanted, threads});
    threadsOf.set(name, threads);
    return {open};
  } catch (error) {
    return {error: asEngineError(name, error), missing: false};
  }
}

/** A tier that throws anything else is broken in a way nobody has foreseen: `auto` still goes on. */
function asEngineError(name: EngineName, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const reason = `engine ${name} failed to start: ${error instanceof Error ? error.message : String(error)}`;
  return new EngineError(name, reason, "see `npx kernelbook doctor`", {cause: error});
}

function tellOnce(text: string): void {
  if (told.has(text)) return;
  told.add(text);
  process.stderr.write(`kernelbook: ${text}\n`);
}
