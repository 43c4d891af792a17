import os from "node:os";
import {brief, requireInteger} from "../core/check.js";
import type {Device, EngineOptions, EngineSettings} from "./engine.js";

const DEVICES: readonly Device[] = ["cpu", "cuda", "mps"];
const OPTIONS: readonly (keyof EngineOptions)[] = ["threads", "device", "deterministic"];

/**
 * Options of `useEngine` with nothing left open. Cells of stock tslab are not type-checked strictly, so everything is
 * checked here.
 *
 * @throws {TypeError | RangeError} Naming the option, the rule and the value.
 */
export function engineSettings(options: EngineOptions = {}): EngineSettings {
  if (options === null || typeof options !== "object") {
    throw new TypeError(`useEngine: options must be an object, got ${brief(options)}`);
  }
  const unknown = Object.keys(options).find(key => !OPTIONS.some(name => name === key));
  if (unknown !== undefined) {
    throw new TypeError(`useEngine: options must be among ${OPTIONS.join(", ")}, got ${unknown}`);
  }
  // Not os.cpus(): in a container or under taskset a process has fewer.
  const {threads = os.availableParallelism(), device = "cpu", deterministic = false} = options;
  if (!DEVICES.includes(device)) {
    throw new RangeError(`useEngine: device must be one of ${DEVICES.join(", ")}, got ${brief(device)}`);
  }
  if (typeof deterministic !== "boolean") {
    throw new TypeError(`useEngine: deterministic must be true or false, got ${brief(deterministic)}`);
  }
  return {threads: requireInteger("useEngine", "threads", threads, 1), device, deterministic};
}
