import {execFile} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {dataFolders, userDataFolder} from "../../../src/kernel/install/dataFolders.js";
import type {KernelSpec} from "../../../src/kernel/install/kernelSpec.js";

const MAIN = fileURLToPath(new URL("../../../src/cli/main.js", import.meta.url));

describe("kernelbook kernel install", () => {
  let root: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "kernelbook-install-"));
    const {VIRTUAL_ENV: _, CONDA_PREFIX: __, JUPYTER_PATH: ___, ...rest} = process.env;
    env = {...rest, JUPYTER_DATA_DIR: path.join(root, "user")};
  });
  afterEach(() => rmSync(root, {recursive: true, force: true}));

  const kernelbook = (...args: string[]) =>
    new Promise<{code: number; stdout: string; stderr: string}>(resolve => {
      execFile(process.execPath, [MAIN, "kernel", ...args], {env}, (error, stdout, stderr) =>
        resolve({code: typeof error?.code === "number" ? error.code : 0, stdout, stderr}),
      );
    });
  const kernels = (place: string) => path.join(root, place, "kernels");
  const specs = (place: string) => (existsSync(kernels(place)) ? readdirSync(kernels(place)).sort() : []);
  const spec = (place: string, name: string) =>
    JSON.parse(readFileSync(path.join(kernels(place), name, "kernel.json"), "utf8")) as KernelSpec;
  const foreignSpec = (place: string, name: string) => {
    mkdirSync(path.join(kernels(place), name), {recursive: true});
    const foreign = {argv: ["tslab", "kernel", "--config-path={connection_file}"], display_name: "tslab"};
    writeFileSync(path.join(kernels(place), name, "kernel.json"), JSON.stringify(foreign));
  };
  const virtualEnvironment = (place: string) => {
    mkdirSync(path.join(root, place));
    writeFileSync(path.join(root, place, "pyvenv.cfg"), "");
    return path.join(root, place);
  };

  it("writes a spec with absolute paths, a name that says which kernel it is, and logos", async () => {
    expect(await kernelbook("install", "--user")).to.include({code: 0, stderr: ""});
    const {argv, ...rest} = spec("user", "kernelbook");
    expect(argv).to.deep.equal([process.execPath, MAIN, "kernel", "--connection-file", "{connection_file}"]);
    expect(rest).to.deep.include({
      display_name: "TypeScript (kernelbook)",
      language: "typescript",
      interrupt_mode: "message",
    });
    const files = readdirSync(path.join(kernels("user"), "kernelbook")).sort();
    expect(files).to.deep.equal(["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"]);
  });

  it("takes the name tslab too where it is free, and is the same after a second time", async () => {
    await kernelbook("install");
    await kernelbook("install");
    expect(specs("user")).to.deep.equal(["kernelbook", "tslab"]);
  });

  it("leaves another kernel called tslab alone, and says so", async () => {
    foreignSpec("user", "tslab");
    const {code, stdout} = await kernelbook("install");
    expect(code).to.equal(0);
    expect(stdout).to.contain('left alone tslab: another kernel has that name, "tslab" in');
    expect(spec("user", "tslab").display_name).to.equal("tslab");
    expect(specs("user")).to.deep.equal(["kernelbook", "tslab"]);
  });

  it("does not hide another kernel called tslab that Jupyter finds elsewhere", async () => {
    foreignSpec("elsewhere", "tslab");
    env.JUPYTER_PATH = path.join(root, "elsewhere");
    await kernelbook("install");
    expect(specs("user")).to.deep.equal(["kernelbook"]);
  });

  it("is called tslab inside a virtual environment", async () => {
    const prefix = virtualEnvironment("venv");
    expect((await kernelbook("install", "--prefix", prefix)).code).to.equal(0);
    expect(specs("venv/share/jupyter")).to.deep.equal(["tslab"]);
    expect(spec("venv/share/jupyter", "tslab").display_name).to.equal("TypeScript (kernelbook)");
  });

  it("finds the active environment with --sys-prefix, and says when there is none", async () => {
    const none = await kernelbook("install", "--sys-prefix");
    expect(none.code).to.equal(2);
    expect(none.stderr).to.contain("--sys-prefix must be given inside an active virtual environment");
    env.VIRTUAL_ENV = virtualEnvironment("venv");
    expect((await kernelbook("install", "--sys-prefix")).code).to.equal(0);
    expect(specs("venv/share/jupyter")).to.deep.equal(["tslab"]);
  });

  it("never overwrites another kernel unasked: exit code 2, how to go on, nothing changed", async () => {
    foreignSpec("user", "mine");
    const {code, stderr} = await kernelbook("install", "--name", "mine");
    expect(code).to.equal(2);
    expect(stderr).to.match(
      /the name mine must be free or ours, got "tslab" in .*; choose another with --name/,
    );
    expect(spec("user", "mine").display_name).to.equal("tslab");
    expect(specs("user")).to.deep.equal(["mine"]);
    expect((await kernelbook("install", "--name", "mine", "--force")).code).to.equal(0);
    expect(spec("user", "mine").display_name).to.equal("TypeScript (kernelbook)");
  });

  it("does not take an unreadable spec for ours", async () => {
    mkdirSync(path.join(kernels("user"), "kernelbook"), {recursive: true});
    writeFileSync(path.join(kernels("user"), "kernelbook", "kernel.json"), "{");
    expect(await kernelbook("install")).to.include({code: 2});
  });

  for (const args of [
    ["--name", "../evil"],
    ["--name", ""],
    ["--user", "--prefix", "x"],
    ["--nonsense"],
    ["extra"],
  ]) {
    it(`refuses ${args.join(" ")}`, async () => {
      expect((await kernelbook("install", ...args)).code).to.equal(2);
      expect(existsSync(kernels("user"))).to.equal(false);
    });
  }

  it("uninstall removes ours and nothing else", async () => {
    await kernelbook("install");
    await kernelbook("install", "--name", "second");
    foreignSpec("user", "python3");
    const {code, stdout} = await kernelbook("uninstall");
    expect(code).to.equal(0);
    expect(stdout.trim().split("\n")).to.have.length(3);
    expect(specs("user")).to.deep.equal(["python3"]);
    expect((await kernelbook("uninstall")).stdout).to.equal("nothing of ours to remove there\n");
  });

  it("uninstall refuses a name that is not ours or not there", async () => {
    foreignSpec("user", "python3");
    expect((await kernelbook("uninstall", "--name", "python3")).stderr).to.contain("must be kernelbook's");
    expect(await kernelbook("uninstall", "--name", "nothing")).to.include({code: 2});
    expect(specs("user")).to.deep.equal(["python3"]);
  });

  it("list says what to do where there is nothing to list", async () => {
    const {stdout} = await kernelbook("list");
    expect(stdout).to.match(/^no kernelspec found; ours is written by: kernelbook kernel install\n$|\t/);
  });

  it("list marks what is ours and what hides behind another", async () => {
    await kernelbook("install");
    foreignSpec("first", "tslab");
    env.JUPYTER_PATH = path.join(root, "first");
    const lines = (await kernelbook("list")).stdout.split("\n");
    expect(lines.find(line => line.includes(path.join(root, "first")))).to.not.match(/\(/);
    expect(lines.find(line => line.includes(path.join(kernels("user"), "tslab")))).to.contain(
      "(ours, shadowed by one above)",
    );
  });
});

