import type {Variable} from "@tensorflow/tfjs";
import type {KernelKit} from "./kernelKit.js";
import {type Pair, ParameterMemory} from "./parameterMemory.js";

interface MomentumSettings {
  readonly learningRate: number;
  readonly momentum: number;
  readonly useNesterov: boolean;
}
interface AdamSettings {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Steps taken so far. */
  readonly iterations: number;
}

/** One step of an optimiser for all parameters; the running averages are changed, too. */
export interface FusedSteps {
  sgd(pairs: readonly Pair[], learningRate: number): void;
  momentum(pairs: readonly Pair[], buffers: readonly Variable[], settings: MomentumSettings): void;
  adam(
    pairs: readonly Pair[],
    first: readonly Variable[],
    second: readonly Variable[],
    settings: AdamSettings,
  ): void;
}

/** PyTorch's fused optimisers: no weight decay, no dampening, nothing maximised, no scaled gradients. */
export function bindFusedSteps(kit: KernelKit): FusedSteps {
  const memory = new ParameterMemory(kit);
  const sgd = kit.shim.effect("aten::_fused_sgd_", "TL TL TL d d d d b b b T? T?");
  const adam = kit.shim.effect("aten::_fused_adam_", "TL TL TL TL TL TL d d d d d b b T? T?");
  return {
    sgd(pairs, learningRate) {
      memory.update(pairs, [], (values, gradients) => {
        sgd(values, gradients, [], 0, 0, learningRate, 0, false, false, false, null, null);
      });
    },
    momentum(pairs, buffers, {learningRate, momentum, useNesterov}) {
      memory.update(pairs, [buffers], (values, gradients, [states = []]) => {
        sgd(values, gradients, states, 0, momentum, learningRate, 0, useNesterov, false, false, null, null);
      });
    },
    adam(pairs, first, second, {learningRate, beta1, beta2, epsilon, iterations}) {
      memory.update(pairs, [first, second], (values, gradients, [m = [], v = []]) => {
        const step = kit.memory.full([], iterations + 1, "float32");
        const steps = values.map(() => step);
        const [decay, amsgrad, maximize] = [0, false, false];
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
          decay,
          epsilon,
          amsgrad,
          maximize,
          null,
          null,
        );
      });
    },
  };
}
