import {loadTypeScript} from "../../kernel/compile/loadTypeScript.js";
import type {TypeScript} from "../../kernel/compile/names.js";

let loaded: TypeScript | undefined;

/** TypeScript 6, loaded when it is first needed; its compiled form is kept for the next process. */
export function compiler(): TypeScript {
  if (loaded === undefined) {
    const {ts, saveCode} = loadTypeScript();
    loaded = ts;
    saveCode();
  }
  return loaded;
}
