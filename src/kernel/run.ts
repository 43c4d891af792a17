import type {MimeBundle} from "../core/mime.js";
import type {RunOutcome} from "./executor/executor.js";
import type {ErrorOutput, Output} from "./output.js";
import type {OutputCap} from "./outputCap.js";
import {OutputQueue} from "./outputQueue.js";

export interface RunRequest {
  readonly code: string;
  /** No result for the last expression, no count, not in the history. */
  readonly silent?: boolean;
  /** False: no count and not in the history. Default true. */
  readonly storeHistory?: boolean;
  /** Whether `prompt` and `input` may ask. Default false. */
  readonly allowInput?: boolean;
  /** Whether an error here ends the runs that wait behind this one. Default true. */
  readonly stopOnError?: boolean;
  /** Expressions to evaluate after a run that went well, by name. */
  readonly userExpressions?: Readonly<Record<string, string>>;
}

/** Which cell a run is. `id` is the count, or a number far above for a cell without; outputs that come late name it. */
export interface CellId {
  readonly id: number;
  /** Number of the last cell that counts, this one included if it does. */
  readonly count: number;
}

export type ExpressionValue =
  | {readonly ok: true; readonly data: MimeBundle}
  | {readonly ok: false; readonly error: ErrorOutput};

export interface RunResult {
  /** `aborted`: never ran, because a run before it failed or the session ended. */
  readonly outcome: RunOutcome | "aborted";
  readonly count: number;
  /** The error that ended it. */
  readonly error?: ErrorOutput;
  readonly expressions: Readonly<Record<string, ExpressionValue>>;
  /** Help that the cell asked for, to be shown beside the notebook rather than in it. */
  readonly page?: MimeBundle;
}

/**
 * A cell on its way through a session. Iterating gives its outputs in order and holds the cell back when the reader is
 * slow; so read them, to the end.
 */
export interface Run extends AsyncIterable<Output> {
  /** Resolves when the run's turn has come; undefined when it was aborted. */
  readonly started: Promise<CellId | undefined>;
  /** Resolves when it is over; some outputs may still wait to be read. */
  readonly finished: Promise<RunResult>;
}

/** The session's half of a `Run`. */
export class RunningCell implements Run {
  readonly request: RunRequest;
  readonly started: Promise<CellId | undefined>;
  readonly finished: Promise<RunResult>;
  cell: CellId | undefined;
  error: ErrorOutput | undefined;
  isStopped = false;
  /** Takes no more outputs: whatever the cell still does is late. */
  isEnded = false;
  /** Text of the result, for the history. */
  resultText: string | undefined;

  readonly #queue = new OutputQueue();
  #cap: OutputCap | undefined;
  #resolveStarted: (cell: CellId | undefined) => void = () => {};
  #resolveFinished: (result: RunResult) => void = () => {};

  constructor(request: RunRequest) {
    this.request = request;
    this.started = new Promise(resolve => {
      this.#resolveStarted = resolve;
    });
    this.finished = new Promise(resolve => {
      this.#resolveFinished = resolve;
    });
  }

  begin(cell: CellId, cap: OutputCap): void {
    this.cell = cell;
    this.#cap = cap;
    this.#resolveStarted(cell);
  }

  output(output: Output): void | Promise<void> {
    if (output.type === "error") this.error = output;
    if (output.type === "result") this.resultText = String(output.data["text/plain"] ?? "");
    const waits = (this.#cap?.pass(output) ?? [output]).map(passed => this.#queue.push(passed));
    return waits.at(-1) ?? this.#cap?.wait;
  }

  /** Somebody wants it to end: a slow reader no longer holds it back. */
  stop(): void {
    this.isStopped = true;
    this.#queue.release();
  }

  async end(result: RunResult): Promise<void> {
    const held = await this.#cap?.finish();
    if (held !== undefined) this.#queue.push(held);
    this.isEnded = true;
    this.#queue.end();
    this.#resolveStarted(undefined);
    this.#resolveFinished(result);
  }

  [Symbol.asyncIterator](): AsyncIterator<Output> {
    return this.#queue[Symbol.asyncIterator]();
  }
}
