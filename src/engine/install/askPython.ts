import {execFile} from "node:child_process";
import {PYTHON_TIMEOUT_MS} from "./limits.js";

/** Tells where a package lies without importing it: importing PyTorch takes seconds. */
const SCRIPT = [
  "import importlib.util as u, sys",
  "spec = u.find_spec(sys.argv[1])",
  "print(spec.submodule_search_locations[0] if spec and spec.submodule_search_locations else '')",
].join("\n");

/** How Python may be called here, by preference; KERNELBOOK_PYTHON comes first. */
export function pythonCommands(): [string, ...string[]][] {
  const chosen = process.env.KERNELBOOK_PYTHON;
  if (chosen) return [[chosen]];
  // On Windows `python` may be the Store's placeholder; `py` comes with Python itself.
  return process.platform === "win32" ? [["py", "-3"], ["python"]] : [["python3"], ["python"]];
}

/** The folder of a Python package as the Python on the path sees it; undefined without Python or package. */
export async function askPython(packageName: string): Promise<string | undefined> {
  for (const [program, ...args] of pythonCommands()) {
    const answer = await new Promise<string | undefined>(resolve => {
      execFile(
        program,
        [...args, "-c", SCRIPT, packageName],
        {timeout: PYTHON_TIMEOUT_MS, encoding: "utf8", windowsHide: true},
        (error, stdout) => resolve(error === null ? stdout.trim() : undefined),
      );
    });
    if (answer !== undefined) return answer || undefined;
  }
  return undefined;
}
