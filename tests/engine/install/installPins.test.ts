import {execFileSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {EngineError} from "../../../src/engine/engine.js";
import {findTorch} from "../../../src/engine/install/findLibrary.js";
import {type Installed, installPins} from "../../../src/engine/install/installLibrary.js";
import {TORCH_LIBRARY} from "../../../src/engine/install/libraries.js";
import {readManifest} from "../../../src/engine/install/manifest.js";
import type {PinSet} from "../../../src/engine/install/pins.js";
import {removeLibrary} from "../../../src/engine/install/removeLibrary.js";
import {PYTHON_TIMEOUT_MS, testPython} from "../../support/python.js";
import {rejection} from "../../support/rejection.js";
import {skip} from "../../support/skip.js";
import {EnginesFolder} from "./support/enginesFolder.js";
import {nativeFile} from "./support/nativeFile.js";
import {pinsOf, writeWheel} from "./support/smallWheels.js";

const {main} = TORCH_LIBRARY;
const KEEP = /^(torch\/version\.py|torch\/lib\/lib[^/]+|torch\/lib\/torch_cpu\.dll|.*\/licenses\/LICENSE)$/;

/** Real pip, real zip archives, small wheels of our own instead of PyTorch's 540 MB. */
describe("installPins(library, pins, options)", function () {
  this.timeout(60_000);
  let place: EnginesFolder;
  let python = "";
  let pins: PinSet;
  let index = "";
  const kept = {index: process.env.PIP_NO_INDEX, links: process.env.PIP_FIND_LINKS};

  before(async function () {
    this.timeout(PYTHON_TIMEOUT_MS);
    python = (await testPython()) ?? skip(this, "no Python");
  });

  beforeEach(() => {
    place = new EnginesFolder();
    process.env.KERNELBOOK_PYTHON = python;
    index = path.join(place.root, "index");
    process.env.PIP_NO_INDEX = "1";
    process.env.PIP_FIND_LINKS = index;
    const version = place.write("version.py", "__version__ = '2.15.0+cpu'\n");
    const torch = writeWheel(python, index, "torch", {
      "torch/version.py": version,
      [`torch/lib/${main}`]: nativeFile(),
      "torch/lib/unused.txt": version,
    });
    const runtime = writeWheel(python, index, "nvidia_cuda_runtime", {"torch/lib/libextra.so": nativeFile()});
    pins = pinsOf([torch, runtime], KEEP);
  });

  afterEach(() => {
    place.restore();
    restore("PIP_NO_INDEX", kept.index);
    restore("PIP_FIND_LINKS", kept.links);
  });

  function restore(name: string, value: string | undefined): void {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }

  interface Watch {
    readonly signal?: AbortSignal;
    readonly onStep?: (text: string) => void;
    readonly onProgress?: (done: number, of: number) => void;
    readonly shared?: boolean;
  }

  function install({signal, onStep, onProgress, shared = false}: Watch = {}): Promise<Installed> {
    return installPins(TORCH_LIBRARY, pins, {
      shared,
      signal: signal ?? new AbortController().signal,
      onStep: onStep ?? (() => {}),
      onProgress: onProgress ?? (() => {}),
    });
  }

  const own = (...parts: string[]) => path.join(place.engines, "torch", ...parts);

  it("says the size first, keeps only what is loaded, and finds it afterwards", async () => {
    const steps: string[] = [];
    const progress: [number, number][] = [];
    const done = await install({
      onStep: text => steps.push(text),
      onProgress: (...step) => progress.push(step),
    });
    expect(done).to.deep.equal({folder: own(), version: "2.15.0", fresh: true});
    expect(steps[0]).to.match(/^PyTorch 2\.15\.0: 1 MB to download with pip \d+.*, 1 MB on disk in /);
    expect(progress.length).to.be.greaterThan(0);
    const files = readManifest(own())?.files ?? [];
    expect(files.map(({name}) => name).sort()).to.deep.equal([
      "nvidia_cuda_runtime-2.15.0.dist-info/licenses/LICENSE",
      "torch-2.15.0.dist-info/licenses/LICENSE",
      "torch/lib/libextra.so",
      `torch/lib/${main}`,
      "torch/version.py",
    ]);
    expect(fs.readFileSync(own("torch", "lib", main)).equals(fs.readFileSync(nativeFile()))).to.equal(true);
    expect(fs.existsSync(own("torch", "lib", "unused.txt"))).to.equal(false);
    expect(fs.readdirSync(place.engines)).to.deep.equal(["torch"]);
    expect(await findTorch()).to.include({ok: true, source: "project", version: "2.15.0"});
  });

  it("goes into the user's cache with shared, and is found there", async () => {
    const {folder} = await install({shared: true});
    expect(folder.startsWith(path.join(place.root, "cache"))).to.equal(true);
    expect(await findTorch()).to.include({ok: true, source: "shared"});
    expect(await removeLibrary("torch", {shared: true})).to.deep.equal([folder]);
    expect(await findTorch()).to.include({ok: false, state: "missing"});
  });

  it("does nothing when all is there, and mends a damaged file", async () => {
    await install();
    expect(await install()).to.include({fresh: false});
    const file = own("torch", "lib", main);
    const bytes = fs.readFileSync(file);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    fs.writeFileSync(file, bytes);
    expect(await install()).to.include({fresh: true});
    expect(fs.readFileSync(file).equals(fs.readFileSync(nativeFile()))).to.equal(true);
  });

  it("refuses a wheel with another checksum, whatever the index says", async () => {
    const [torch, ...rest] = pins.wheels;
    pins = pinsOf([{...(torch ?? expect.fail()), sha256: "0".repeat(64)}, ...rest], KEEP);
    const error = await rejection(install());
    expect(error).to.be.instanceOf(EngineError);
    expect(error.message).to.match(/pip .* could not fetch torch==2\.15\.0/);
    expect(error.message).to.match(/THESE PACKAGES DO NOT MATCH THE HASHES/i);
    expect(error.message).to.match(/then type the same command again$/);
    expect(await findTorch()).to.include({ok: false, state: "broken"});
  });

  it("says so when the index lacks a wheel", async () => {
    fs.rmSync(path.join(index, pins.wheels[0]?.file ?? ""));
    const error = await rejection(install());
    expect(error.message).to.match(/could not fetch .*torch==2\.15\.0[\s\S]*No matching distribution found/);
  });

  it("says so when there is neither pip nor uv", async () => {
    const {PATH} = process.env;
    process.env.KERNELBOOK_PYTHON = path.join(place.root, "no-python");
    process.env.PATH = place.root;
    try {
      expect((await rejection(install())).message).to.match(/^neither pip nor uv is here/);
    } finally {
      process.env.PATH = PATH;
    }
  });

  for (const [step, when] of [
    ["the download", 1],
    ["unpacking", 2],
  ] as const) {
    it(`can be stopped in ${step}: never used half, goes on when typed again`, async () => {
      const stop = new AbortController();
      let steps = 0;
      const onStep = () => {
        steps++;
        if (steps === when) stop.abort();
      };
      const error = await rejection(install({signal: stop.signal, onStep}));
      expect(error.message).to.equal("the installation was stopped; type the same command again to go on");
      const found = await findTorch();
      expect(found).to.include({ok: false, state: "broken"});
      expect(found)
        .to.have.property("reason")
        .that.matches(/half-installed$/);
      expect(await install()).to.include({fresh: true});
      expect(await findTorch()).to.include({ok: true});
    });
  }

  it("asks for nothing again that had come whole before it was stopped", async () => {
    const stop = new AbortController();
    const onStep = (text: string) => {
      if (text.startsWith("keeping")) stop.abort();
    };
    await rejection(install({signal: stop.signal, onStep}));
    const wheels = path.join(`${own()}.part`, "wheels");
    expect(fs.readdirSync(wheels)).to.have.length(2);
    fs.rmSync(index, {recursive: true});
    expect(await install()).to.include({fresh: true});
  });

  it("keeps the old installation until the new one is whole", async () => {
    await install();
    pins = {...pins, version: "2.16.0"};
    const stop = new AbortController();
    stop.abort();
    await rejection(install({signal: stop.signal}));
    expect(await findTorch()).to.include({ok: true, version: "2.15.0"});
  });

  it("refuses to run twice at once, and takes over the lock of a process that is gone", async () => {
    place.write("engines/torch.lock", String(process.pid));
    const error = await rejection(install());
    expect(error.message).to.match(/^process \d+ is installing or removing torch in .*; wait for it to end/);
    const gone = execFileSync(python, ["-c", "import os; print(os.getpid())"], {encoding: "utf8"});
    place.write("engines/torch.lock", gone);
    expect(await install()).to.include({fresh: true});
    expect(fs.existsSync(path.join(place.engines, "torch.lock"))).to.equal(false);
  });

  it("uses uv where there is no pip", async function () {
    const {PATH, UV_NO_INDEX, UV_FIND_LINKS, UV_PYTHON} = process.env;
    const folder = (PATH ?? "").split(path.delimiter).find(one => fs.existsSync(path.join(one, "uv")));
    if (folder === undefined) skip(this, "no uv on the path");
    fs.symlinkSync(path.join(folder, "uv"), path.join(place.root, "uv"));
    process.env.KERNELBOOK_PYTHON = path.join(place.root, "no-python");
    Object.assign(process.env, {PATH: place.root, UV_NO_INDEX: "1", UV_FIND_LINKS: index, UV_PYTHON: python});
    const steps: string[] = [];
    try {
      expect(await install({onStep: text => steps.push(text)})).to.include({fresh: true});
    } finally {
      for (const [name, value] of Object.entries({PATH, UV_NO_INDEX, UV_FIND_LINKS, UV_PYTHON})) {
        restore(name, value);
      }
    }
    expect(steps[0]).to.match(/ MB to download with uv \d/);
    expect(fs.readdirSync(own("torch", "lib")).sort()).to.deep.equal(["libextra.so", main].sort());
    expect(await findTorch()).to.include({ok: true});
  });

  it("removes what is there, whole or half", async () => {
    await install();
    fs.mkdirSync(`${own()}.part`);
    expect(await removeLibrary("torch", {shared: false})).to.deep.equal([own(), `${own()}.part`]);
    expect(fs.readdirSync(place.engines)).to.deep.equal([]);
    expect(await removeLibrary("torch", {shared: false})).to.deep.equal([]);
  });
});
