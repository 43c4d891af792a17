import type {EngineOptions} from "./cellEngine.js";
import {FallbackEngine} from "./fallback.js";
import {createTslabConverter} from "./tslabConverter.js";
import type {TypeEngine, TypeEngineName} from "./typeEngine.js";
import {createTypeScript6} from "./typescript6.js";
import {createTypeScript7} from "./typescript7.js";
import type {TypeScript7Service} from "./typescript7Service.js";

export interface EngineChoice {
  /** `auto`: TypeScript 7 where it runs, else TypeScript 6. */
  readonly wanted: TypeEngineName | "auto";
  /** TypeScript 7, undefined where it is not installed or not wanted. */
  readonly typescript7: TypeScript7Service | undefined;
  readonly onNotice: (text: string) => void;
}

/**
 * The engine asked for, with TypeScript 6 behind it. Where TypeScript 7 or tslab is asked for by name and can't be
 * opened, a notice says so and TypeScript 6 answers: a notebook with another type checker is better than none.
 */
export function openEngine(
  options: EngineOptions,
  {wanted, typescript7, onNotice}: EngineChoice,
): TypeEngine {
  const open6 = () => createTypeScript6(options);
  const behind = (title: string, open: () => TypeEngine) => {
    try {
      return new FallbackEngine(open(), {open: open6, onNotice});
    } catch (error) {
      typescript7?.close();
      const why = error instanceof Error ? error.message : String(error);
      onNotice(`${title} can't be started (${why}); TypeScript 6 is used instead.`);
      return open6();
    }
  };
  if (wanted === "tslab") return behind("tslab's type checker", () => createTslabConverter(options));
  if (wanted === "typescript6") return open6();
  if (typescript7 !== undefined) return behind("TypeScript 7", () => createTypeScript7(options, typescript7));
  if (wanted === "typescript7")
    onNotice("TypeScript 7 is not installed for this system; TypeScript 6 is used instead.");
  return open6();
}
