import type {
  DataStorage,
  KernelBackend,
  NamedAttrMap,
  NamedTensorInfoMap,
  TensorInfo,
} from "@tensorflow/tfjs";
import type {TorchBackend} from "./backend.js";
import type {TensorFlow} from "./tensorFlow.js";

export type KernelInputs =
  | Readonly<Record<string, TensorInfo | readonly TensorInfo[] | undefined>>
  | readonly TensorInfo[];

/** What a kernel of the cpu backend needs of it. */
type CpuBackend = KernelBackend & {
  readonly data: DataStorage<{complexTensorInfos?: {real: TensorInfo; imag: TensorInfo}}>;
  makeTensorInfo(shape: number[], dtype: TensorInfo["dtype"], values?: unknown): TensorInfo;
};

/**
 * Runs a kernel of the cpu backend: reads the inputs back, computes in JavaScript, brings the outputs. For what a
 * training step doesn't need (texts, ragged and sparse tensors, random draws, Fourier transforms); counted in
 * `backend.fallbacks`.
 */
export function runOnCpu(
  tf: TensorFlow,
  backend: TorchBackend,
  name: string,
  inputs: KernelInputs,
  attributes: object,
): TensorInfo | TensorInfo[] {
  const kernel = tf.getKernel(name, "cpu");
  const cpu = tf.findBackend("cpu") as CpuBackend | null;
  if (kernel === undefined || cpu === null) {
    throw new Error(`the engine torch must have this kernel, or the cpu backend instead, got neither`);
  }
  backend.fallbacks.set(name, (backend.fallbacks.get(name) ?? 0) + 1);
  const lent: TensorInfo[] = [];
  const lend = (x: TensorInfo): TensorInfo => {
    const info = toCpu(backend, cpu, x);
    lent.push(info);
    return info;
  };
  const lendAll = (value: TensorInfo | readonly TensorInfo[] | undefined) =>
    value === undefined ? undefined : isList(value) ? value.map(lend) : lend(value);
  const given = isList(inputs)
    ? inputs.map(lend)
    : Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, lendAll(value)]));
  const result = kernel.kernelFunc({
    inputs: given as NamedTensorInfoMap,
    attrs: attributes as NamedAttrMap,
    backend: cpu,
  });
  const outputs = [result].flat().map(one => fromCpu(backend, cpu, one));
  for (const one of [...[result].flat(), ...lent]) cpu.disposeData(one.dataId);
  const [first] = outputs;
  return Array.isArray(result) || first === undefined ? outputs : first;
}

/** Registers the cpu backend's kernel under every name that this backend has none for. */
export function registerFallbacks(tf: TensorFlow, backend: TorchBackend, backendName: string): void {
  for (const {kernelName} of tf.getKernelsForBackend("cpu")) {
    if (tf.getKernel(kernelName, backendName) !== undefined) continue;
    backend.standIns.add(kernelName);
    tf.registerKernel({
      kernelName,
      backendName,
      kernelFunc: ({inputs, attrs}) => runOnCpu(tf, backend, kernelName, inputs as KernelInputs, attrs ?? {}),
    });
  }
}

function isList(value: unknown): value is readonly TensorInfo[] {
  return Array.isArray(value);
}

function toCpu(backend: TorchBackend, cpu: CpuBackend, x: TensorInfo): TensorInfo {
  const data = backend.dataOf(x.dataId);
  if (data.kind === "host" && data.parts !== undefined) {
    const info = cpu.makeTensorInfo(x.shape, "complex64");
    const [real, imag] = [data.parts.real, data.parts.imag].map(one => toCpu(backend, cpu, one));
    if (real === undefined || imag === undefined) throw new Error("a complex tensor must have two parts");
    cpu.data.get(info.dataId).complexTensorInfos = {real, imag};
    return info;
  }
  const dataId = cpu.write(backend.readSync(x.dataId), x.shape, x.dtype);
  // Some kernels take it for a tensor and ask for its rank.
  return {dataId, shape: x.shape, dtype: x.dtype, rank: x.shape.length} as TensorInfo;
}

function fromCpu(backend: TorchBackend, cpu: CpuBackend, x: TensorInfo): TensorInfo {
  if (x.dtype === "complex64") {
    const parts = cpu.data.get(x.dataId).complexTensorInfos;
    if (parts === undefined) throw new Error("a complex tensor must have two parts");
    const dataId = {};
    backend.setComplex(dataId, x.shape, fromCpu(backend, cpu, parts.real), fromCpu(backend, cpu, parts.imag));
    return {dataId, shape: x.shape, dtype: x.dtype};
  }
  const dataId = backend.write(cpu.readSync(x.dataId), x.shape, x.dtype);
  return {dataId, shape: x.shape, dtype: x.dtype};
}
