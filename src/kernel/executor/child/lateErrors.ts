import type {ErrorOutput} from "../../output.js";
import {type CellToken, type CellTokens, Interrupt} from "./cellToken.js";
import {enter} from "./entry.js";
import {errorReport} from "./errorReport.js";
import {safely} from "./safely.js";
import type {Sources} from "./sources.js";
import {cellOf} from "./stackTraces.js";

/** Errors that no cell waits for: they are shown in the cell that started it all, and the kernel lives on. */
export class LateErrors {
  readonly #tokens: CellTokens;
  readonly #sources: Sources;
  readonly #output: (cell: number, output: ErrorOutput) => void;

  constructor(tokens: CellTokens, sources: Sources, output: (cell: number, output: ErrorOutput) => void) {
    this.#tokens = tokens;
    this.#sources = sources;
    this.#output = output;
  }

  install(): void {
    process.on("uncaughtException", error => this.report(error));
    process.on("unhandledRejection", reason => this.report(reason));
  }

  /** @param token  The cell whose timer or handler threw, for errors whose stack names none. */
  readonly report = (error: unknown, token: CellToken = this.#tokens.owner): void => {
    if (error instanceof Interrupt) return; // the stop that caused it has been shown
    void enter(() => {
      const stack = safely(() => (error as Error).stack);
      const cell = (typeof stack === "string" ? cellOf(stack) : undefined) ?? token.cell;
      this.#output(cell, errorReport(error, this.#sources));
    });
  };
}
