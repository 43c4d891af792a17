import type * as TF from "@tensorflow/tfjs";
import type {Attributes, Inputs, Kernel, KernelKit} from "./kernelKit.js";

/** Published kernels that fail on inputs of a type, which the cpu backend's can do. */
const BY_TYPE: Readonly<Record<string, TF.DataType>> = {
  Diag: "bool",
  Greater: "string",
  GreaterEqual: "string",
  LeakyRelu: "int32",
  Less: "string",
  LessEqual: "string",
  Round: "int32",
  Step: "int32",
};

/** What a kernel of the cpu backend is given for a backend. */
type CpuBackend = TF.KernelBackend & {
  write(values: TF.backend_util.BackendValues, shape: readonly number[], dtype: TF.DataType): object;
  readSync(dataId: object): TF.backend_util.BackendValues;
};

/** Published kernels in whose place the cpu backend's are: TensorFlow's draws go on where the last ended, whatever the seed. */
const ALWAYS = ["Multinomial"];

/**
 * Lets the cpu backend compute what the published kernels don't have or refuse: texts, ragged and sparse tensors, searches, bit
 * operations, seeded draws. Inputs are read back, results brought; nothing of a training goes that way.
 */
export function registerFallbacks(kit: KernelKit, backendName: string): void {
  const {tf, add, wrap} = kit;
  for (const {kernelName} of tf.getKernelsForBackend("cpu")) {
    if (tf.getKernel(kernelName, backendName) !== undefined && !ALWAYS.includes(kernelName)) continue;
    add<Inputs, Attributes>(kernelName, onCpu(kit, kernelName));
  }
  for (const [name, dtype] of Object.entries(BY_TYPE)) {
    const fallback = onCpu(kit, name);
    wrap(name, published => (inputs, attributes) => {
      const given = Object.values(inputs).some(input => input?.dtype === dtype);
      return given ? fallback(inputs, attributes) : published(inputs, attributes);
    });
  }
}

/** The cpu backend's kernel of this name. */
function onCpu({tf, backend}: KernelKit, name: string): Kernel {
  return (inputs, attributes) => {
    const cpu = tf.findBackend("cpu") as CpuBackend;
    const lent: object[] = [];
    const lend = (x: TF.Tensor): TF.TensorInfo => {
      const dataId = cpu.write(backend.readSync(x.dataId), x.shape, x.dtype);
      lent.push(dataId);
      // Some kernels take it for a tensor and ask for its rank.
      return {dataId, shape: x.shape, dtype: x.dtype, rank: x.shape.length} as TF.TensorInfo;
    };
    const given: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(inputs)) {
      given[key] = Array.isArray(value) ? value.map(lend) : value && lend(value);
    }
    try {
      const result = tf.getKernel(name, "cpu").kernelFunc({
        // Some take a list of inputs for what it is.
        inputs: (Array.isArray(inputs) ? Object.values(given) : given) as TF.NamedTensorInfoMap,
        attrs: attributes as TF.NamedAttrMap,
        backend: cpu,
      });
      const bring = ({dataId, shape, dtype}: TF.TensorInfo): TF.TensorInfo => {
        lent.push(dataId);
        return {dataId: backend.write(cpu.readSync(dataId), shape, dtype), shape, dtype};
      };
      return Array.isArray(result) ? result.map(bring) : bring(result);
    } finally {
      for (const dataId of new Set(lent)) cpu.disposeData(dataId);
    }
  };
}
