import type {Outcome} from "../../exercise/outcome.js";
import type {LoggedCall} from "./callLog.js";
import {TRANSCRIPT_TEXT, WORKER_NOTES} from "./limits.js";

export type Phase = "visible" | "hidden";

/** What happened while a submission was graded: for the teacher alone, since the hidden cases stand in it. */
export interface Transcript {
  readonly version: 1;
  readonly student: string;
  readonly assignment: string;
  readonly inputHash: string;
  readonly graderVersion: string;
  readonly seedHash: string;
  readonly layers: readonly string[];
  readonly runs: readonly TranscriptRun[];
}

/** One run of an exercise's checks on one answer. */
export interface TranscriptRun {
  readonly exercise: string;
  readonly phase: Phase;
  /** In a process of its own; else in one with the other answers of the submission. */
  readonly alone: boolean;
  /** Of the random inputs. */
  readonly seed: number;
  readonly limits: {readonly cpuSeconds: number; readonly memoryMb: number};
  readonly calls: readonly LoggedCall[];
  /** Calls beyond those kept. */
  readonly omitted: number;
  /** What the answer printed, shortened. */
  readonly text: string;
  /** What the worker saw the answer reach for. */
  readonly notes: readonly string[];
  readonly outcome: Pick<Outcome, "kind" | "check" | "message" | "checks">;
}

/** Both ends of a text that is too long to be kept. */
export function keptText(text: string): string {
  if (text.length <= TRANSCRIPT_TEXT) return text;
  const half = TRANSCRIPT_TEXT / 2;
  return `${text.slice(0, half)}\n... ${text.length - TRANSCRIPT_TEXT} characters left out ...\n${text.slice(-half)}`;
}

/** A worker's remarks without repetitions. */
export function keptNotes(notes: readonly string[]): string[] {
  return [...new Set(notes)].slice(0, WORKER_NOTES);
}
