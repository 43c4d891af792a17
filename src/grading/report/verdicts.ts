import type {OutcomeKind} from "../../exercise/outcome.js";

/** How a verdict is shown: symbol and words carry the meaning, the colour only repeats it. */
export interface VerdictView {
  readonly symbol: string;
  /** For a table of a class. */
  readonly word: string;
  /** For the student. */
  readonly sentence: string;
  readonly tone: "good" | "part" | "bad" | "none" | "open";
}

export const VERDICTS: Readonly<Record<OutcomeKind, VerdictView>> = {
  pass: {symbol: "\u2713", word: "right", sentence: "Right", tone: "good"},
  partial: {symbol: "\u25d0", word: "partly", sentence: "Partly right", tone: "part"},
  fail: {symbol: "\u2717", word: "wrong", sentence: "Not right", tone: "bad"},
  threw: {symbol: "\u2717", word: "error", sentence: "It stopped with an error", tone: "bad"},
  timeout: {symbol: "\u2717", word: "too slow", sentence: "It took too long", tone: "bad"},
  memory: {symbol: "\u2717", word: "memory", sentence: "It used too much memory", tone: "bad"},
  tampered: {
    symbol: "\u2717",
    word: "tampered",
    sentence: "It wrote to the grader\u2019s own channel",
    tone: "bad",
  },
  ungradable: {symbol: "!", word: "unreadable", sentence: "No answer could be read", tone: "bad"},
  "not-attempted": {symbol: "\u25cb", word: "no answer", sentence: "Not attempted", tone: "none"},
  manual: {symbol: "\u2026", word: "to mark", sentence: "To be marked by a person", tone: "open"},
  "grader-fault": {symbol: "!", word: "grader fault", sentence: "The grader failed here", tone: "open"},
};
