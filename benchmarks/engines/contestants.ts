import {fileURLToPath} from "node:url";
import {ENGINE_NAMES, loadEngine} from "../../src/engine/engines.js";

/** Who is measured: a tier of ours or a peer, each job in a process of its own. */
export interface Contestant {
  readonly name: string;
  /** The program and its arguments; a job in JSON is the last. */
  readonly command: readonly [program: string, ...args: string[]];
}

/** Everything is divided by this one: PyTorch as most people run it. */
export const REFEREE = "pytorch";

/** Name of each peer, and what `peers.py` calls it. */
const PEERS = {[REFEREE]: "torch", "pytorch-compiled": "torch-compile", keras: "keras"} as const;

/** Slow by a factor of a hundred, so it is measured only when it is named. */
const ONLY_NAMED = "cpu";

/** Everybody who can be measured, peers first; and why others cannot. */
export async function findContestants(
  asked: readonly string[],
  python: string | undefined,
): Promise<{readonly contestants: readonly Contestant[]; readonly missing: readonly string[]}> {
  const contestants: Contestant[] = [];
  const missing: string[] = [];
  const wanted = (name: string) => (asked.length === 0 ? name !== ONLY_NAMED : asked.includes(name));
  const names = [...Object.keys(PEERS), ...ENGINE_NAMES];
  const unknown = asked.find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`bench:engines: --engine must be one of ${names.join(", ")}, got ${unknown}`);
  }
  // Python reads its file from the sources: the compiler does not copy it.
  const script = fileURLToPath(new URL("../../../benchmarks/engines/peers.py", import.meta.url));
  for (const [name, kind] of Object.entries(PEERS).filter(([name]) => wanted(name))) {
    if (python === undefined) missing.push(`${name}: no Python with it; type --peers or --python FILE`);
    else contestants.push({name, command: [python, script, kind]});
  }
  const process_ = fileURLToPath(new URL("./tierProcess.js", import.meta.url));
  for (const name of ENGINE_NAMES.filter(wanted)) {
    const probe = await (await loadEngine(name)).probe();
    if (probe.ok) contestants.push({name, command: [process.execPath, process_, name]});
    else missing.push(`${name}: ${probe.reason}; ${probe.remedy}`);
  }
  return {contestants, missing};
}
