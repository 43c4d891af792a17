import {spawn} from "node:child_process";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {PYTHON_TIMEOUT_MS, testPython} from "../../support/python.js";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const MAIN = path.join(ROOT, "dist/src/cli/main.js");
const SCRIPT = path.join(ROOT, "tests/kernel/protocol/jupyter_kernel_cases.py");

function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<{code: number | null; text: string}> {
  return new Promise(resolve => {
    const child = spawn(command, args, {env, stdio: ["ignore", "pipe", "pipe"]});
    let text = "";
    const take = (chunk: Buffer) => {
      text += String(chunk);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("close", code => resolve({code, text}));
  });
}

describe("jupyter_kernel_test", () => {
  it("passes whole, pager and history included, nothing skipped", async function () {
    this.timeout(PYTHON_TIMEOUT_MS + 120_000);
    const python = await testPython();
    if (python === undefined) this.skip();
    const data = mkdtempSync(path.join(tmpdir(), "kernelbook-jkt-"));
    const env = {...process.env, JUPYTER_DATA_DIR: data, JUPYTER_PATH: "", PYTHONDONTWRITEBYTECODE: "1"};
    const installed = await run(process.execPath, [MAIN, "kernel", "install", "--user"], env);
    expect(installed.code, installed.text).to.equal(0);
    const {code, text} = await run(python, [SCRIPT], env);
    rmSync(data, {recursive: true, force: true});
    const counts = JSON.parse(/^\{"run".*\}$/m.exec(text)?.[0] ?? "{}") as object;
    // Its 12 kernel tests, with a sample for each, and the greeting on iopub.
    expect(counts, text).to.deep.equal({run: 13, failed: 0, skipped: 0});
    expect(code, text).to.equal(0);
    // The kernels' own log: nothing to complain about either.
    expect(text).to.not.contain("[kernelbook]");
  });
});
