import os from "node:os";

/** One line that a figure can't be read without: the machine, how busy it is, and what was measured. */
export function describeMachine(versions: readonly string[]): string {
  const model = os.cpus()[0]?.model ?? "unknown processor";
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const load = os.loadavg()[0]?.toFixed(1);
  return (
    `${os.type()} ${os.machine()}, ${os.availableParallelism()} cores (${model}), ${memory} GB, ` +
    `load ${load} at the end; Node ${process.versions.node}; ${versions.join(", ")}.`
  );
}
