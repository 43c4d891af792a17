import type {TypeEngineName} from "../kernel/types/typeEngine.js";
import type {CellRunner, KernelName, LateOutput} from "./runner.js";

export interface KernelChoice {
  readonly kernel: KernelName;
  /** Type engine of our kernel. */
  readonly engine?: TypeEngineName | "auto";
  /** The folder that the cells see as theirs. */
  readonly cwd: string;
  /** Extra environment variables of the cells. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A kernel for a notebook, ready to run. Only the one that is asked for is loaded. */
export async function openRunner(
  {kernel, engine, cwd, env = {}}: KernelChoice,
  onLate: LateOutput,
  onNotice: (text: string) => void,
): Promise<CellRunner> {
  if (kernel === "tslab") {
    const {TslabRunner} = await import("./tslabRunner.js");
    return await started(new TslabRunner(cwd, env));
  }
  const {SessionRunner} = await import("./sessionRunner.js");
  return await started(new SessionRunner({cwd, env, onLate, onNotice, ...(engine && {engine})}));
}

async function started(runner: CellRunner): Promise<CellRunner> {
  try {
    await runner.start();
  } catch (error) {
    await runner.close();
    throw error;
  }
  return runner;
}
