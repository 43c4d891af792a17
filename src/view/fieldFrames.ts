import {outputSize} from "../conv/outputSize.js";
import {brief, requireInteger} from "../core/check.js";

/** A layer that looks through a window: a convolution or a pooling. */
export interface WindowLayer {
  readonly name: string;
  /** Side of the window, in units of the layer's own input. */
  readonly kernel: number;
  /** 1 unless given. */
  readonly stride?: number;
  /** Zeros on each side; 0 unless given. */
  readonly padding?: number;
}

/** What one unit of a layer sees of the network's input. */
export interface FieldFrame {
  readonly name: string;
  /** The unit: the middle one, on either axis. */
  readonly unit: number;
  /** First pixel that it sees; negative in the padding. */
  readonly first: number;
  /** How many pixels it sees, padding included. */
  readonly size: number;
  /** Pixels from one unit's field to the next one's. */
  readonly step: number;
}

/**
 * The receptive field of the middle unit of each layer, found backwards: a unit at `p` sees its input from
 * `p * stride - padding` to `p * stride - padding + kernel - 1`, and so on down to the pixels.
 *
 * @param length  Pixels of the input along one axis.
 * @param layers  From the input on.
 * @returns A frame for each layer.
 * @throws {RangeError} When a window no longer fits.
 * @source Araujo, Norris and Sim (2019), "Computing receptive fields of convolutional neural networks", doi:10.23915/distill.00021.
 *
 * @example
 * fieldFrames(9, [{name: "a", kernel: 3}, {name: "b", kernel: 3, stride: 2}]).map(({first, size, step}) => [first, size, step]) // => [[3, 3, 1], [2, 5, 2]]
 */
export function fieldFrames(length: number, layers: readonly WindowLayer[]): FieldFrame[] {
  requireInteger("fieldFrames", "length", length, 1);
  if (!Array.isArray(layers) || layers.length === 0)
    throw new RangeError(`fieldFrames: layers must hold at least one, got ${brief(layers)}`);
  let units = length;
  let step = 1;
  return layers.map(({name, kernel, stride = 1, padding = 0}: WindowLayer, depth) => {
    units = outputSize(units, kernel, {stride, padding: [padding, padding]});
    step *= stride;
    const unit = Math.floor((units - 1) / 2);
    let [first, last] = [unit, unit];
    for (const below of layers.slice(0, depth + 1).reverse()) {
      const {kernel: window, stride: by = 1, padding: zeros = 0}: WindowLayer = below;
      first = first * by - zeros;
      last = last * by - zeros + window - 1;
    }
    return {name, unit, first, size: last - first + 1, step};
  });
}
