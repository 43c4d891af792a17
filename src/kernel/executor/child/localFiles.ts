import {readFileSync, statSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import vm from "node:vm";

/** Whether a specifier names a file of the student's and not a package. */
export function isLocal(specifier: string): boolean {
  if (specifier.includes("/node_modules/")) return false;
  return /^\.{1,2}(\/|$)/.test(specifier) || specifier.startsWith("file:") || path.isAbsolute(specifier);
}

/** Extensions tried, in this order, for a specifier without one. */
const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"];
/** `./x.js` may stand for `./x.ts`, as TypeScript has it. */
const TYPESCRIPT_OF: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

/** Path of the file that `specifier` means in `from`. */
export function resolveLocal(specifier: string, from: string): string {
  const target = specifier.startsWith("file:")
    ? fileURLToPath(specifier)
    : path.resolve(path.dirname(from), specifier);
  const extension = path.extname(target);
  const stem = target.slice(0, target.length - extension.length);
  const candidates = [
    target,
    ...(TYPESCRIPT_OF[extension] ?? []).map(other => stem + other),
    ...EXTENSIONS.map(added => target + added),
    ...EXTENSIONS.map(added => path.join(target, `index${added}`)),
  ];
  const found = candidates.find(isFile);
  if (found !== undefined) return found;
  throw Object.assign(new Error(`Cannot find module '${specifier}'; there is no such file at ${target}`), {
    code: "ERR_MODULE_NOT_FOUND",
  });
}

function isFile(file: string): boolean {
  return statSync(file, {throwIfNoEntry: false})?.isFile() ?? false;
}

/** Changes whenever the file does; undefined when it is gone. */
export function stampOf(file: string): string | undefined {
  const stat = statSync(file, {throwIfNoEntry: false});
  return stat && `${stat.mtimeMs}:${stat.size}`;
}

export type LocalFormat = "typescript" | "module" | "commonjs" | "commonjs-typescript" | "json";

/** How a file is to be read: by its extension, the nearest package.json, and for plain `.js` by its syntax. */
export function formatOf(file: string, text: string): LocalFormat {
  const extension = path.extname(file);
  if (extension === ".json") return "json";
  if (extension === ".cts") return "commonjs-typescript";
  if (/^\.(ts|mts|tsx|jsx)$/.test(extension)) return "typescript";
  if (extension === ".mjs") return "module";
  if (extension === ".cjs") return "commonjs";
  if (extension !== ".js")
    throw new TypeError(
      `import: a local file must be TypeScript, JavaScript or JSON, got ${path.basename(file)}`,
    );
  return packageType(path.dirname(file)) === "module" || !parsesAsCommonJs(text) ? "module" : "commonjs";
}

function packageType(folder: string): string | undefined {
  try {
    const {type} = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {type?: string};
    return type;
  } catch {
    const outer = path.dirname(folder);
    return outer === folder ? undefined : packageType(outer);
  }
}

function parsesAsCommonJs(text: string): boolean {
  try {
    vm.compileFunction(text, ["exports", "require", "module", "__filename", "__dirname"]);
    return true;
  } catch {
    return false;
  }
}

/** Whether an export of this ES module can get another value later on: `export let count = 0`. */
export function hasChangingExports(code: string): boolean {
  if (/\bexport\s+(?:let|var)\b/.test(code)) return true;
  return /\bexport\s*\{/.test(code) && /^\s*(?:let|var)\b/m.test(code);
}