describe("userDataFolder(machine)", () => {
  for (const [platform, env, folder] of [
    ["linux", {}, "/home/ada/.local/share/jupyter"],
    ["linux", {XDG_DATA_HOME: "/xdg"}, "/xdg/jupyter"],
    ["darwin", {}, "/home/ada/Library/Jupyter"],
    ["win32", {APPDATA: "C:\\Users\\ada\\AppData\\Roaming"}, "C:\\Users\\ada\\AppData\\Roaming\\jupyter"],
    ["linux", {JUPYTER_DATA_DIR: "/data"}, "/data"],
  ] as const) {
    it(`is ${folder} on ${platform} with ${JSON.stringify(env)}`, () => {
      expect(userDataFolder({platform, env, home: "/home/ada"})).to.equal(folder);
    });
  }

  it("comes behind JUPYTER_PATH and before the system's folders", () => {
    const env = {JUPYTER_PATH: "/a:/b", VIRTUAL_ENV: "/venv"};
    expect(dataFolders({platform: "linux", env, home: "/home/ada"})).to.deep.equal([
      "/a",
      "/b",
      "/home/ada/.local/share/jupyter",
      "/venv/share/jupyter",
      "/usr/local/share/jupyter",
      "/usr/share/jupyter",
    ]);
  });
});
