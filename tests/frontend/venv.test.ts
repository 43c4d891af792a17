import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {findPython} from "../../src/frontend/findPython.js";
import {StepError} from "../../src/frontend/report.js";
import {isVenvReady, prepareVenv, venvPython} from "../../src/frontend/venv.js";
import {skip} from "../support/skip.js";

describe("prepareVenv({folder, requirements})", function () {
  this.timeout(60_000);
  const kept = {KERNELBOOK_PYTHON: process.env.KERNELBOOK_PYTHON, PATH: process.env.PATH};
  let home = "";
  let options = {folder: "", requirements: ""};

  beforeEach(() => {
    home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-venv-")));
    options = {folder: path.join(home, "venv"), requirements: path.join(home, "requirements.txt")};
    fs.writeFileSync(options.requirements, "# nothing\n");
  });

  afterEach(() => {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    fs.rmSync(home, {recursive: true, force: true});
  });

  /** A program that answers our question about Python's version as some Python would, and knows nothing else. */
  function pretendPython(answer: string): void {
    const file = path.join(home, "pretended-python");
    fs.writeFileSync(file, `#!/bin/sh\necho '${answer}'\n`, {mode: 0o755});
    process.env.KERNELBOOK_PYTHON = file;
    // No uv either.
    process.env.PATH = "/nowhere";
  }

  async function failure(): Promise<StepError> {
    try {
      await prepareVenv(options);
    } catch (error) {
      if (error instanceof StepError) return error;
      throw error;
    }
    throw new Error("prepareVenv was expected to fail");
  }

  it("says what to install when there is no Python", async () => {
    process.env.KERNELBOOK_PYTHON = path.join(home, "no-such-python");
    const {message, next} = await failure();
    expect(message).to.equal("Python 3.10 or newer is needed; there is none here.");
    expect(next).to.match(/^install it \(.+\), then type the same command again\. VS Code needs no Python/);
  });

  it("says what is too old", async function () {
    if (process.platform === "win32") skip(this, "the pretended Python is a shell script");
    pretendPython("3.8.2 1");
    expect(await findPython()).to.deep.equal({tooOld: "3.8.2"});
    expect((await failure()).message).to.equal("Python 3.10 or newer is needed; this is Python 3.8.2.");
  });

  it("gives the line to type on a Debian without python3-venv", async function () {
    if (process.platform === "win32") skip(this, "the pretended Python is a shell script");
    pretendPython("3.11.2 0");
    expect((await failure()).next).to.include("sudo apt install python3-venv");
  });

  it("makes the environment once, and anew when the requirements have changed", async function () {
    const python = await findPython();
    if (!("command" in python) || !python.ensurepip) {
      skip(this, "making an environment: there is no Python with venv here");
    }
    expect(isVenvReady(options)).to.equal(false);
    expect(await prepareVenv(options)).to.match(/^made with Python 3\./);
    expect(fs.existsSync(venvPython(options.folder))).to.equal(true);
    expect(await prepareVenv(options)).to.equal("up to date");
    fs.appendFileSync(options.requirements, "# changed\n");
    expect(isVenvReady(options)).to.equal(false);
  });

  it("shows what pip says and leaves nothing that looks ready", async function () {
    const python = await findPython();
    if (!("command" in python) || !python.ensurepip) {
      skip(this, "a failing installation: there is no Python with venv here");
    }
    // A folder has no checksum: refused before anything is fetched or built.
    const part = path.join(home, "part");
    fs.mkdirSync(part);
    fs.writeFileSync(path.join(part, "setup.py"), "raise SystemExit('this must not run')\n");
    fs.writeFileSync(options.requirements, `${part}\n`);
    const {message, details} = await failure();
    expect(message).to.match(/could not install\.$/);
    expect(details).to.match(/hash/i);
    expect(isVenvReady(options)).to.equal(false);
  });
});
