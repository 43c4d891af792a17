import fs from "node:fs";
import {createRequire} from "node:module";

const load = createRequire(import.meta.url);
const barrel = new URL("../../index.js", import.meta.url);

/**
 * What `require("kernelbook")` gives an answer: every name of the barrel, and only the module behind a name is loaded when
 * the name is read. The whole barrel takes longer than all checks of a lesson.
 */
export function lazyLibrary(): object {
  const library = Object.create(null) as object;
  for (const [, names, specifier] of fs
    .readFileSync(barrel, "utf8")
    .matchAll(/export \{([^}]*)\} from "([^"]+)"/g)) {
    for (const entry of names.split(",")) {
      const [name, alias = name] = entry.trim().split(/\s+as\s+/);
      if (name === "") continue;
      Object.defineProperty(library, alias, {
        get: () => (load(new URL(specifier, barrel).pathname) as Record<string, unknown>)[name],
        enumerable: true,
      });
    }
  }
  return library;
}
