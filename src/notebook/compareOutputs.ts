import {isDeepStrictEqual, stripVTControlCharacters} from "node:util";
import type {MimeBundle} from "../core/mime.js";
import type {NotebookOutput} from "./nbformat.js";

/** What a reader sees of a cell, whichever kernel made it. */
export interface SeenOutputs {
  /** Printed text and text of results, in order, without colour codes. */
  readonly stdout: string;
  readonly stderr: string;
  /** Displays in order, by MIME type. */
  readonly displays: readonly MimeBundle[];
}

/**
 * Outputs brought to one form: stock tslab prints results as text and errors to stderr, where our kernel has messages
 * of their own.
 *
 * @param failed  The cell was meant to fail: what it says of that differs by kernel and is left out, stderr with it.
 */
export function seenOutputs(outputs: readonly NotebookOutput[], failed: boolean): SeenOutputs {
  let stdout = "";
  let stderr = "";
  const displays: MimeBundle[] = [];
  for (const output of outputs) {
    if (output.output_type === "stream" && output.name === "stdout") stdout += output.text;
    else if (output.output_type === "stream") stderr += failed ? "" : output.text;
    else if (output.output_type === "display_data") displays.push(output.data);
    else if (output.output_type === "execute_result")
      stdout += `${String(output.data["text/plain"] ?? "")}\n`;
    else if (!failed) stderr += `${output.ename}: ${output.evalue}\n`;
  }
  return {stdout: stripVTControlCharacters(stdout), stderr: stripVTControlCharacters(stderr), displays};
}

/** The first difference between two kernels' outputs of one cell, as a sentence part, or undefined. */
export function compareOutputs(left: SeenOutputs, right: SeenOutputs): string | undefined {
  return (
    differentText("stdout", left.stdout, right.stdout) ??
    differentText("stderr", left.stderr, right.stderr) ??
    differentDisplays(left.displays, right.displays)
  );
}

function differentText(name: string, left: string, right: string): string | undefined {
  if (left === right) return undefined;
  const [lines, others] = [left.split("\n"), right.split("\n")];
  const at = lines.findIndex((line, index) => line !== others[index]);
  const place = at < 0 ? lines.length : at;
  const [line, other] = [lines[place], others[place]];
  return `${name} line ${place + 1} must agree, got ${excerpt(line, other)} and ${excerpt(other, line)}`;
}

/** A line as it differs from another: long ones from shortly before the difference on. */
function excerpt(line: string | undefined, other = ""): string {
  if (line === undefined) return "its end";
  let same = 0;
  while (same < line.length && line[same] === other[same]) same++;
  const start = Math.max(0, same - 30);
  const cut = line.slice(start, start + 90);
  return JSON.stringify(`${start > 0 ? "..." : ""}${cut}${start + 90 < line.length ? "..." : ""}`);
}

function differentDisplays(left: readonly MimeBundle[], right: readonly MimeBundle[]): string | undefined {
  if (left.length !== right.length)
    return `the number of displays must agree, got ${left.length} and ${right.length}`;
  for (const [index, bundle] of left.entries()) {
    const other = right[index] ?? {};
    const [types, others] = [bundle, other].map(entry => Object.keys(entry).sort().join(", "));
    if (types !== others)
      return `the MIME types of display ${index + 1} must agree, got ${types} and ${others}`;
    const type = Object.keys(bundle).find(key => !isDeepStrictEqual(normal(bundle[key]), normal(other[key])));
    if (type === undefined) continue;
    const [value, otherValue] = [bundle[type], other[type]];
    const text = typeof value === "string" && typeof otherValue === "string" && !type.startsWith("image/");
    return text
      ? differentText(`${type} of display ${index + 1}`, value, otherValue)
      : `the ${type} of display ${index + 1} must agree, got other data`;
  }
  return undefined;
}

/** A value as JSON carries it: undefined members gone, numbers that JSON lacks as null. */
function normal(value: unknown): unknown {
  if (typeof value === "string") return stripVTControlCharacters(value);
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
