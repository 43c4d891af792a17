import type {Shim} from "./shim.js";

/** at::set_num_threads by its C++ name: Linux and macOS, then Windows. */
const NAMES = ["_ZN2at15set_num_threadsEi", "?set_num_threads@at@@YAXH@Z"] as const;

/** Sets the threads that an operation may use, for the process; returns how many it came to. */
export function setThreads(shim: Shim, threads: number): number {
  const name = NAMES.find(one => shim.has(one));
  if (name !== undefined) shim.function(name, "void", ["int"])(threads);
  const {scratch} = shim;
  scratch.reset();
  const slot = scratch.take(1);
  scratch.setInteger(slot, 0);
  const ask = shim.function("torch_get_num_threads", "int", ["uint64_t"]);
  shim.check(ask(scratch.address(slot)), "get_num_threads");
  return scratch.unsigned(slot);
}
