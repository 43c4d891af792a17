import {stripVTControlCharacters} from "node:util";
import type {CellFailure} from "./runner.js";

/**
 * What is wrong with how a cell ended, in a sentence part, or undefined when it did what it should.
 *
 * @param raises  `TypeError`, `TS2322`, `any`, or undefined for a cell that must not fail.
 */
export function unexpected(
  raises: string | undefined,
  failure: Pick<CellFailure, "name" | "codes"> | undefined,
): string | undefined {
  if (raises === undefined) return failure && "must not fail";
  if (!failure) return `must raise ${raises === "any" ? "an error" : raises}, raised nothing`;
  const raised = failure.codes.length > 0 ? [...new Set(failure.codes)] : [failure.name];
  if (raises === "any" || (raised.length === 1 && raised[0] === raises)) return undefined;
  return `must raise just ${raises}, raised ${raised.join(", ")}`;
}

/** `TS2322` for every error in a report of type errors, as our kernel writes it into a traceback. */
export function typeScriptNumbers(errorName: string, traceback: readonly string[]): string[] {
  if (errorName !== "TypeScriptError") return [];
  return stripVTControlCharacters(traceback.join("\n")).match(/\bTS\d{4,5}\b/g) ?? [];
}
