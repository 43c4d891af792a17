import type * as TF from "@tensorflow/tfjs";
import {installFused} from "../../fused/install.js";
import type {NodeBackend} from "../nodeBackend.js";
import {RawOperations} from "../rawOperations.js";
import {registerActivationGradients} from "./activationGradients.js";
import {registerBatchNorm} from "./batchNorm.js";
import {wrapConvolutions} from "./convolutions.js";
import {wrapDilatedConv3d} from "./dilatedConv3d.js";
import {registerFallbacks} from "./fallbacks.js";
import type {Attributes, Inputs, Kernel, KernelKit} from "./kernelKit.js";
import {wrapPools} from "./pools.js";
import {registerResizeGradients} from "./resizeGradients.js";
import {wrapScatter} from "./scatter.js";

/** Name of the backend, ours and the addon's. */
export const BACKEND = "tensorflow";

/**
 * Adds to the published kernels, over our binding or the addon's: what does in one call what they compose, what they refuse, and
 * what they don't have.
 */
export function installOwnKernels(tf: typeof TF, backend: NodeBackend): void {
  const kit = makeKit(tf, backend);
  registerBatchNorm(kit);
  registerActivationGradients(kit);
  wrapConvolutions(kit);
  wrapDilatedConv3d(kit);
  wrapPools(kit);
  registerResizeGradients(kit);
  wrapScatter(kit);
  registerFallbacks(kit, BACKEND);
  installFused(tf);
}

function makeKit(tf: typeof TF, backend: NodeBackend): KernelKit {
  const put = (kernelName: string, kernelFunc: TF.KernelFunc) => {
    if (tf.getKernel(kernelName, BACKEND) !== undefined) tf.unregisterKernel(kernelName, BACKEND);
    tf.registerKernel({kernelName, backendName: BACKEND, kernelFunc});
  };
  return {
    tf,
    backend,
    raw: new RawOperations(backend),
    add: (name, kernel) =>
      put(name, ({inputs, attrs}) =>
        kernel(inputs as Parameters<typeof kernel>[0], attrs as Parameters<typeof kernel>[1]),
      ),
    wrap: (name, wrapper) => {
      const {kernelFunc} = tf.getKernel(name, BACKEND);
      const published: Kernel = (inputs, attributes) =>
        kernelFunc({inputs: inputs as TF.NamedTensorInfoMap, attrs: attributes as TF.NamedAttrMap, backend});
      const kernel = wrapper(published);
      put(name, ({inputs, attrs}) => kernel(inputs as unknown as Inputs, (attrs ?? {}) as Attributes));
    },
  };
}
