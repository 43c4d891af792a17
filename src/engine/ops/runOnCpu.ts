import type * as TF from "@tensorflow/tfjs";

type Inputs = TF.NamedTensorInfoMap;
type Given = TF.TensorInfo | readonly TF.TensorInfo[] | undefined;

/**
 * Runs a kernel of the cpu backend on tensors of another one.
 *
 * @param backend  Whose tensors `inputs` are, and the results will be.
 */
export function runOnCpu(
  tf: typeof TF,
  name: string,
  inputs: Inputs,
  backend: TF.KernelBackend,
  attributes: TF.NamedAttrMap,
): TF.TensorInfo | TF.TensorInfo[] {
  const cpu = tf.findBackend("cpu");
  const kernel = tf.getKernel(name, "cpu");
  if (cpu === null || kernel === undefined)
    throw new Error(`tf.${name}: the cpu backend must have this kernel, got none`);
  const moved = (from: TF.KernelBackend, to: TF.KernelBackend, {dataId, shape, dtype}: TF.TensorInfo) => {
    const values = from.readSync(dataId as object) as TF.backend_util.BackendValues;
    // Some kernels take it for a tensor and ask for its rank.
    return {dataId: to.write(values, shape, dtype), shape, dtype, rank: shape.length};
  };
  const lent: TF.TensorInfo[] = [];
  const lend = (info: TF.TensorInfo): TF.TensorInfo => {
    const copy = moved(backend, cpu, info);
    lent.push(copy);
    return copy;
  };
  const lendAll = (value: Given) =>
    value === undefined || value === null ? undefined : "dataId" in value ? lend(value) : value.map(lend);
  const named = Object.entries(inputs as Readonly<Record<string, Given>>);
  const given = Array.isArray(inputs)
    ? named.map(([, value]) => lendAll(value))
    : Object.fromEntries(named.map(([key, value]) => [key, lendAll(value)]));
  try {
    const result = kernel.kernelFunc({inputs: given as Inputs, attrs: attributes, backend: cpu});
    const outputs = [result].flat().map(info => moved(cpu, backend, info));
    lent.push(...[result].flat());
    return Array.isArray(result) ? outputs : outputs[0];
  } finally {
    for (const {dataId} of lent) cpu.disposeData(dataId as object);
  }
}
