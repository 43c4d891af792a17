import type {EngineName, Probe} from "./engine.js";
import {ENGINE_NAMES, loadEngine} from "./engines.js";

/** Looks for every engine, from the fastest to the slowest, without loading a library into this process. */
export async function probeEngines(): Promise<{readonly name: EngineName; readonly probe: Probe}[]> {
  return await Promise.all(
    ENGINE_NAMES.map(async name => {
      try {
        return {name, probe: await (await loadEngine(name)).probe()};
      } catch (error) {
        // An engine that can't even look is broken; the others are still worth telling.
        const reason = `engine ${name} can't be looked for: ${error instanceof Error ? error.message : String(error)}`;
        const probe: Probe = {ok: false, state: "broken", reason, remedy: "type `npm ci`"};
        return {name, probe};
      }
    }),
  );
}
