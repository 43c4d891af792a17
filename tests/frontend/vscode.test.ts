import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {packageRoot} from "../../src/frontend/places.js";
import {runTool} from "../../src/frontend/runTool.js";
import {PYTHON_TIMEOUT_MS, testPython} from "../support/python.js";
import {skip} from "../support/skip.js";

/** Starts a kernel by name, as any front end does that knows Jupyter's folders, and prints the result of a cell. */
const ASK = `
import sys
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name=sys.argv[1], startup_timeout=60)
def hook(message):
    if message["msg_type"] == "execute_result": print("result", message["content"]["data"]["text/plain"])
    if message["msg_type"] == "error": print("error", message["content"]["ename"])
client.execute_interactive("const n: number = 6; n * 7", timeout=60, output_hook=hook)
client.execute_interactive("const s: string = n;", timeout=60, output_hook=hook)
manager.shutdown_kernel()
`;

describe("the route to VS Code: kernelbook kernel install --user", function () {
  this.timeout(PYTHON_TIMEOUT_MS);
  let folder = "";
  let python = "";
  let env: NodeJS.ProcessEnv = {};

  before(async function () {
    const found = await testPython();
    if (found === undefined) skip(this, "the kernel in Jupyter's own hands: there is no Python");
    python = found;
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-vscode-")));
    // The user's data folder of Jupyter, which the extension reads too; not the real one.
    env = {...process.env, JUPYTER_DATA_DIR: path.join(folder, "data")};
    const main = path.join(packageRoot, "dist", "src", "cli", "main.js");
    const {code, output} = await runTool(process.execPath, [main, "kernel", "install", "--user"], {env});
    expect(code, output).to.equal(0);
  });

  after(() => fs.rmSync(folder, {recursive: true, force: true}));

  it("makes kernelspecs that Jupyter's own search finds", async () => {
    const {code, stdout, output} = await runTool(python, ["-m", "jupyter", "kernelspec", "list", "--json"], {
      env,
    });
    expect(code, output).to.equal(0);
    const {kernelspecs} = JSON.parse(stdout) as {
      kernelspecs: Record<
        string,
        {resource_dir: string; spec: {argv: string[]; display_name: string; language: string}}
      >;
    };
    for (const name of ["kernelbook", "tslab"]) {
      const found = kernelspecs[name];
      expect(found?.resource_dir, name).to.equal(path.join(folder, "data", "kernels", name));
      expect(found?.spec).to.include({display_name: "TypeScript (kernelbook)", language: "typescript"});
      expect(found?.spec.argv[0], "an absolute Node: VS Code may have another PATH").to.equal(
        process.execPath,
      );
    }
  });

  it("makes a kernel that starts outside of the project, answers and checks types", async () => {
    const {code, stdout, output} = await runTool(python, ["-c", ASK, "kernelbook"], {env, cwd: folder});
    expect(code, output).to.equal(0);
    expect(stdout.trim().split("\n")).to.deep.equal(["result 42", "error TypeScriptError"]);
  });
});
