import {withoutRefs} from "../../compile/helperNames.js";
import {STACK_FRAMES} from "../../limits.js";
import type {Frame} from "../../output.js";
import type {Sources} from "./sources.js";

/** The executor's folder: its functions are the kernel's and have no place in a student's stack. */
const KERNEL = new URL("../", import.meta.url).href;

/** Makes every `error.stack` speak of the student's lines: `at boom (Cell 1:4:9)`. */
export function installStackTraces(sources: Sources): void {
  Error.stackTraceLimit = STACK_FRAMES;
  Error.prepareStackTrace = (error, sites) => {
    const lines = sites.flatMap(site => {
      const line = stackLine(site, sources);
      return line === undefined ? [] : [`\n    at ${line}`];
    });
    return headOf(error) + lines.join("");
  };
}

function stackLine(site: NodeJS.CallSite, sources: Sources): string | undefined {
  const script = site.getFileName();
  if (script === undefined || script === null) return String(site);
  if (script.startsWith(KERNEL) || script.startsWith("node:internal") || script === "node:vm")
    return undefined;
  const line = site.getLineNumber() ?? 1;
  const column = site.getColumnNumber() ?? 1;
  const place = sources.locate(script, line, column);
  if (place === undefined) return String(site);
  const shown = `${place.shown}:${place.line}:${place.column}`;
  if (!site.getFunctionName())
    return `${(site as {isAsync?(): boolean}).isAsync?.() ? "async " : ""}${shown}`;
  return withoutRefs(String(site)).replace(`${script}:${line}:${column}`, shown);
}

function headOf(error: unknown): string {
  try {
    const head = Error.prototype.toString.call(error);
    return error instanceof TypeError ? withoutRefs(head) : head;
  } catch {
    return "Error";
  }
}

/** Gives a caught error back its message in the student's words: the transform calls this in every catch clause. */
export function tidyCaught(error: unknown): void {
  if (!(error instanceof TypeError)) return;
  const {message} = error;
  if (typeof message !== "string") return;
  const tidied = withoutRefs(message);
  if (tidied !== message) error.message = tidied;
}

/** The student's own frames of a stack, innermost first. */
export function ownFrames(stack: string, sources: Sources): Frame[] {
  return stack.split("\n").flatMap(text => {
    const frame = parseFrame(text);
    return frame !== undefined && sources.isOwn(frame.file) ? [frame] : [];
  });
}

function parseFrame(text: string): Frame | undefined {
  const match = /^ {4}at (?:async )?(?:(.*) \()?(.+?):(\d+):(\d+)\)?$/.exec(text);
  if (match === null) return undefined;
  const [, functionName, file = "", line, column] = match;
  return {...(functionName && {functionName}), file, line: Number(line), column: Number(column)};
}

/** The cell whose code threw an error, by its stack. */
export function cellOf(stack: string): number | undefined {
  const match = /^ {4}at .*?\bCell (\d+):\d+:\d+\)?$/m.exec(stack);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
