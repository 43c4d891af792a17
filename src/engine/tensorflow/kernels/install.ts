import type * as TF from "@tensorflow/tfjs";
import {installFused} from "../../fused/install.js";
import type {NodeBackend} from "../nodeBackend.js";
import {RawOperations} from "../rawOperations.js";
import {registerActivationGradients} from "./activationGradients.js";
import {registerBatchNorm} from "./batchNorm.js";
import type {KernelKit} from "./kernelKit.js";

/** Name of the backend, ours and the addon's. */
export const BACKEND = "tensorflow";

/** Adds kernels that do in one call what the published ones compose, for our binding or the addon's. */
export function installOwnKernels(tf: typeof TF, backend: NodeBackend): void {
  const kit: KernelKit = {
    raw: new RawOperations(backend),
    add: (kernelName, kernel) => {
      const kernelFunc: TF.KernelFunc = ({inputs, attrs}) =>
        kernel(inputs as Parameters<typeof kernel>[0], attrs as Parameters<typeof kernel>[1]);
      tf.registerKernel({kernelName, backendName: BACKEND, kernelFunc});
    },
  };
  registerBatchNorm(kit);
  registerActivationGradients(kit);
  installFused(tf);
}
