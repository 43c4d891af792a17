// TypeScript to dist/, only when a source has changed.
import {createHash} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import {StepError} from "../report.mjs";
import {run, tail} from "./run.mjs";

const FOLDERS = ["src", "exercises", "solutions", "tests", "benchmarks"];
const FILES = [
  "tsconfig.json",
  "package.json",
  "package-lock.json",
  "scripts/build.mjs",
  "scripts/steps/compile.mjs",
];

/** Every TypeScript source below the compiled folders, sorted, relative to `root`. */
export function sources(root) {
  return FOLDERS.filter(folder => fs.existsSync(path.join(root, folder)))
    .flatMap(folder =>
      fs
        .readdirSync(path.join(root, folder), {recursive: true})
        .filter(name => /\.(ts|mts|cts|json)$/.test(name))
        .map(name => path.join(folder, name)),
    )
    .sort();
}

/** Changes when a source is edited, added or removed; reads no file's content, so it takes milliseconds. */
export function sourceKey(root) {
  const hash = createHash("sha256");
  for (const name of [...FILES, ...sources(root)]) {
    const {size, mtimeMs} = fs.statSync(path.join(root, name));
    hash.update(`${name}\0${size}\0${mtimeMs}\0`);
  }
  return hash.digest("hex");
}

function stampFile(root) {
  return path.join(root, "dist", ".sources");
}

export function isCompiled(root) {
  try {
    return fs.readFileSync(stampFile(root), "utf8") === sourceKey(root);
  } catch {
    return false;
  }
}

/** Output whose source is gone: mocha would go on running a deleted test. */
function removeOrphans(root) {
  const kept = new Set(sources(root).map(name => name.replace(/\.(ts|mts|cts)$/, "")));
  for (const folder of FOLDERS) {
    const out = path.join(root, "dist", folder);
    if (!fs.existsSync(out)) continue;
    for (const name of fs.readdirSync(out, {recursive: true})) {
      const stem = path.join(folder, name).replace(/(\.d)?\.[mc]?[jt]s(\.map)?$/, "");
      if (/\.[mc]?[jt]s(\.map)?$/.test(name) && !kept.has(stem)) fs.rmSync(path.join(out, name));
    }
  }
}

/** Makes `node_modules/kernelbook`, by which the lessons, stock tslab and our own tests find this package by name. */
export function linkPackage(root) {
  const link = path.join(root, "node_modules", "kernelbook");
  try {
    if (fs.realpathSync(link) === fs.realpathSync(root)) return;
  } catch {
    // Not there, or it points nowhere.
  }
  fs.rmSync(link, {recursive: true, force: true});
  // A junction needs no rights on Windows; elsewhere a relative link survives a moved folder.
  if (process.platform === "win32") fs.symlinkSync(root, link, "junction");
  else fs.symlinkSync("..", link);
}

/** TypeScript 7 where its program for this platform is installed, else 6: the same language, ten times slower. */
function compilerScript(root) {
  const modules = path.join(root, "node_modules");
  const native = path.join(modules, "@typescript", `typescript-${process.platform}-${process.arch}`);
  return path.join(modules, fs.existsSync(native) ? "typescript7" : "typescript", "lib", "tsc.js");
}

/**
 * Compiles everything. TypeScript writes its output even where it finds errors.
 *
 * @returns {Promise<{code: number, output: string}>} TypeScript's exit code and messages.
 */
export async function compile(root, args = []) {
  const key = sourceKey(root);
  fs.rmSync(stampFile(root), {force: true});
  const colour = process.stdout.isTTY ? ["--pretty"] : [];
  const result = await run(
    process.execPath,
    [compilerScript(root), "-p", "tsconfig.json", ...colour, ...args],
    {
      cwd: root,
    },
  );
  removeOrphans(root);
  linkPackage(root);
  if (result.code === 0) fs.writeFileSync(stampFile(root), key);
  return {code: result.code ?? 1, output: result.output};
}

/** Compiles when a source has changed. @throws {StepError} When TypeScript finds an error. */
export async function compileWhenStale(root) {
  linkPackage(root);
  if (isCompiled(root)) return "up to date";
  const {code, output} = await compile(root);
  if (code === 0) return "compiled";
  throw new StepError("The sources do not compile.", {
    details: tail(output),
    next: "undo the last change to the files named above (`git status` lists them), or run `npm ci` and try again.",
  });
}
