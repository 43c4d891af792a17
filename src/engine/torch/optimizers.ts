import type {NamedTensorMap, Tensor, Variable} from "@tensorflow/tfjs";
import {bindFusedSteps, type FusedSteps} from "./fusedSteps.js";
import type {KernelKit} from "./kernelKit.js";
import type {Pair} from "./parameterMemory.js";
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

/** The steps of each backend that is open: a parameter's memory belongs to one device. */
const stepsOf = new Map<string, FusedSteps>();

/**
 * Lets `tf.train.sgd`, `momentum` and `adam` change all parameters in one call and in place while this tier computes.
 * TensorFlow.js composes an Adam step of a dozen operations for each parameter.
 */
export function installOptimizers(tf: TensorFlow, kit: KernelKit, backendName: string): void {
  stepsOf.set(backendName, bindFusedSteps(kit));
  replace<Optimizer>(tf, tf.SGDOptimizer.prototype, function (steps, pairs) {
    steps.sgd(pairs, this.learningRate);
  });
  replace<Momentum>(tf, tf.MomentumOptimizer.prototype, function (steps, pairs) {
    steps.momentum(pairs, accumulations(tf, this.accumulations, pairs, "momentum"), this);
  });
  replace<Adam>(tf, tf.AdamOptimizer.prototype, function (steps, pairs) {
    const first = accumulations(tf, this.accumulatedFirstMoment, pairs, "m");
    const second = accumulations(tf, this.accumulatedSecondMoment, pairs, "v");
    steps.adam(pairs, first, second, this);
    // What TensorFlow.js computes its correction of, should another engine go on with this optimiser.
    const {accBeta1, accBeta2, beta1, beta2} = this;
    tf.tidy(() => {
      accBeta1.assign(tf.mul(accBeta1, beta1));
      accBeta2.assign(tf.mul(accBeta2, beta2));
    });
  });
}

/** Puts a fused step in front of the stock one, which goes on wherever the fused one does not apply. */
function replace<O extends Optimizer>(
  tf: TensorFlow,
  prototype: object,
  fused: (this: O, steps: FusedSteps, pairs: readonly Pair[]) => void,
): void {
  if (installed.has(prototype)) return;
  installed.add(prototype);
  const target = prototype as {applyGradients: Apply<O>};
  const stock = target.applyGradients;
  target.applyGradients = function (gradients) {
    const steps = stepsOf.get(tf.getBackend());
    const pairs = steps === undefined ? [] : pairsOf(tf, gradients);
    const real = pairs.every(
      ({value, gradient}) => value.dtype === "float32" && gradient.dtype === "float32",
    );
    if (steps === undefined || pairs.length === 0 || !real) {
      stock.call(this, gradients);
      return;
    }
    fused.call(this, steps, pairs);
    this.incrementIterations();
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
