import {type SpawnSyncReturns, spawnSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import type {Probe} from "../../../src/engine/engine.js";
import {TORCH_LIBRARY} from "../../../src/engine/install/libraries.js";
import {packageRoot} from "../../../src/frontend/places.js";
import {EnginesFolder} from "./support/enginesFolder.js";
import {nativeFile} from "./support/nativeFile.js";

const {main} = TORCH_LIBRARY;

describe("kernelbook engine", function () {
  this.timeout(60_000);
  let place: EnginesFolder;

  beforeEach(() => {
    place = new EnginesFolder();
  });
  afterEach(() => place.restore());

  function engine(...args: string[]): SpawnSyncReturns<string> {
    const command = path.join(packageRoot, "dist/src/cli/main.js");
    return spawnSync(process.execPath, [command, "engine", ...args], {encoding: "utf8"});
  }

  function writeTorch(version = "2.15.0"): string {
    place.write(`mine/torch/lib/${main}`, fs.readFileSync(nativeFile()));
    place.write("mine/torch/version.py", `__version__ = '${version}'\n`);
    return path.join(place.root, "mine");
  }

  it("lists the engines from the fastest to the slowest, and what to type for those that are not here", () => {
    const {status, stdout, stderr} = engine("list");
    expect(status, stderr).to.equal(0);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map(line => line.slice(0, 15).trim())).to.deep.equal([
      "--  torch",
      "--  tensorflow",
      "ok  wasm",
      "ok  cpu",
    ]);
    expect(lines[0]).to.match(/is not installed; type `npx kernelbook engine install torch`$/);
    expect(lines[2]).to.match(/ on cpu, .*, what auto takes$/);
  });

  it("lists the same as JSON", () => {
    const probes = JSON.parse(engine("list", "--json").stdout) as {name: string; probe: Probe}[];
    expect(probes.map(({name, probe}) => [name, probe.ok])).to.deep.equal([
      ["torch", false],
      ["tensorflow", false],
      ["wasm", true],
      ["cpu", true],
    ]);
  });

  it("takes a library that is here with --from, and forgets it with remove", () => {
    const from = writeTorch();
    const {status, stdout, stderr} = engine("install", "torch", "--from", from);
    expect(status, stderr).to.equal(0);
    expect(stdout).to.equal(`PyTorch 2.15.0 in ${path.join(from, "torch", "lib")} is used from now on\n`);
    expect(engine("list").stdout).to.match(/^ok {2}torch +2\.15\.0 on cpu/);
    expect(engine("remove", "torch").stdout).to.equal("removed the note about --from for torch\n");
    expect(engine("list").stdout).to.match(/^-- {2}torch/);
    expect(engine("remove", "torch").stdout).to.equal("nothing of ours to remove there\n");
    expect(fs.existsSync(path.join(from, "torch", "lib", main))).to.equal(true);
  });

  it("brings nothing when an active environment has a library", () => {
    const site = process.platform === "win32" ? "Lib/site-packages" : "lib/python3.12/site-packages";
    fs.cpSync(writeTorch(), path.join(place.root, "env", site), {recursive: true});
    process.env.VIRTUAL_ENV = path.join(place.root, "env");
    const {status, stdout} = engine("install", "torch");
    expect(status).to.equal(0);
    expect(stdout).to.match(/^PyTorch 2\.15\.0 is here already: .*; --force brings another\n$/);
    expect(fs.existsSync(path.join(place.engines, "torch"))).to.equal(false);
  });

  for (const [what, version, message] of [
    ["too old", "2.9.1", /PyTorch 2\.9\.1 in .* is too old, 2\.10 or newer is needed; name another place$/],
    ["not there", undefined, /is not in .*, nor where a package has it; name another place$/],
  ] as const) {
    it(`refuses one with --from that is ${what}`, () => {
      const from = version === undefined ? place.root : writeTorch(version);
      const {status, stderr} = engine("install", "torch", "--from", from);
      expect(status).to.equal(1);
      expect(stderr.trimEnd()).to.match(message);
      expect(fs.existsSync(path.join(place.engines, "torch.path"))).to.equal(false);
    });
  }

  for (const [args, message] of [
    [["instal"], /engine: command must be one of list, install, remove, bench, got instal/],
    [["install"], /engine install: NAME must be torch or tensorflow, got none/],
    [["install", "wasm"], /got wasm; wasm and cpu come with npm/],
    [["install", "torch", "tensorflow"], /NAME must be torch or tensorflow, got torch tensorflow/],
    [["install", "torch", "--device", "mps"], /engine install: --device must be cpu or cuda, got mps/],
    [["install", "torch", "--from", ".", "--shared"], /--shared must not be given/],
    [["remove", "cpu"], /engine remove: NAME must be torch or tensorflow, got cpu/],
    [["list", "torch"], /engine list: /],
  ] as const) {
    it(`refuses ${args.join(" ")} as bad usage`, () => {
      const {status, stderr} = engine(...args);
      expect(status).to.equal(2);
      expect(stderr).to.match(message);
    });
  }

  it("has no TensorFlow for NVIDIA's cards to install, and says what to do instead", () => {
    const {status, stderr} = engine("install", "tensorflow", "--device", "cuda");
    expect(status).to.equal(1);
    expect(stderr).to.match(/no TensorFlow for .* on cuda that kernelbook knows; leave out --device cuda/);
  });

  it("prints its help, and counts none at all as bad usage", () => {
    expect(engine("--help")).to.deep.include({status: 0});
    expect(engine("--help").stdout).to.match(/^Usage: kernelbook engine COMMAND/);
    expect(engine().status).to.equal(2);
  });
});
