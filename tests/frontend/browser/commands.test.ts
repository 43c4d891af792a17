import fs from "node:fs";
import {createServer, type Server} from "node:net";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {packageRoot} from "../../../src/frontend/places.js";
import {runTool} from "../../../src/frontend/runTool.js";
import {LAB_TIMEOUT_MS, startLab} from "../../support/labServer.js";
import {testPython} from "../../support/python.js";
import {skip} from "../../support/skip.js";

const MAIN = path.join(packageRoot, "dist", "src", "cli", "main.js");
const ROOT = process.getuid?.() === 0;

async function freePort(): Promise<{port: number; server: Server}> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {port: typeof address === "object" && address !== null ? address.port : 0, server};
}

describe("kernelbook start and kernelbook lab", function () {
  this.timeout(LAB_TIMEOUT_MS);

  before(async function () {
    if ((await testPython()) === undefined) skip(this, "JupyterLab: there is no Python");
  });

  it("start opens the learner's copy of the first lesson, and ends with Ctrl-C", async function () {
    if (!fs.readdirSync(path.join(packageRoot, "notebooks")).some(name => name.endsWith(".ipynb"))) {
      skip(this, "opening the course: notebooks/ holds no lesson");
    }
    const server = await startLab(["start"], os.tmpdir());
    try {
      const {origin, pathname, searchParams} = new URL(server.url);
      expect(pathname).to.match(/^\/lab\/tree\/\d\d-[a-z0-9-]+\.ipynb$/);
      const file = pathname.replace("/lab/tree/", "");
      expect(fs.existsSync(path.join(packageRoot, "work", file))).to.equal(true);
      const headers = {authorization: `token ${searchParams.get("token")}`};
      const answer = await fetch(`${origin}/api/contents/${file}`, {headers});
      expect(((await answer.json()) as {content: {cells: unknown[]}}).content.cells.length).to.be.greaterThan(
        0,
      );
    } finally {
      expect(await server.stop()).to.equal(0);
    }
  });

  it("lab takes the port it is given, or says that it is taken", async () => {
    const {port, server} = await freePort();
    const args = [MAIN, "lab", "--no-browser", "--port", String(port), ...(ROOT ? ["--allow-root"] : [])];
    const {code, output} = await runTool(process.execPath, args, {timeout: LAB_TIMEOUT_MS});
    await new Promise(resolve => server.close(resolve));
    expect(code, output).to.equal(1);
    expect(output).to.match(
      new RegExp(`Port ${port} is taken by another program\\.\\n {2}Next: choose another one`),
    );
    const lab = await startLab(["lab", "--port", String(port)], os.tmpdir());
    expect(new URL(lab.url).port).to.equal(String(port));
    expect(await lab.stop()).to.equal(0);
  });

  it("lab does not run as root unasked", async function () {
    if (!ROOT) skip(this, "the refusal to run as root: this is not root");
    const {code, output} = await runTool(process.execPath, [MAIN, "lab", "--no-browser"], {
      timeout: LAB_TIMEOUT_MS,
    });
    expect(code).to.equal(1);
    expect(output).to.match(/JupyterLab does not run as root/);
  });

  for (const [args, message] of [
    [["lab", "a", "b"], /lab: one name at most, got a b/],
    [["lab", "--port", "80x"], /lab: --port must be an integer from 1 to 65535, got 80x/],
    [["lab", "--colour"], /lab: Unknown option '--colour'/],
    [["lab", "no-such.ipynb"], /lab: FILE must exist, got no-such\.ipynb/],
    [["start", "99"], /a lesson must be one of/],
  ] as const) {
    it(`refuses: kernelbook ${args.join(" ")}`, async () => {
      const {code, output} = await runTool(process.execPath, [MAIN, ...args]);
      expect(code, output).to.equal(2);
      expect(output).to.match(message);
    });
  }
});
