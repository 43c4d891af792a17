import {requireFrameShape} from "./frameShape.js";
import {ERROR_TEXT, NOTE_TEXT} from "./limits.js";
import type {WorkerReply} from "./messages.js";
import {WireError} from "./wire.js";

/** Kinds of reply that answer a request. */
const ANSWERS = new Set(["reply", "threw", "not-attempted", "not-a-function", "never-settles"]);

/** A frame after its kind and fields were checked; values in it are still to be decoded. */
export type CheckedReply =
  | Exclude<WorkerReply, {readonly type: "reply" | "threw" | "not-a-function"}>
  | {readonly type: "reply" | "not-a-function"; readonly id: string; readonly value: unknown}
  | {
      readonly type: "threw";
      readonly id: string;
      readonly name: string;
      readonly message: string;
      readonly line: number | undefined;
      readonly value: unknown;
    };

/**
 * Reads a frame of a worker.
 *
 * @throws {WireError} When it is none that a worker sends.
 */
export function readReply(frame: Buffer): CheckedReply {
  requireFrameShape(frame);
  let reply: unknown;
  try {
    reply = JSON.parse(frame.toString("utf8"));
  } catch {
    throw new WireError("a frame must be JSON");
  }
  if (typeof reply !== "object" || reply === null) throw new WireError("a frame must be an object");
  const {type, id, text, stream, name, message, line, value} = reply as Record<string, unknown>;
  if (type === "ready") return {type};
  if (type === "note" && typeof text === "string") return {type, text: text.slice(0, NOTE_TEXT)};
  if (type === "text" && typeof text === "string" && (stream === "stdout" || stream === "stderr")) {
    return {type, stream, text};
  }
  if (typeof id !== "string" || typeof type !== "string" || !ANSWERS.has(type)) {
    throw new WireError("a frame must be of a known type, with the id of a request");
  }
  if (type === "threw") {
    return {
      type,
      id,
      name: typeof name === "string" && /^[\w$]{1,60}$/.test(name) ? name : "Error",
      message: typeof message === "string" ? message.slice(0, ERROR_TEXT) : "",
      line: typeof line === "number" && Number.isInteger(line) && line >= 1 ? line : undefined,
      value,
    };
  }
  if (type === "reply" || type === "not-a-function") return {type, id, value};
  return {type: type as "not-attempted" | "never-settles", id};
}
