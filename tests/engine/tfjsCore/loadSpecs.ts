import fs from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import ts from "typescript";

const require = createRequire(import.meta.url);
/** The compiled sources of tfjs-core, tests beside them, as ES modules whose imports have no extension. */
const DIST = path.dirname(require.resolve("@tensorflow/tfjs-core"));

type Exports = Record<string, unknown>;

/** What is not taken from the compiled sources. */
const REPLACED: ReadonlyMap<string, () => unknown> = new Map([
  // The tests run the operations that programs get, not a second copy of them.
  [path.join(DIST, "index.js"), () => require("@tensorflow/tfjs-core")],
  [path.join(DIST, "public/chained_ops/register_all_chained_ops.js"), () => ({})],
]);

const loaded = new Map<string, {exports: unknown}>();

function resolve(from: string, specifier: string): string {
  const base = path.resolve(path.dirname(from), specifier);
  const found = [`${base}.js`, path.join(base, "index.js"), base].find(
    file => fs.existsSync(file) && fs.statSync(file).isFile(),
  );
  if (found === undefined) throw new Error(`loadSpecs: ${from} must import a file, got ${specifier}`);
  return found;
}

function load(file: string): unknown {
  const known = loaded.get(file);
  if (known !== undefined) return known.exports;
  const module: {exports: unknown} = {exports: {} satisfies Exports};
  loaded.set(file, module);
  const replacement = REPLACED.get(file);
  if (replacement !== undefined) {
    module.exports = replacement();
    return module.exports;
  }
  const {outputText} = ts.transpileModule(
    fs.readFileSync(file, "utf8").replace(/^\/\/# sourceMappingURL.*$/m, ""),
    {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true,
      },
      fileName: file,
    },
  );
  const local = (specifier: string) => {
    if (specifier.startsWith(".")) return load(resolve(file, specifier));
    // Their helper makes a jasmine of its own, only to set a time limit.
    if (specifier.startsWith("jasmine-core")) return {core: () => ({})};
    return require(specifier);
  };
  const run = new Function("exports", "require", "module", `${outputText}\n//# sourceURL=${file}`);
  run(module.exports, local, module);
  return module.exports;
}

/** Loads a compiled file of tfjs-core: `ops/conv2d_test`. */
export function loadCompiled(name: string): unknown {
  return load(path.join(DIST, `${name}.js`));
}

/** The test files below these folders, as `ops/conv2d_test`, sorted. */
export function specFiles(): string[] {
  return fs
    .readdirSync(DIST, {recursive: true, encoding: "utf8"})
    .filter(name => name.endsWith("_test.js"))
    .map(name => name.replaceAll(path.sep, "/").slice(0, -".js".length))
    .sort();
}
