import type * as TF from "@tensorflow/tfjs";
import {runOnCpu} from "./runOnCpu.js";

/** Kernels of complex numbers, which a tier without them can't even hold. */
const COMPLEX: ReadonlySet<string> = new Set(["Complex", "ComplexAbs", "Real", "Imag", "FFT", "IFFT"]);
/** They draw on a canvas. */
const BROWSER: ReadonlySet<string> = new Set(["Draw", "FromPixels"]);

/**
 * Gives a backend the kernels of the cpu backend under every name for which it has none: the numbers are read back, computed in
 * JavaScript and brought again. Slow, and right: for texts, ragged and sparse tensors and the like, which no training step needs.
 *
 * @param backendName  A backend that is registered; one that has every kernel is left as it is.
 */
export function registerStandIns(tf: typeof TF, backendName: string): void {
  for (const {kernelName} of tf.getKernelsForBackend("cpu")) {
    if (tf.getKernel(kernelName, backendName) !== undefined) continue;
    if (COMPLEX.has(kernelName) || BROWSER.has(kernelName)) continue;
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({inputs, backend, attrs}) =>
        runOnCpu(tf, kernelName, inputs, backend as TF.KernelBackend, attrs ?? {}),
    });
  }
}
