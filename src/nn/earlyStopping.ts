import {requireFinite, requireInteger} from "../core/check.js";
import type {Parameter} from "./layer.js";

/**
 * Watches a validation loss, keeps a copy of the best parameters, and says when there has been no better epoch for a while.
 *
 * @source Prechelt (1998), "Early stopping - but when?".
 *
 * @example
 * const stopper = new EarlyStopper([], {patience: 2});
 * [5, 3, 4, 3, 1].map(loss => stopper.observe(loss)) // => [false, false, false, true, false]
 */
export class EarlyStopper {
  readonly #parameters: readonly Parameter[];
  readonly #patience: number;
  readonly #margin: number;
  #kept: Float64Array[] = [];
  #epoch = -1;
  /** The epoch of the lowest loss, counted from 0; -1 before the first. */
  bestEpoch = -1;
  /** The lowest loss. */
  bestLoss = Number.POSITIVE_INFINITY;

  /**
   * @param parameters  To be kept at the best epoch and put back by `restore`.
   * @param options  `patience`: epochs without a better loss before it says stop; `margin`: by how much a loss must be lower to
   *   count as better, 0 unless given.
   */
  constructor(
    parameters: readonly Parameter[],
    options: {readonly patience: number; readonly margin?: number},
  ) {
    const {patience, margin = 0} = options;
    this.#parameters = parameters;
    this.#patience = requireInteger("EarlyStopper", "patience", patience, 1);
    this.#margin = requireFinite("EarlyStopper", "margin", margin);
  }

  /**
   * Takes note of an epoch's loss on the validation set.
   *
   * @returns Whether to stop: `patience` epochs have passed since the best one.
   */
  observe(loss: number): boolean {
    this.#epoch++;
    if (loss < this.bestLoss - this.#margin) {
      this.bestLoss = loss;
      this.bestEpoch = this.#epoch;
      this.#kept = this.#parameters.map(({value}) => Float64Array.from(value.data));
    }
    return this.#epoch - this.bestEpoch >= this.#patience;
  }

  /** Puts the parameters of the best epoch back. */
  restore(): void {
    for (const [p, kept] of this.#kept.entries()) this.#parameters[p].value.data.set(kept);
  }
}
