import {spawnSync} from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {examine, findingsText} from "../../src/doctor/examine.js";
import {type Finding, GROUPS} from "../../src/doctor/finding.js";
import {kernelSpecFindings} from "../../src/doctor/kernelSpecs.js";
import {probeModule} from "../../src/doctor/probeModule.js";
import {packageRoot, placesBelow} from "../../src/frontend/places.js";

const TIMEOUT_MS = 120_000;

describe("kernelbook doctor", function () {
  this.timeout(TIMEOUT_MS);
  let folder = "";

  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-doctor-")));
  });

  afterEach(() => fs.rmSync(folder, {recursive: true, force: true}));

  function writeModule(name: string, code: string): void {
    const place = path.join(folder, "node_modules", name);
    fs.mkdirSync(place, {recursive: true});
    fs.writeFileSync(
      path.join(place, "package.json"),
      JSON.stringify({name, version: "3.2.1", main: "index.js"}),
    );
    fs.writeFileSync(path.join(place, "index.js"), code);
  }

  it("finds what this project needs, in every group", async () => {
    const findings = await examine(placesBelow());
    expect(new Set(findings.map(({group}) => group))).to.deep.equal(new Set(GROUPS));
    for (const name of [
      "Node",
      "TypeScript 6",
      "engine wasm",
      "engine cpu",
      "Font for charts",
      "Processor",
    ]) {
      expect(findings.find(one => one.name === name)?.state, name).to.equal("ok");
    }
    for (const {name, state, brings, get} of findings) {
      expect(brings, name).to.not.equal("");
      if (state !== "ok") expect(get, `${name} has a line to get it`).to.match(/\S/);
    }
  });

  it("prints the same as text and as JSON, and exits with 0", () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [path.join(packageRoot, "dist/src/cli/main.js"), "doctor", ...args], {
        encoding: "utf8",
        timeout: TIMEOUT_MS,
      });
    const json = run("--json");
    expect(json.status).to.equal(0);
    const findings = JSON.parse(json.stdout) as Finding[];
    expect(findings.length).to.be.greaterThan(10);
    const text = findingsText(findings);
    for (const {name, detail} of findings) expect(text).to.include(`${name}: ${detail}`);
    expect(run("--what").status).to.equal(2);
  });

  for (const [what, code, state, detail] of [
    ["loads", "module.exports = 1;", "ok", /^3\.2\.1$/],
    ["prints while it loads", "console.log('noise');", "ok", /^3\.2\.1$/],
    ["throws", "throw new TypeError('no libtensorflow.so');", "broken", /^TypeError: no libtensorflow\.so$/],
    ["crashes", "process.abort();", "broken", /^ended by a signal/],
    ["ends the process", "process.exit(7);", "broken", /^can't be loaded$/],
  ] as const) {
    it(`survives an add-on that ${what}`, async () => {
      writeModule("addon", code);
      const found = await probeModule("addon", folder);
      expect(found.state).to.equal(state);
      expect(found.detail).to.match(detail);
    });
  }

  it("says that an add-on is missing when it is", async () => {
    expect(await probeModule("addon", folder)).to.deep.equal({state: "missing", detail: "not installed"});
  });

  describe("on kernelspecs", () => {
    const kept = {JUPYTER_PATH: process.env.JUPYTER_PATH, JUPYTER_DATA_DIR: process.env.JUPYTER_DATA_DIR};

    afterEach(() => {
      for (const [name, value] of Object.entries(kept)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    });

    function writeSpec(data: string, name: string, content: unknown): void {
      const place = path.join(folder, data, "kernels", name);
      fs.mkdirSync(place, {recursive: true});
      fs.writeFileSync(
        path.join(place, "kernel.json"),
        typeof content === "string" ? content : JSON.stringify(content),
      );
    }

    const spec = (...argv: string[]) => ({argv, display_name: "TypeScript", language: "typescript"});

    it("reports dead paths, shadowed and unreadable ones", async () => {
      process.env.JUPYTER_PATH = path.join(folder, "first");
      process.env.JUPYTER_DATA_DIR = path.join(folder, "second");
      writeSpec("first", "tslab", spec(process.execPath, "kernel.js"));
      writeSpec("second", "tslab", spec(process.execPath, "kernel.js"));
      writeSpec("second", "jslab", spec("/gone/bin/node", "kernel.js"));
      writeSpec("second", "torn", "{");
      writeSpec("second", "python3", {...spec("python"), language: "python"});
      const findings = await kernelSpecFindings(placesBelow(folder));
      const inFolder = (data: string, name: string) =>
        findings.find(({detail}) => detail.startsWith(path.join(folder, data, "kernels", name)));
      expect(inFolder("first", "tslab")?.state).to.equal("ok");
      expect(inFolder("second", "tslab")?.detail).to.match(
        /never used, another one of that name comes before it$/,
      );
      expect(inFolder("second", "jslab")?.detail).to.match(/\/gone\/bin\/node is not there$/);
      expect(inFolder("second", "torn")?.detail).to.match(/kernel\.json can't be read$/);
      expect(inFolder("second", "python3")).to.equal(undefined);
      expect(findings.at(-1)?.get).to.equal("npx kernelbook kernel install --user");
    });
  });
});
