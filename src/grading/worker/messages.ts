import type {WireValue} from "./wire.js";

/** A frame is a length in 4 bytes, little endian, then that many bytes of UTF-8 JSON. */

/** What the judge asks of a worker. Ids are random: an answer cannot reply to a call that has not come. */
export type WorkerRequest =
  /** Runs an answer's code. `context`: in a realm of its own inside the process; `main`: in the process's own realm, one answer only. */
  | {
      readonly type: "open";
      readonly id: string;
      readonly realm: "context" | "main";
      /** Of `Math.random`; the clock starts anew with every answer, and moves only when it is read. */
      readonly seed: number;
      /** Whether TensorFlow.js is to compute on the wasm engine, in one thread. */
      readonly engine: boolean;
      readonly code: string;
    }
  /** Calls the function that the last opened answer is. */
  | {readonly type: "call"; readonly id: string; readonly args: readonly WireValue[]}
  /** Reads the last opened answer itself. */
  | {readonly type: "value"; readonly id: string};

/** What a worker may send: one reply for each request, and text that is shown or dropped, never believed. */
export type WorkerReply =
  /** Comes first, once: from here on an exit is the answer's doing. */
  | {readonly type: "ready"}
  | {readonly type: "reply"; readonly id: string; readonly value: WireValue}
  | {
      readonly type: "threw";
      readonly id: string;
      readonly name: string;
      readonly message: string;
      /** In the learner's cell, from 1. */
      readonly line?: number;
      /** What was thrown, where it was no error. */
      readonly value?: WireValue;
    }
  | {readonly type: "not-attempted"; readonly id: string}
  /** No function, but this. */
  | {readonly type: "not-a-function"; readonly id: string; readonly value: WireValue}
  /** Nothing is left to wait for, and the promise is still open. */
  | {readonly type: "never-settles"; readonly id: string}
  | {readonly type: "text"; readonly stream: "stdout" | "stderr"; readonly text: string}
  /** Network, programs and files that the code reached for: advice. */
  | {readonly type: "note"; readonly text: string};
