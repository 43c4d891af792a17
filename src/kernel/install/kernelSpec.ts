import {existsSync, readFileSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";

/** Jupyter's `kernel.json`. */
export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly interrupt_mode?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** Says which of several TypeScript kernels this one is; notebooks carry it too. */
export const DISPLAY_NAME = "TypeScript (kernelbook)";

/** The command that a front end starts, with absolute paths: it may know neither our folder nor our Node. */
const MAIN = fileURLToPath(new URL("../../cli/main.js", import.meta.url));

export function ourKernelSpec(): KernelSpec {
  return {
    argv: [process.execPath, MAIN, "kernel", "--connection-file", "{connection_file}"],
    display_name: DISPLAY_NAME,
    language: "typescript",
    // A signal would end the cell's process; a message only ends the cell. It also works where there are no signals.
    interrupt_mode: "message",
    metadata: {debugger: false, kernelbook: {}},
  };
}

/** The spec in a kernelspec folder; undefined when there is none, `broken` when it cannot be read. */
export function readKernelSpec(folder: string): KernelSpec | "broken" | undefined {
  const file = path.join(folder, "kernel.json");
  if (!existsSync(file)) return undefined;
  try {
    const spec = JSON.parse(readFileSync(file, "utf8")) as KernelSpec | null;
    return Array.isArray(spec?.argv) ? spec : "broken";
  } catch {
    return "broken";
  }
}

/** Whether a spec starts some copy of this kernel, whatever its version or place. */
export function isOurs(spec: KernelSpec | "broken"): boolean {
  if (spec === "broken") return false;
  const [, main = "", ...rest] = spec.argv;
  return (
    /[\\/]cli[\\/]main\.js$/.test(main) &&
    rest.join(" ") === "kernel --connection-file {connection_file}" &&
    spec.metadata?.kernelbook !== undefined
  );
}
