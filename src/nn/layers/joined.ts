import type {NdArray} from "../../core/ndArray.js";
import {requireShape} from "../../core/requireArray.js";
import type {Layer} from "../layer.js";

/** Layers one after the other: forwards from the first to the last, backwards from the last to the first. */
export function sequence(layers: readonly Layer[]): Layer {
  return {
    kind: "sequence",
    parameters: layers.flatMap(({parameters}) => parameters),
    forward: (x, training) => layers.reduce((at, layer) => layer.forward(at, training), x),
    backward: dy => layers.reduceRight((slopes, layer) => layer.backward(slopes), dy),
  };
}

/**
 * The sum of two ways: `branch(x) + shortcut(x)`. On the way back both get the whole slope, and what they hand on adds up: the
 * shortcut carries slopes past the branch undiminished.
 */
export function residual(branch: Layer, shortcut: Layer): Layer {
  const add = (a: NdArray, b: NdArray) => {
    requireShape("residual", "shortcut", b, a.shape);
    return a.map((value, i) => value + b.data[i]);
  };
  return {
    kind: "residual",
    parameters: [...branch.parameters, ...shortcut.parameters],
    forward: (x, training) => add(branch.forward(x, training), shortcut.forward(x, training)),
    backward: dy => add(branch.backward(dy), shortcut.backward(dy)),
  };
}
