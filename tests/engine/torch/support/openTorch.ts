import type * as TF from "@tensorflow/tfjs";
import type {EngineOptions, OpenEngine} from "../../../../src/engine/engine.js";
import type {TorchBackend} from "../../../../src/engine/torch/backend.js";
import {torchEngine} from "../../../../src/engine/torch/torchEngine.js";
import {openNamed} from "../../support/openTier.js";

export interface Torch {
  readonly tf: typeof TF;
  readonly backend: TorchBackend;
  readonly engine: OpenEngine;
}

/** Selects the tier, or skips with what to type where PyTorch isn't there. */
export async function openTorch(context: Mocha.Context, options: EngineOptions = {}): Promise<Torch> {
  const tf = await openNamed(context, "torch", options);
  const settings = {threads: 1, device: "cpu", deterministic: false, ...options} as const;
  return {tf, backend: tf.backend() as TorchBackend, engine: await torchEngine.open(settings)};
}

/** Runs the same on the cpu backend, then selects this tier again. */
export async function onCpu<T>(tf: typeof TF, work: () => T | Promise<T>): Promise<T> {
  await tf.setBackend("cpu");
  try {
    return await work();
  } finally {
    await tf.setBackend("torch");
  }
}
