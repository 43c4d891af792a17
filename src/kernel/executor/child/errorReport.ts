import {types} from "node:util";
import {withoutRefs} from "../../compile/helperNames.js";
import type {ErrorOutput, Frame} from "../../output.js";
import {plainText, safely} from "./safely.js";
import type {Sources} from "./sources.js";
import {ownFrames} from "./stackTraces.js";

/** Errors shown of a chain of causes or of an AggregateError; more of them explain nothing. */
const MAX_RELATED = 5;
const RED = "\x1b[31m";
const BOLD_RED = "\x1b[1;31m";
const DIM = "\x1b[2m";
const RESET = "\x1b[0m";

/** What went wrong, in the student's own lines. Never throws, whatever was thrown. */
export function errorReport(thrown: unknown, sources: Sources): ErrorOutput {
  const facts = factsOf(thrown, sources);
  const traceback = [...lines(facts, sources), ...relatedLines(thrown, sources, new Set([thrown]))];
  return {type: "error", name: facts.name, message: facts.message, traceback, frames: facts.frames};
}

interface Facts {
  readonly name: string;
  readonly message: string;
  readonly frames: readonly Frame[];
  readonly isError: boolean;
}

function factsOf(thrown: unknown, sources: Sources): Facts {
  if (!isError(thrown)) return {name: "Uncaught", message: plainText(thrown), frames: [], isError: false};
  const name = safely(() => thrown.name);
  const message = safely(() => thrown.message);
  const stack = safely(() => thrown.stack);
  const text = typeof message === "string" ? message : plainText(message);
  return {
    name: typeof name === "string" && name !== "" ? name : "Error",
    message: safely(() => thrown instanceof TypeError) ? withoutRefs(text) : text,
    frames: typeof stack === "string" ? ownFrames(stack, sources) : [],
    isError: true,
  };
}

function isError(thrown: unknown): thrown is Error {
  return types.isNativeError(thrown) || (safely(() => thrown instanceof Error) ?? false);
}

/** Head, the line where it happened with a caret, and the way there. */
function lines({name, message, frames, isError}: Facts, sources: Sources): string[] {
  const head = `${BOLD_RED}${name}${RESET}${message === "" ? "" : `: ${message}`}`;
  const hint = isError ? [] : [`${DIM}(throw an Error to see where it was thrown)${RESET}`];
  const [first] = frames;
  return [
    ...head.split("\n"),
    ...hint,
    ...(first === undefined ? [] : excerpt(first, sources)),
    ...frames.map(frame => `    at ${frameText(frame)}`),
  ];
}

function frameText({functionName, file, line, column}: Frame): string {
  const place = `${file}:${line}:${column}`;
  return functionName === undefined ? place : `${functionName} (${place})`;
}

function excerpt({file, line, column}: Frame, sources: Sources): string[] {
  const text = sources.line(file, line);
  if (text === undefined || text.trim() === "") return [];
  const number = String(line);
  const margin = " ".repeat(number.length);
  // tabs before the caret keep it under its character
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  return [`  ${DIM}${number} |${RESET} ${text}`, `  ${margin} ${DIM}|${RESET} ${indent}${RED}^${RESET}`];
}

function relatedLines(thrown: unknown, sources: Sources, seen: Set<unknown>): string[] {
  if (!isError(thrown) || seen.size > MAX_RELATED) return [];
  const related: [string, unknown][] = [];
  const cause = safely(() => thrown.cause);
  if (cause !== undefined) related.push(["caused by", cause]);
  const errors = safely(() => (thrown as AggregateError).errors as unknown);
  if (Array.isArray(errors))
    for (const [index, error] of errors.slice(0, MAX_RELATED).entries())
      related.push([`errors[${index}]`, error]);
  return related.flatMap(([label, error]) => {
    if (seen.has(error)) return [];
    seen.add(error);
    const [head = "", ...rest] = lines(factsOf(error, sources), sources);
    return [`${DIM}${label}:${RESET} ${head}`, ...rest, ...relatedLines(error, sources, seen)];
  });
}
