import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {pathToFileURL} from "node:url";
import {expect} from "chai";
import {packageRoot} from "../../src/frontend/places.js";
import {runTool} from "../../src/frontend/runTool.js";

/** The parts of scripts/ under test: they are plain JavaScript, because they run before anything is compiled. */
interface Steps {
  nodeVersionProblem(version: string): string | undefined;
  install(root: string): Promise<string>;
  isInstalled(root: string): boolean;
  sourceKey(root: string): string;
  compile(root: string): Promise<{code: number; output: string}>;
  compileWhenStale(root: string): Promise<string>;
}

async function steps(): Promise<Steps> {
  const load = async (name: string) =>
    (await import(pathToFileURL(path.join(packageRoot, "scripts", "steps", name)).href)) as Partial<Steps>;
  const parts = await Promise.all(["nodeVersion.mjs", "install.mjs", "compile.mjs"].map(load));
  return Object.assign({}, ...parts) as Steps;
}

function write(root: string, files: Readonly<Record<string, unknown>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), {recursive: true});
    fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
}

describe("the set-up of a clone", function () {
  this.timeout(60_000);
  let root = "";

  beforeEach(() => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-setup-")));
  });

  afterEach(() => fs.rmSync(root, {recursive: true, force: true}));

  for (const [version, fits] of [
    ["18.20.4", false],
    ["20.18.9", false],
    ["20.19.0", true],
    ["22.0.0", true],
    ["24.4.1", true],
  ] as const) {
    it(`${fits ? "accepts" : "refuses"} Node ${version}`, async () => {
      const problem = (await steps()).nodeVersionProblem(version);
      if (fits) expect(problem).to.equal(undefined);
      else
        expect(problem).to.match(
          new RegExp(`needs Node 20\\.19 or newer; this is Node ${version}\\.\n {2}Next: `),
        );
    });
  }

  it("installs packages once, and again when the lockfile has changed", async () => {
    const {install, isInstalled} = await steps();
    write(root, {
      "package.json": {name: "clone", version: "1.0.0", dependencies: {part: "file:part"}},
      "part/package.json": {name: "part", version: "1.0.0"},
    });
    await runTool("npm", ["install", "--package-lock-only"], {cwd: root});
    expect(isInstalled(root)).to.equal(false);
    expect(await install(root)).to.equal("installed");
    expect(fs.existsSync(path.join(root, "node_modules", "part", "package.json"))).to.equal(true);
    expect(await install(root)).to.equal("up to date");
    const lock = path.join(root, "package-lock.json");
    fs.writeFileSync(lock, fs.readFileSync(lock, "utf8").replaceAll('"1.0.0"', '"1.0.1"'));
    expect(isInstalled(root)).to.equal(false);
  });

  it("takes packages that somebody installed with npm as they are", async () => {
    const {install} = await steps();
    write(root, {
      "package.json": {name: "clone", version: "1.0.0", dependencies: {part: "file:part"}},
      "part/package.json": {name: "part", version: "1.0.0"},
    });
    await runTool("npm", ["install"], {cwd: root});
    expect(await install(root)).to.equal("up to date");
    expect(await install(root)).to.equal("up to date");
    const stamp = path.join(root, "node_modules", ".kernelbook-install");
    fs.writeFileSync(stamp, fs.readFileSync(stamp, "utf8").replace(/node\d+/, "node18"));
    expect(await install(root), "add-ons are built for one Node").to.equal("installed");
  });

  it("goes on without a native add-on whose build fails", async () => {
    const {install} = await steps();
    write(root, {
      "package.json": {name: "clone", version: "1.0.0", dependencies: {addon: "file:addon"}},
      "addon/package.json": {name: "addon", version: "1.0.0", scripts: {install: "exit 3"}},
    });
    await runTool("npm", ["install", "--package-lock-only"], {cwd: root});
    expect(await install(root)).to.match(/^installed; some native add-ons were left out/);
    expect(fs.existsSync(path.join(root, "node_modules", "addon", "package.json"))).to.equal(true);
  });

  it("says what to try when npm can't install", async () => {
    const {install} = await steps();
    write(root, {"package.json": {name: "clone", version: "1.0.0"}, "package-lock.json": "{broken"});
    const error = await install(root).then(
      () => undefined,
      (thrown: Error & {next?: string}) => thrown,
    );
    expect(error?.message).to.equal("The packages could not be installed.");
    expect(error?.next).to.match(/^check the network/);
  });

  describe("compiling", () => {
    beforeEach(() => {
      write(root, {
        "package.json": {name: "clone", version: "1.0.0", type: "module"},
        "package-lock.json": {},
        "scripts/build.mjs": "",
        "scripts/steps/compile.mjs": "",
        "tsconfig.json": {
          compilerOptions: {module: "nodenext", target: "es2022", rootDir: ".", outDir: "dist", types: []},
          include: ["src"],
        },
        "src/a.ts": "export const a: number = 1;\n",
        "src/b.ts": "export const b: number = 2;\n",
      });
      for (const name of ["typescript", "typescript7", "@typescript"]) {
        const here = path.join(packageRoot, "node_modules", name);
        fs.mkdirSync(path.join(root, "node_modules"), {recursive: true});
        if (fs.existsSync(here)) fs.symlinkSync(here, path.join(root, "node_modules", name), "junction");
      }
    });

    it("happens when a source was edited, added or removed, and only then", async () => {
      const {compileWhenStale} = await steps();
      expect(await compileWhenStale(root)).to.equal("compiled");
      expect(await compileWhenStale(root)).to.equal("up to date");
      write(root, {"src/a.ts": "export const a: number = 10;\n"});
      expect(await compileWhenStale(root)).to.equal("compiled");
      write(root, {"src/c.ts": "export const c = 3;\n"});
      expect(await compileWhenStale(root)).to.equal("compiled");
      fs.rmSync(path.join(root, "src", "b.ts"));
      expect(await compileWhenStale(root)).to.equal("compiled");
      expect(fs.readdirSync(path.join(root, "dist", "src")).sort()).to.deep.equal(["a.js", "c.js"]);
      expect(await compileWhenStale(root)).to.equal("up to date");
    });

    it("makes the link by which the package is found by its own name", async () => {
      await (await steps()).compileWhenStale(root);
      expect(fs.realpathSync(path.join(root, "node_modules", "kernelbook"))).to.equal(root);
    });

    it("shows the errors, and tries again the next time", async () => {
      const {compileWhenStale} = await steps();
      write(root, {"src/a.ts": 'export const a: number = "one";\n'});
      for (const _attempt of [1, 2]) {
        const error = await compileWhenStale(root).then(
          () => undefined,
          (thrown: Error & {details?: string}) => thrown,
        );
        expect(error?.message).to.equal("The sources do not compile.");
        expect(error?.details).to.match(/src\/a\.ts.*TS2322/);
      }
    });
  });
});
