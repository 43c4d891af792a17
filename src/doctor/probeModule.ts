import {runTool} from "../frontend/runTool.js";

/** Loading TensorFlow's native library takes up to some seconds on a cold disk. */
const PROBE_TIMEOUT_MS = 30_000;

export interface ModuleState {
  readonly state: "ok" | "missing" | "broken";
  /** Its version, or why it can't be loaded. */
  readonly detail: string;
}

/** Loads the module named in its argument and prints its version on the last line. */
const SCRIPT = `
const fs = require("node:fs"), path = require("node:path"), name = process.argv[1];
let file;
try { file = require.resolve(name, {paths: [process.cwd()]}); } catch { process.exit(3); }
require(file);
let folder = path.dirname(file), version = "";
for (; folder !== path.dirname(folder); folder = path.dirname(folder)) {
  try {
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
    if (manifest.version) { version = manifest.version; break; }
  } catch {}
}
console.log("\\n" + version);
process.exit(0);
`;

/**
 * Whether a package can be loaded from `folder`, tried in a process of its own: native code that crashes, hangs or
 * writes where it likes does no harm here.
 */
export async function probeModule(name: string, folder: string): Promise<ModuleState> {
  const {code, stdout, output} = await runTool(process.execPath, ["-e", SCRIPT, name], {
    cwd: folder,
    timeout: PROBE_TIMEOUT_MS,
  });
  if (code === 0) return {state: "ok", detail: stdout.trimEnd().split("\n").at(-1) ?? ""};
  if (code === 3) return {state: "missing", detail: "not installed"};
  if (code === null) return {state: "broken", detail: "ended by a signal while it was loaded"};
  const reason = output.split("\n").find(line => /^\w*Error\b/.test(line));
  return {state: "broken", detail: reason ?? "can't be loaded"};
}
