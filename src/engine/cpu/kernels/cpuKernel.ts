import type * as TF from "@tensorflow/tfjs";

/** The part of TensorFlow.js's cpu backend that kernels use. */
interface CpuBackend {
  readSync(id: object): Float32Array;
  makeTensorInfo(shape: readonly number[], dtype: "float32", values: Float32Array): TF.TensorInfo;
}

/** A tensor as a loop sees it. */
export interface Values {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** What a kernel computes from its inputs by name. */
export type Loop = (inputs: Readonly<Record<string, Values>>, attributes: TF.NamedAttrMap) => Values;

/** Puts a loop in the place of a kernel of the cpu backend. */
export function replaceCpuKernel(tf: typeof TF, kernelName: string, loop: Loop): void {
  const backendName = "cpu";
  tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({inputs, backend, attrs}) => {
      const cpu = backend as CpuBackend;
      const read = (info: TF.TensorInfo): Values => ({shape: info.shape, data: cpu.readSync(info.dataId)});
      const named = Object.entries(inputs).map(([name, info]) => [name, read(info as TF.TensorInfo)]);
      const {shape, data} = loop(Object.fromEntries(named), attrs ?? {});
      return cpu.makeTensorInfo(shape, "float32", data);
    },
  });
}
