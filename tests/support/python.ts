import path from "node:path";
import {findPython} from "../../src/frontend/findPython.js";
import {packageRoot} from "../../src/frontend/places.js";
import {StepError} from "../../src/frontend/report.js";
import {isVenvReady, prepareVenv, venvPython} from "../../src/frontend/venv.js";
import {installSystemPackages} from "./systemPackages.js";

/** How long a test hook that calls `testPython` may take: the first call installs about 100 packages. */
export const PYTHON_TIMEOUT_MS = 300_000;

let ready: Promise<string | undefined> | undefined;

async function prepare(): Promise<string | undefined> {
  const venv = {
    folder: path.join(packageRoot, ".venv-test"),
    requirements: path.join(packageRoot, "tests", "requirements.txt"),
  };
  if (isVenvReady(venv)) return venvPython(venv.folder);
  const python = await findPython();
  if (!("command" in python) || !python.ensurepip) await installSystemPackages(["python3", "python3-venv"]);
  try {
    console.log(`    .venv-test: ${await prepareVenv(venv)}`);
    return venvPython(venv.folder);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    console.log(
      `    ${error.details ?? ""}\n    ${error.message} Tests that need Python are skipped. Next: ${error.next}`,
    );
    return undefined;
  }
}

/**
 * The interpreter of `.venv-test/` (jupyter_client, nbclient, nbconvert, nbformat, nbgrader, ipykernel, jupyter_kernel_test),
 * made at the first call. Undefined after the reason for skipping was printed.
 */
export function testPython(): Promise<string | undefined> {
  ready ??= prepare();
  return ready;
}
