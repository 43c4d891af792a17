export type Language = "typescript" | "python";

/** One of the kernels measured side by side. */
export interface KernelSpec {
  /** As in the table's header. */
  readonly name: string;
  readonly version: string;
  readonly language: Language;
  readonly argv: (connectionFile: string) => readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** How Stop reaches it: what the `interrupt_mode` of its own kernel.json says. */
  readonly interrupt: "message" | "signal";
  /** tslab aborts requests that come within 200 ms after an error. */
  readonly pauseAfterErrorMs: number;
  /** Deno sends `idle` before a cell's outputs: they are waited for so long after it, outside the measured time. */
  readonly outputsAfterIdleMs: number;
}
