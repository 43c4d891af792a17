import vm from "node:vm";
import type {MimeBundle} from "../../../core/mime.js";
import type {CompiledCell} from "../../compile/compiledCell.js";
import {HELPERS} from "../../compile/helperNames.js";
import type {ErrorOutput, Output} from "../../output.js";
import {INTERRUPTED} from "../losses.js";
import type {RunEnd} from "../messages.js";
import type {CellTokens} from "./cellToken.js";
import {enter} from "./entry.js";
import {errorReport} from "./errorReport.js";
import type {Imports} from "./imports.js";
import type {Refs} from "./refs.js";
import {inertBundle, toBundle} from "./result.js";
import type {Sources} from "./sources.js";

// taken before a cell can put another in its place
const {nextTick} = process;
const tick = () => new Promise<void>(resolve => nextTick(resolve));

export interface CellRunnerOptions {
  readonly tokens: CellTokens;
  readonly refs: Refs;
  readonly imports: Imports;
  readonly sources: Sources;
  /** What a compiled cell takes before its refs, but for `result`. */
  readonly helpers: Readonly<Record<Exclude<keyof typeof HELPERS, "result">, unknown>>;
  readonly output: (cell: number, output: Output) => void;
  /** Draws a chart specification that is a cell's value. */
  readonly chart: (spec: object) => Promise<MimeBundle>;
}

export interface Evaluation {
  readonly data?: MimeBundle;
  readonly error?: ErrorOutput;
}

/** Runs compiled cells, one at a time. */
export class CellRunner {
  readonly #options: CellRunnerOptions;
  #endStopped: (() => void) | undefined;

  constructor(options: CellRunnerOptions) {
    this.#options = options;
  }

  /** @param onEnd  Called once, after the cell's last output. */
  run(cell: CompiledCell, count: number, isSilent: boolean, onEnd: (end: RunEnd) => void): void {
    const {tokens, output, chart} = this.#options;
    const token = tokens.begin(count);
    const emit = (event: Output) => output(count, event);
    let unshown: {value: unknown} | undefined;
    let isEnded = false;
    const end = (how: RunEnd, outputs: readonly Output[] = []) => {
      if (isEnded) return;
      isEnded = true;
      this.#endStopped = undefined;
      tokens.end(token);
      for (const event of outputs) emit(event);
      onEnd(how);
    };
    // called straight away and not through a promise: a stop drops every promise job that waits
    const endStopped = () => {
      const result: Output[] = unshown ? [resultOutput(inertBundle(unshown.value))] : [];
      end("stopped", [...result, INTERRUPTED]);
    };
    this.#endStopped = endStopped;
    const work = async () => {
      const last = await this.#execute(cell);
      if (last === undefined || last.value === undefined || isSilent || isEnded) return;
      unshown = last;
      const data = await toBundle(last.value, chart);
      if (isEnded) return;
      unshown = undefined;
      emit(resultOutput(data));
    };
    // what the cell has put off to the next tick, as Node does with warnings, is part of it
    // what the cell has put off to the next tick, as Node does with warnings, is part of it
    enter(work)
      .finally(tick)
      .then(
        () => (token.isCancelled ? endStopped() : end("ok")),
        error =>
          token.isCancelled ? endStopped() : end("error", [errorReport(error, this.#options.sources)]),
      );
  }

  /** The value of a one-expression cell. Nothing it prints is shown. */
  evaluate(cell: CompiledCell, onEnd: (evaluation: Evaluation) => void): void {
    const {tokens, sources, chart} = this.#options;
    const token = tokens.beginUnseen();
    let isEnded = false;
    const end = (evaluation: Evaluation) => {
      if (isEnded) return;
      isEnded = true;
      this.#endStopped = undefined;
      tokens.end(token);
      onEnd(evaluation);
    };
    this.#endStopped = () => end({error: INTERRUPTED});
    enter(async () => {
      const last = await this.#execute(cell);
      return toBundle(last?.value, chart);
    }).then(
      data => end({data}),
      error => end({error: token.isCancelled ? INTERRUPTED : errorReport(error, sources)}),
    );
  }

  /** Ends a cell that was cancelled and has not ended by itself, as after a termination. */
  forceEnd(): void {
    this.#endStopped?.();
  }

  /** Resolves with the value of the last expression, if there was one. */
  async #execute(cell: CompiledCell): Promise<{value: unknown} | undefined> {
    const {sources, imports, refs, helpers} = this.#options;
    sources.addCell(cell);
    const script = new vm.Script(cell.code, {
      filename: cell.name,
      columnOffset: -cell.prefixLength,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const run = script.runInThisContext() as (...values: unknown[]) => unknown;
    imports.forget(cell.declared);
    if (cell.imports.length > 0) await imports.run(cell.imports, cell.name);
    let last: {value: unknown} | undefined;
    const all = {
      ...helpers,
      result: (value: unknown) => {
        last = {value};
        return value;
      },
    };
    const parameters = (Object.keys(HELPERS) as (keyof typeof HELPERS)[]).map(name => all[name]);
    await run(...parameters, ...cell.refs.map(name => refs.get(name)));
    return last;
  }
}

function resultOutput(data: MimeBundle): Output {
  return {type: "result", data, metadata: {}};
}
