import type * as TF from "@tensorflow/tfjs";
import type {EngineName, EngineOptions} from "../../../src/engine/engine.js";
import {isEngineName, loadEngine} from "../../../src/engine/engines.js";
import {useEngine} from "../../../src/engine/useEngine.js";
import {skip} from "../../support/skip.js";

/** The tier that this process tests: KERNELBOOK_TEST_ENGINE, one mocha process per tier; wasm unless told. */
export function tierUnderTest(): EngineName {
  const name = process.env.KERNELBOOK_TEST_ENGINE ?? "wasm";
  if (isEngineName(name)) return name;
  throw new RangeError(`KERNELBOOK_TEST_ENGINE must be torch, tensorflow, wasm or cpu, got ${name}`);
}

/** Selects the tier under test. One that nobody has installed is skipped with what to type; a broken one fails. */
export async function openTier(context: Mocha.Context, options: EngineOptions = {}): Promise<typeof TF> {
  return await openNamed(context, tierUnderTest(), options);
}

/** The same for a tier by name. */
export async function openNamed(
  context: Mocha.Context,
  name: EngineName,
  options: EngineOptions = {},
): Promise<typeof TF> {
  const probe = await (await loadEngine(name)).probe();
  if (!probe.ok && probe.state === "missing") skip(context, `${name}: ${probe.reason}; ${probe.remedy}`);
  await useEngine(name, {threads: 1, ...options});
  return await import("@tensorflow/tfjs");
}
