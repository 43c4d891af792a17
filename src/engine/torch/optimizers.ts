import type {NamedTensorMap, Tensor, Variable} from "@tensorflow/tfjs";
import {isTorchSelected} from "./backendName.js";
import type {Handle} from "./handles.js";
import type {KernelKit} from "./kernelKit.js";
import {ParameterMemory} from "./parameterMemory.js";
import type {TensorFlow} from "./tensorFlow.js";

type Gradients = NamedTensorMap | readonly {readonly name: string; readonly tensor: Tensor}[];
interface Accumulation {
  readonly originalName: string;
  readonly variable: Variable;
}
/** What TensorFlow.js's optimisers keep of themselves, of which their types tell nothing. */
interface Optimizer {
  readonly iterations: number;
  readonly learningRate: number;
  incrementIterations(): void;
}
interface Momentum extends Optimizer {
  readonly m: unknown;
  readonly momentum: number;
  readonly useNesterov: boolean;
  readonly accumulations: Accumulation[];
}
interface Adam extends Optimizer {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly accBeta1: Variable;
  readonly accBeta2: Variable;
  readonly accumulatedFirstMoment: Accumulation[];
  readonly accumulatedSecondMoment: Accumulation[];
}
type Apply<O> = (this: O, gradients: Gradients) => void;

const installed = new WeakSet<object>();

/**
 * Lets `tf.train.sgd`, `momentum` and `adam` change all parameters in one call and in place while this tier computes.
 * TensorFlow.js composes an Adam step of a dozen operations for each parameter.
 */
export function installOptimizers(tf: TensorFlow, kit: KernelKit): void {
  const memory = new ParameterMemory(kit);
  const sgd = kit.shim.effect("aten::_fused_sgd_", "TL TL TL d d d d b b b T? T?");
  const adam = kit.shim.effect("aten::_fused_adam_", "TL TL TL TL TL TL d d d d d b b T? T?");

  replace<Optimizer>(tf, tf.SGDOptimizer.prototype, function (pairs) {
    memory.update(pairs, [], (values, gradients) => {
      sgd(values, gradients, [], 0, 0, this.learningRate, 0, false, false, false, null, null);
    });
  });
  replace<Momentum>(tf, tf.MomentumOptimizer.prototype, function (pairs) {
    const buffers = accumulations(tf, this.accumulations, pairs, "momentum");
    memory.update(pairs, [buffers], (values, gradients, [states = []]) => {
      const {momentum, learningRate, useNesterov} = this;
      sgd(values, gradients, states, 0, momentum, learningRate, 0, useNesterov, false, false, null, null);
    });
  });
  replace<Adam>(tf, tf.AdamOptimizer.prototype, function (pairs) {
    const first = accumulations(tf, this.accumulatedFirstMoment, pairs, "m");
    const second = accumulations(tf, this.accumulatedSecondMoment, pairs, "v");
    const {beta1, beta2, epsilon, learningRate, accBeta1, accBeta2} = this;
    memory.update(pairs, [first, second], (values, gradients, [m = [], v = []]) => {
      const step = kit.memory.full([], this.iterations + 1, "float32");
      const steps: Handle[] = values.map(() => step);
      adam(
        values,
        gradients,
        m,
        v,
        [],
        steps,
        learningRate,
        beta1,
        beta2,
        0,
        epsilon,
        false,
        false,
        null,
        null,
      );
    });
    // What TensorFlow.js computes its correction of, should another engine go on with this optimiser.
    tf.tidy(() => {
      accBeta1.assign(tf.mul(accBeta1, beta1));
      accBeta2.assign(tf.mul(accBeta2, beta2));
    });
  });
}

/** A parameter and its gradient; `index` is its place among the optimiser's parameters. */
export interface Pair {
  readonly index: number;
  readonly name: string;
  readonly value: Variable;
  readonly gradient: Tensor;
}

/** Puts a fused step in front of the stock one, which goes on wherever the fused one does not apply. */
function replace<O extends Optimizer>(
  tf: TensorFlow,
  prototype: object,
  fused: (this: O, pairs: readonly Pair[]) => void,
): void {
  if (installed.has(prototype)) return;
  installed.add(prototype);
  const target = prototype as {applyGradients: Apply<O>};
  const stock = target.applyGradients;
  target.applyGradients = function (gradients) {
    const pairs = pairsOf(tf, gradients);
    const plain = pairs.every(
      ({value, gradient}) => value.dtype === "float32" && gradient.dtype === "float32",
    );
    if (pairs.length > 0 && plain && isTorchSelected(tf)) {
      fused.call(this, pairs);
      this.incrementIterations();
    } else stock.call(this, gradients);
  };
}

function pairsOf(tf: TensorFlow, gradients: Gradients): Pair[] {
  const {registeredVariables: known} = tf.engine();
  const named: (readonly [string, Tensor | null | undefined])[] = Array.isArray(gradients)
    ? gradients.map(({name, tensor}) => [name, tensor] as const)
    : Object.entries(gradients);
  return named.flatMap(([name, gradient], index) => {
    const value = known[name];
    return value === undefined || gradient === null || gradient === undefined
      ? []
      : [{index, name, value, gradient}];
  });
}

/** The optimiser's running averages, made as TensorFlow.js makes them where they aren't there yet. */
function accumulations(
  tf: TensorFlow,
  list: Accumulation[],
  pairs: readonly Pair[],
  suffix: string,
): Variable[] {
  return pairs.map(({index, name, value}) => {
    const found = list[index];
    if (found !== undefined) return found.variable;
    const variable = tf.tidy(() => tf.zerosLike(value).variable(false));
    list[index] = {originalName: `${name}/${suffix}`, variable};
    return variable;
  });
}
