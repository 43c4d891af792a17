import {brief, requireInteger} from "../core/check.js";
import {NdArray} from "../core/ndArray.js";
import {Random} from "../core/random.js";
import {requireShape} from "../core/requireArray.js";
import {activationOf} from "./activations.js";
import {heNormal, type Initializer} from "./initializers.js";
import type {Layer, Parameter} from "./layer.js";
import {type LayerSpec, sidesOf} from "./layerSpec.js";
import {residual, sequence} from "./layers/joined.js";
import {batchNormLayer, groupNormLayer} from "./layers/normed.js";
import {activationLayer, dropoutLayer, widenLayer} from "./layers/plain.js";
import {flattenLayer, globalMeanPoolLayer, maxPoolLayer, meanPoolLayer} from "./layers/pooled.js";
import {convLayer, denseLayer} from "./layers/weighted.js";
import {outputShape} from "./outputShape.js";

/** A network by hand. */
export interface Network extends Layer {
  /** Of one example, without the batch axis. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** From input to output, one for each entry of the list it was built from. */
  readonly layers: readonly Layer[];
}

/** How a network starts. */
export interface NetworkOptions {
  /** Decides the first weights and who is dropped. */
  readonly random: Random;
  /** Makes the first weights; `heNormal` unless given. Biases start at zero. */
  readonly weights?: Initializer;
}

/**
 * Builds a network that runs forwards and backwards by this library's loops.
 *
 * @param inputShape  Of one example: [height, width, channels] or [features].
 * @param layers  From input to output.
 * @param options  `random`, `weights`.
 * @throws {RangeError} When a layer cannot take what the one before it gives.
 *
 * @example
 * const network = buildNetwork([28, 28, 1], lenetLayers(), {random: new Random(1)});
 * network.forward(NdArray.zeros([2, 28, 28, 1])).shape // => [2, 10]
 * network.parameters.reduce((sum, {value}) => sum + value.data.length, 0) // => 61706
 */
export function buildNetwork(
  inputShape: readonly number[],
  layers: readonly LayerSpec[],
  options: NetworkOptions,
): Network {
  if (!(options?.random instanceof Random))
    throw new TypeError(`buildNetwork: random must be a Random, got ${brief(options?.random)}`);
  for (const length of inputShape) requireInteger("buildNetwork", "inputShape", length, 1);
  const built = buildAll(inputShape, layers, options);
  const whole = sequence(built.layers);
  return {
    ...whole,
    inputShape: [...inputShape],
    outputShape: built.shape,
    layers: built.layers,
    parameters: built.layers.flatMap((layer, n) =>
      layer.parameters.map(one => named(one, `${n + 1} ${layer.kind}`)),
    ),
    forward(x, training) {
      requireShape("forward", "x", x, [x?.shape?.[0] ?? 1, ...inputShape]);
      return whole.forward(x, training);
    },
  };
}

/** The same parameter under a longer name; the numbers are shared. */
function named(parameter: Parameter, prefix: string): Parameter {
  return {...parameter, name: `${prefix} ${parameter.name}`};
}

function buildAll(
  inputShape: readonly number[],
  specs: readonly LayerSpec[],
  options: NetworkOptions,
): {layers: Layer[]; shape: readonly number[]} {
  let shape = inputShape;
  const layers = specs.map(spec => {
    const input = shape;
    shape = outputShape("buildNetwork", input, spec); // checks that the layer can take its input
    return buildLayer(input, spec, options);
  });
  return {layers, shape};
}

function buildLayer(shape: readonly number[], spec: LayerSpec, options: NetworkOptions): Layer {
  const {random, weights = heNormal} = options;
  const channels = shape[shape.length - 1];
  switch (spec.kind) {
    case "conv": {
      const {filters, groups = 1, useBias = true} = spec;
      const [rows, columns] = sidesOf(spec.kernelSize);
      const [fanIn, fanOut] = [rows * columns * (channels / groups), rows * columns * (filters / groups)];
      const w = weights([rows, columns, channels / groups, filters], {fanIn, fanOut}, random);
      return convLayer(w, useBias ? NdArray.zeros([filters]) : undefined, spec);
    }
    case "dense": {
      const {units, useBias = true} = spec;
      const w = weights([channels, units], {fanIn: channels, fanOut: units}, random);
      return denseLayer(w, useBias ? NdArray.zeros([units]) : undefined);
    }
    case "maxPool":
      return maxPoolLayer(spec.poolSize, spec);
    case "meanPool":
      return meanPoolLayer(spec.poolSize, spec);
    case "globalMeanPool":
      return globalMeanPoolLayer();
    case "flatten":
      return flattenLayer();
    case "activation":
      return activationLayer(activationOf("buildNetwork", spec.activation));
    case "dropout":
      return dropoutLayer(spec.rate, random);
    case "batchNorm":
      return batchNormLayer(channels, spec.scale, spec.momentum);
    case "groupNorm":
      return groupNormLayer(channels, spec.groups);
    case "widen":
      return widenLayer(spec.channels);
    case "residual":
      return residual(
        sequence(buildAll(shape, spec.branch, options).layers),
        sequence(buildAll(shape, spec.shortcut ?? [], options).layers),
      );
  }
}
