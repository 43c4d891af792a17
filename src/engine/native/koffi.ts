import {EngineError, type EngineName} from "../engine.js";

/** koffi calls functions of native libraries without a compiler. */
export type Koffi = typeof import("koffi")["default"];
/** A library that is loaded into this process. */
export type Library = ReturnType<Koffi["load"]>;

/**
 * Loads koffi: the only place of the project that does.
 *
 * @param engine  Who asks: the error carries its name.
 * @throws {EngineError} When the package is not installed, or has no binary for this platform.
 */
export async function loadKoffi(engine: EngineName): Promise<Koffi> {
  try {
    return (await import("koffi")).default;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new EngineError(
      engine,
      `the package koffi, which calls native libraries, can't be loaded: ${reason}`,
      "type `npm install --no-save koffi`",
    );
  }
}
