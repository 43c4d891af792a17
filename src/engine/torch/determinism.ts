import {ADDRESS} from "./library.js";
import type {Shim} from "./shim.js";

/** at::Context's switches by their C++ names on Linux and macOS: the C interface has none. */
const CONTEXT = "_ZN2at13globalContextEv";
const SWITCHES = {
  deterministicAlgorithms: "_ZN2at7Context26setDeterministicAlgorithmsEbb",
  deterministicCudnn: "_ZN2at7Context21setDeterministicCuDNNEb",
  deterministicMkldnn: "_ZN2at7Context22setDeterministicMkldnnEb",
} as const;

/**
 * Asks for the same bits in two runs. On the CPU a fixed number of threads gives them anyway; on a GPU this chooses
 * algorithms without atomic sums, and operators that have none only warn.
 *
 * @returns Whether PyTorch could be told.
 */
export function setDeterministic(shim: Shim, on: boolean): boolean {
  if (process.platform === "win32" || ![CONTEXT, ...Object.values(SWITCHES)].every(name => shim.has(name))) {
    return false;
  }
  const context = shim.function(CONTEXT, ADDRESS, [])();
  shim.function(SWITCHES.deterministicAlgorithms, "void", [ADDRESS, "bool", "bool"])(context, on, true);
  shim.function(SWITCHES.deterministicCudnn, "void", [ADDRESS, "bool"])(context, on);
  shim.function(SWITCHES.deterministicMkldnn, "void", [ADDRESS, "bool"])(context, on);
  return true;
}
