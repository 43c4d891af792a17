import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {findTorch} from "../../../src/engine/install/findLibrary.js";
import {TORCH_LIBRARY} from "../../../src/engine/install/libraries.js";
import {packageRoot} from "../../../src/frontend/places.js";
import {runScript} from "../../support/nodeScript.js";
import {skip} from "../../support/skip.js";
import {nativeFile} from "../install/support/nativeFile.js";

const {main} = TORCH_LIBRARY;

/** Asks twice, computes, and tells what was chosen. */
const AUTO = `
import {useEngine} from "kernelbook";
import * as tf from "@tensorflow/tfjs";
await useEngine();
const {engine, passedOver} = await useEngine();
const sum = tf.tidy(() => tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0]);
console.log(JSON.stringify({engine, passedOver, sum}));
`;

const NAMED = `
import {useEngine} from "kernelbook";
await useEngine("torch").catch(({name, message, engine, remedy}) => {
  console.log(JSON.stringify({name, message, engine, remedy}));
});
`;

interface Chosen {
  readonly engine: string;
  readonly sum: number;
  readonly passedOver: readonly {engine: string; reason: string; remedy: string}[];
}

describe("a PyTorch that can't be used", function () {
  this.timeout(60_000);
  let folder = "";

  beforeEach(() => {
    const cache = path.join(packageRoot, ".cache");
    fs.mkdirSync(cache, {recursive: true});
    folder = fs.mkdtempSync(path.join(cache, "faults-"));
  });
  afterEach(() => fs.rmSync(folder, {recursive: true, force: true}));

  /** Nothing of this machine's is found: only what the test has made. */
  const alone = (): NodeJS.ProcessEnv => ({
    KERNELBOOK_ENGINE: undefined,
    KERNELBOOK_TORCH: undefined,
    KERNELBOOK_TENSORFLOW: undefined,
    VIRTUAL_ENV: undefined,
    CONDA_PREFIX: undefined,
    KERNELBOOK_PYTHON: path.join(folder, "no-python"),
    KERNELBOOK_ENGINES_FOLDER: path.join(folder, "engines"),
    XDG_CACHE_HOME: path.join(folder, "cache"),
    LOCALAPPDATA: path.join(folder, "cache"),
  });

  function torchIn(place: string, library: Buffer, version = "2.15.0"): string {
    const lib = path.join(folder, place, "torch", "lib");
    fs.mkdirSync(lib, {recursive: true});
    fs.writeFileSync(path.join(lib, main), library);
    fs.writeFileSync(path.join(lib, "..", "version.py"), `__version__ = '${version}'\n`);
    return lib;
  }

  const native = fs.readFileSync(nativeFile());

  async function expectPassedOver(env: NodeJS.ProcessEnv, reason: RegExp, remedy: RegExp): Promise<void> {
    const auto = await runScript(AUTO, {env});
    expect(auto.code, auto.stderr).to.equal(0);
    const {engine, sum, passedOver} = JSON.parse(auto.stdout) as Chosen;
    expect(engine).to.equal("wasm");
    expect(sum).to.equal(11);
    expect(passedOver[0]).to.include({engine: "torch"});
    expect(passedOver[0]?.reason).to.match(reason);
    expect(passedOver[0]?.remedy).to.match(remedy);
    const said = auto.stderr.trimEnd().split("\n");
    expect(said).to.have.length(1);
    expect(said[0]).to.match(/^kernelbook: .* \(going on without engine torch\)$/);
    expect(said[0]).to.match(remedy);
    const named = JSON.parse((await runScript(NAMED, {env})).stdout) as Record<string, string>;
    expect(named).to.include({name: "EngineError", engine: "torch"});
    expect(named.message).to.match(remedy);
  }

  it("is passed over without a word when there is none, and the choice tells what to type", async () => {
    const {stdout, stderr} = await runScript(AUTO, {env: alone()});
    expect(stderr).to.equal("");
    const {engine, passedOver} = JSON.parse(stdout) as Chosen;
    expect(engine).to.equal("wasm");
    expect(passedOver).to.deep.equal([
      {
        engine: "torch",
        reason: "PyTorch's library is not installed",
        remedy: "type `npx kernelbook engine install torch`",
      },
      {
        engine: "tensorflow",
        reason: "TensorFlow's library is not installed",
        remedy: "type `npx kernelbook engine install tensorflow`",
      },
    ]);
  });

  for (const [what, library, version, reason] of [
    ["cut short", native.subarray(0, native.length >> 1), "2.15.0", /is cut short: \d+ bytes are there$/],
    ["for another processor", withMachine(native), "2.15.0", /was built for linux \w+, and this is Node for/],
    ["too old", native, "2.9.1", /^PyTorch 2\.9\.1 in .* is too old, 2\.10 or newer is needed$/],
    ["some other library", native, "2.15.0", /does not have what is needed|can't be loaded/],
  ] as const) {
    it(`is passed over with one line when it is ${what}`, async function () {
      if (process.platform !== "linux") skip(this, "headers of Linux files are written here");
      torchIn("env/lib/python3.12/site-packages", library, version);
      const env = {...alone(), VIRTUAL_ENV: path.join(folder, "env")};
      await expectPassedOver(env, reason, /type `(npx )?kernelbook engine install torch`/);
    });
  }

  it("is passed over with one line when it is half-installed", async () => {
    fs.mkdirSync(path.join(folder, "engines", "torch.part"), {recursive: true});
    await expectPassedOver(alone(), /is half-installed$/, /type `npx kernelbook engine install torch` again/);
  });

  it("is passed over with one line when the variable names a folder without it", async () => {
    const env = {...alone(), KERNELBOOK_TORCH: folder};
    await expectPassedOver(env, /is not in /, /let KERNELBOOK_TORCH name the folder with .*, or unset it/);
  });

  it("is passed over with one line when the libraries that it needs are gone", async function () {
    const place = await findTorch();
    if (!place.ok) skip(this, `${place.reason}; ${place.remedy}`);
    if (process.platform !== "linux") skip(this, "elsewhere the system's own folders are searched, too");
    const lib = path.join(folder, "alone");
    fs.mkdirSync(lib);
    fs.copyFileSync(path.join(place.folder, main), path.join(lib, main), fs.constants.COPYFILE_FICLONE);
    await expectPassedOver(
      {...alone(), KERNELBOOK_TORCH: lib},
      /can't be loaded: .*lib\w+\.so\S*: cannot open shared object file/,
      /./,
    );
  });
});

/** The same file with another processor in its header. */
function withMachine(library: Buffer): Buffer {
  const copy = Buffer.from(library);
  copy.writeUInt16LE(process.arch === "x64" ? 183 : 62, 18);
  return copy;
}
