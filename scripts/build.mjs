// Compiles src, exercises, solutions, tests and benchmarks to dist/. Arguments go to TypeScript.
import path from "node:path";
import {fileURLToPath} from "node:url";
import {compile} from "./steps/compile.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const {code, output} = await compile(root, process.argv.slice(2));
process.stdout.write(output);
process.exitCode = code;
