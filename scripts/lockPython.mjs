// `npm run lock:python`: writes the Python requirements with exact versions and checksums. Needs uv on the path.
import path from "node:path";
import {root} from "./setup.mjs";
import {requireNode} from "./steps/nodeVersion.mjs";
import {run, tail} from "./steps/run.mjs";

requireNode();
/** The oldest Python that JupyterLab 4.6 takes; the files hold for every newer one and every platform. */
const OLDEST_PYTHON = "3.10";

for (const folder of ["lab", "tests"]) {
  const source = path.join(folder, "requirements.in");
  const target = path.join(folder, "requirements.txt");
  const args = [
    "pip",
    "compile",
    "--quiet",
    "--universal",
    "--python-version",
    OLDEST_PYTHON,
    "--generate-hashes",
  ];
  // No index: whoever installs takes the files from wherever their pip or uv is told to, and the checksums decide.
  const {code, output} = await run(
    "uv",
    [...args, "--no-header", "--no-emit-index-url", source, "-o", target],
    {
      cwd: root,
    },
  );
  if (code !== 0) {
    console.error(
      `${tail(output)}\n${target} was not written.\n  Next: install uv (https://docs.astral.sh/uv) and try again.`,
    );
    process.exitCode = 1;
  }
}
