import {
  findBackend,
  getKernel,
  type KernelBackend,
  type KernelConfig,
  type TensorInfo,
} from "@tensorflow/tfjs";
import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";

type Params = Parameters<KernelConfig["kernelFunc"]>[0];

/** Some kernels take lists of tensors. */
type Input = TensorInfo | TensorInfo[] | null | undefined;

/** What we use of the cpu backend. */
interface CpuBackend extends KernelBackend {
  makeTensorInfo(shape: number[], dtype: string, values: unknown): TensorInfo;
}

function cpuBackend(): CpuBackend {
  const backend = findBackend("cpu");
  if (backend === null) throw new Error("wasm: the cpu backend of TensorFlow.js must be registered");
  return backend as CpuBackend;
}

/** Runs a kernel of the cpu backend with copies of the inputs and brings its results back. */
function runOnCpu(kernelName: string, {inputs, attrs, backend: given}: Params): TensorInfo | TensorInfo[] {
  const backend = given as BackendWasm;
  const cpu = cpuBackend();
  const config = getKernel(kernelName, "cpu");
  if (config === undefined) throw new Error(`wasm: the cpu backend must have a kernel ${kernelName}`);
  const copies: TensorInfo[] = [];
  const copied = (info: Input): Input => {
    if (info === undefined || info === null) return info;
    if (Array.isArray(info)) return info.map(copied) as TensorInfo[];
    const copy = cpu.makeTensorInfo(info.shape, info.dtype, backend.readSync(info.dataId));
    copies.push(copy);
    return copy;
  };
  try {
    const there = config.kernelFunc({
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([name, info]) => [name, copied(info) as TensorInfo]),
      ),
      attrs,
      backend: cpu,
    });
    const results = (Array.isArray(there) ? there : [there]).map(({dataId, shape, dtype}) => {
      const result = {dataId: backend.write(cpu.readSync(dataId), shape, dtype), shape, dtype};
      cpu.disposeData(dataId);
      return result;
    });
    return Array.isArray(there) ? results : results[0];
  } finally {
    for (const {dataId} of copies) cpu.disposeData(dataId);
  }
}

/** Whether a call has to do with texts: in its inputs, its dtype or its value. */
function hasText({inputs, attrs}: Params): boolean {
  const dtypes = Object.values(inputs).map(info => info?.dtype);
  return dtypes.includes("string") || attrs?.dtype === "string" || typeof attrs?.value === "string";
}

/** A kernel that hands calls with texts, which the backend reads as numbers or dies of, to the cpu backend. */
export function textOnCpu(stock: KernelConfig): KernelConfig {
  const {kernelName, kernelFunc} = stock;
  return {
    ...stock,
    kernelFunc: params => (hasText(params) ? runOnCpu(kernelName, params) : kernelFunc(params)),
  };
}

/** A kernel that takes whole numbers on the cpu backend. */
export function wholeNumbersOnCpu(stock: KernelConfig): KernelConfig {
  const {kernelName, kernelFunc} = stock;
  const isWhole = (info: TensorInfo | undefined) => info?.dtype === "int32" || info?.dtype === "bool";
  return {
    ...stock,
    kernelFunc: params =>
      Object.values(params.inputs).some(isWhole) ? runOnCpu(kernelName, params) : kernelFunc(params),
  };
}

/** A kernel that is rare enough to run on the cpu backend always. */
export function cpuConfig(kernelName: string): KernelConfig {
  return {kernelName, backendName: "wasm", kernelFunc: params => runOnCpu(kernelName, params)};
}
