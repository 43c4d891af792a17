import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import type {Engine, Probe} from "../engine.js";

const PACKAGE = "@tensorflow/tfjs-backend-wasm";
const REMEDY = "install the project's packages again: `npm ci`";

/** Looks for the package and its build for vector instructions; loads neither. */
async function probe(): Promise<Probe> {
  const require = createRequire(import.meta.url);
  try {
    const file = require.resolve(`${PACKAGE}/package.json`);
    const {version} = JSON.parse(await readFile(file, "utf8")) as {version: string};
    return {ok: true, version, where: file.replace(/[\\/]package\.json$/, ""), devices: ["cpu"]};
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND";
    return {
      ok: false,
      state: missing ? "missing" : "broken",
      reason: missing
        ? `${PACKAGE} is not installed`
        : `${PACKAGE} can't be read: ${(error as Error).message}`,
      remedy: REMEDY,
    };
  }
}

/** The embedded engine: TensorFlow.js's WebAssembly backend with kernels of ours for what training needs. */
export const wasmEngine: Engine = {
  name: "wasm",
  probe,
  open: async settings => {
    const {openWasm} = await import("./openWasm.js");
    return await openWasm(settings);
  },
};
