import {INTERRUPTED, kernelError} from "./executor/losses.js";
import type {ErrorOutput} from "./output.js";
import {renderDiagnostics} from "./types/renderDiagnostics.js";
import type {Diagnostic} from "./types/typeEngine.js";

/** All errors that keep a cell from running, as its one error output. */
export function typeErrorOutput(diagnostics: readonly Diagnostic[], cell: string): ErrorOutput {
  const [first, ...more] = diagnostics;
  const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
  return {
    type: "error",
    name: "TypeScriptError",
    message: `${first?.text ?? "the cell does not compile"}${others}`,
    traceback: renderDiagnostics(diagnostics, cell, {colour: true}),
    frames: diagnostics.map(({file = cell, line, column}) => ({file, line, column})),
  };
}

/** A cell was stopped before it ran. */
export class Interrupt extends Error {
  override readonly name = "Interrupt";
}

/** Why a cell did not run: a stop, or a fault of the kernel's own parts. */
export function failure(error: unknown): ErrorOutput {
  if (error instanceof Error && error.name === "Interrupt") return INTERRUPTED;
  return kernelError(error instanceof Error ? error.message : String(error));
}
