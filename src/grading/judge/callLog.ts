import {createHash} from "node:crypto";
import {type Answer, AnswerStopped, type Argument} from "../../exercise/answer.js";
import {Opaque, type Value} from "../../exercise/value.js";
import {TRANSCRIPT_CALLS, TRANSCRIPT_VALUE} from "./limits.js";

/** One thing that was asked of an answer, as text. */
export interface LoggedCall {
  /** Missing where the answer itself was read. */
  readonly args?: string;
  /** What came back: a value, or the error's name and message. */
  readonly result: string;
}

/** What was asked of an answer in one run of its checks, and what it answered. */
export interface CallLog {
  readonly calls: readonly LoggedCall[];
  /** Calls beyond those kept. */
  readonly omitted: number;
  /** Of every result that was a value, in order, kept or not. */
  readonly digests: readonly string[];
  /** The first call of a function that returned a value: to be repeated in another process. */
  readonly first?: FirstCall;
}

export interface FirstCall {
  readonly args: readonly Argument[];
  readonly digest: string;
}

/** An answer that keeps a log of what passes through it. */
export function loggedAnswer(answer: Answer): {readonly answer: Answer; readonly log: CallLog} {
  const log: {-readonly [K in keyof CallLog]: CallLog[K]} & {calls: LoggedCall[]; digests: string[]} = {
    calls: [],
    omitted: 0,
    digests: [],
  };
  const keep = async (args: readonly Argument[] | undefined, ask: () => Promise<Value>): Promise<Value> => {
    const note = (result: string) => {
      if (log.calls.length >= TRANSCRIPT_CALLS) log.omitted++;
      else
        log.calls.push({
          ...(args === undefined ? {} : {args: shorten(plainText(args))}),
          result: shorten(result),
        });
    };
    try {
      const value = await ask();
      const text = plainText(value);
      const digest = digestOf(text);
      log.digests.push(digest);
      if (args !== undefined) log.first ??= {args, digest};
      note(text);
      return value;
    } catch (error) {
      note(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      throw error;
    }
  };
  return {
    answer: {
      call: (...args) => keep(args, () => answer.call(...args)),
      value: () => keep(undefined, () => answer.value()),
    },
    log,
  };
}

/** Whether an answer gives another value than it gave to this call before, in another process and with other chance. */
export async function givesAnother(answer: Answer, {args, digest}: FirstCall): Promise<boolean> {
  try {
    return digestOf(plainText(await answer.call(...args))) !== digest;
  } catch (error) {
    return !(error instanceof AnswerStopped); // it returned a value before; one call more may be beyond its budget
  }
}

function digestOf(text: string): string {
  return text.length <= TRANSCRIPT_VALUE ? text : createHash("sha256").update(text).digest("hex");
}

/** Whether an answer gave other values when it was asked the same again. */
export function isNotDeterministic(first: CallLog, second: CallLog): boolean {
  const both = Math.min(first.digests.length, second.digests.length);
  return first.digests.slice(0, both).some((digest, i) => digest !== second.digests[i]);
}

/** A value as JSON; what JSON lacks stands in it as text. */
function plainText(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part: unknown) => {
      if (typeof part === "number")
        return Number.isFinite(part) && !Object.is(part, -0)
          ? part
          : `<${Object.is(part, -0) ? "-0" : part}>`;
      if (typeof part === "bigint") return `<${part}n>`;
      if (part instanceof Opaque) return `<${part.what}>`;
      if (ArrayBuffer.isView(part)) return Array.from(part as Uint8Array);
      return part === undefined ? "<undefined>" : part;
    }) ?? "<undefined>"
  );
}

function shorten(text: string): string {
  return text.length <= TRANSCRIPT_VALUE
    ? text
    : `${text.slice(0, TRANSCRIPT_VALUE)}... ${text.length} characters`;
}
