import os from "node:os";
import type {KernelSpec} from "./kernelSpec.js";

/** One paragraph that a figure can't be read without: the machine, how busy it is, the versions. */
export function describeMachine(kernels: readonly KernelSpec[]): string {
  const model = os.cpus()[0]?.model ?? "unknown processor";
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const load = os.loadavg()[0]?.toFixed(1);
  const versions = kernels.map(({name, version}) => `${name} ${version}`).join(", ");
  return (
    `${os.type()} ${os.machine()}, ${os.availableParallelism()} cores (${model}), ${memory} GB, ` +
    `load ${load} at the end; Node ${process.versions.node}; ${versions}.`
  );
}
