/** The tiers, by what computes. */
export type EngineName = "wasm" | "torch" | "tensorflow" | "cpu";
export type Device = "cpu" | "cuda" | "mps";

export interface EngineOptions {
  /** Threads an operation may use; the processors this process may run on unless told. */
  readonly threads?: number;
  /** Where tensors live; `cpu` unless told. */
  readonly device?: Device;
  /** Two runs with the same numbers give the same bits, at some cost in speed. */
  readonly deterministic?: boolean;
}

/** Options with nothing left open, checked. */
export type EngineSettings = Required<EngineOptions>;

/** What a look at this machine found, without loading anything heavy. */
export type Probe =
  | {readonly ok: true; readonly version: string; readonly where: string; readonly devices: readonly Device[]}
  | {
      readonly ok: false;
      /** `missing`: not installed. `broken`: something is there that can't be used. */
      readonly state: "missing" | "broken";
      /** One sentence: what is wrong, with the path or value. */
      readonly reason: string;
      /** What to type or do. */
      readonly remedy: string;
    };

export interface EngineMemory {
  /** Bytes of live tensors on the engine's device. */
  readonly bytes: number;
  /** Most bytes that tensors may take, where there is a fixed limit. */
  readonly limitBytes?: number;
  /** Native objects alive: one for each tensor where an engine has handles. */
  readonly handles?: number;
}

/** An engine that computes. */
export interface OpenEngine {
  /** The TensorFlow.js backend it has registered: `tf.getBackend()` while it is selected. */
  readonly backend: string;
  /** Version of what computes: the library's, not ours. */
  readonly version: string;
  /** The library's folder or file. */
  readonly where: string;
  /** As it came out: a machine may grant fewer threads than asked for. */
  readonly threads: number;
  readonly device: Device;
  /** The device's own name where it has one: "NVIDIA H200". */
  readonly deviceName?: string;
  readonly deterministic: boolean;
  memory(): EngineMemory;
}

/** A tier: a set of kernels behind the TensorFlow.js API. */
export interface Engine {
  readonly name: EngineName;
  /** Looks; loads no library into this process. */
  probe(): Promise<Probe>;
  /**
   * Loads what computes and registers its backend with the one global TensorFlow.js; selecting it is the caller's.
   * Opening twice with the same settings gives the same engine.
   *
   * @throws {EngineError} When it can't be used, with what to do.
   */
  open(settings: EngineSettings): Promise<OpenEngine>;
}

/** Why an engine can't be used, and what to do about it. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly engine: EngineName;
  /** What is wrong, without the remedy that the message ends with. */
  readonly reason: string;
  readonly remedy: string;

  constructor(engine: EngineName, reason: string, remedy: string, options?: {readonly cause?: unknown}) {
    super(`${reason}; ${remedy}`, options);
    this.engine = engine;
    this.reason = reason;
    this.remedy = remedy;
  }
}
