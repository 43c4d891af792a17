import {createHash} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";

/** Compiled folders that a verdict depends on. */
const JUDGED_BY = ["src/core", "src/conv", "src/nn", "src/data", "src/exercise", "src/grading", "exercises"];

let known: string | undefined;

/**
 * The package's version and a hash over the compiled grader, exercises and what they compute with: changes whenever a verdict
 * could. Read once for each process.
 */
export function graderVersion(): string {
  known ??= `${packageVersion()}+${codeHash()}`;
  return known;
}

/** `dist`. */
const COMPILED = fileURLToPath(new URL("../../../", import.meta.url));

function packageVersion(): string {
  const {version} = JSON.parse(fs.readFileSync(path.join(COMPILED, "..", "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}

function codeHash(): string {
  const hash = createHash("sha256");
  for (const folder of JUDGED_BY) {
    for (const file of scripts(path.join(COMPILED, folder))) {
      hash.update(`${path.relative(COMPILED, file).split(path.sep).join("/")}\0`);
      hash.update(fs.readFileSync(file)).update("\0");
    }
  }
  return hash.digest("hex").slice(0, 16);
}

function scripts(folder: string): string[] {
  const entries = fs.readdirSync(folder, {withFileTypes: true, recursive: true});
  const files = entries.filter(entry => entry.isFile() && entry.name.endsWith(".js"));
  return files.map(entry => path.join(entry.parentPath, entry.name)).sort();
}
