import fs from "node:fs";
import path from "node:path";
import {expect} from "chai";
import {writeChosenFolder} from "../../../src/engine/install/chosenFolder.js";
import {findTensorflow, findTorch} from "../../../src/engine/install/findLibrary.js";
import {TENSORFLOW_LIBRARY, TORCH_LIBRARY} from "../../../src/engine/install/libraries.js";
import {writeManifest} from "../../../src/engine/install/manifest.js";
import {skip} from "../../support/skip.js";
import {EnginesFolder} from "./support/enginesFolder.js";
import {nativeFile} from "./support/nativeFile.js";

/** Where a virtual environment keeps its packages. */
const SITE = process.platform === "win32" ? "Lib/site-packages" : "lib/python3.12/site-packages";
const {main} = TORCH_LIBRARY;

describe("findTorch()", () => {
  let place: EnginesFolder;
  const native = fs.readFileSync(nativeFile());

  beforeEach(() => {
    place = new EnginesFolder();
  });
  afterEach(() => place.restore());

  /** A PyTorch as pip leaves it, with a library that is none of PyTorch's: nothing here loads it. */
  function writeTorch(folder: string, {version = "2.15.0+cu132", library = native} = {}): string {
    const file = place.write(path.join(folder, "torch", "lib", main), library);
    place.write(path.join(folder, "torch", "version.py"), `__version__ = '${version}'\ndebug = False\n`);
    return path.dirname(file);
  }

  function writeOwn(): string {
    const folder = writeTorch("engines/torch");
    const root = path.join(place.engines, "torch");
    const file = {name: `torch/lib/${main}`, bytes: native.length, sha256: "0"};
    writeManifest(root, {name: "torch", version: "2.15.0", device: "cpu", wheels: [], files: [file]});
    return folder;
  }

  it("says what to type when there is none", async () => {
    expect(await findTorch()).to.deep.equal({
      ok: false,
      state: "missing",
      reason: "PyTorch's library is not installed",
      remedy: "type `npx kernelbook engine install torch`",
    });
  });

  for (const variable of ["VIRTUAL_ENV", "CONDA_PREFIX"]) {
    it(`finds the one of the active environment in ${variable}`, async () => {
      const folder = writeTorch(`env/${SITE}`);
      process.env[variable] = path.join(place.root, "env");
      expect(await findTorch()).to.deep.equal({
        ok: true,
        folder,
        version: "2.15.0",
        source: "environment",
        cuda: false,
      });
    });
  }

  it("tells whether the files for NVIDIA's cards are there", async () => {
    const folder = writeTorch(`env/${SITE}`);
    fs.writeFileSync(path.join(folder, TORCH_LIBRARY.cuda ?? ""), native);
    process.env.VIRTUAL_ENV = path.join(place.root, "env");
    expect(await findTorch()).to.include({ok: true, cuda: true});
  });

  it("finds an installation of ours", async () => {
    const folder = writeOwn();
    expect(await findTorch()).to.include({ok: true, folder, source: "project"});
  });

  it("prefers the active environment to an installation of ours", async () => {
    writeOwn();
    writeTorch(`env/${SITE}`);
    process.env.VIRTUAL_ENV = path.join(place.root, "env");
    expect(await findTorch()).to.include({ok: true, source: "environment"});
  });

  it("passes over one that is too old when another is there", async () => {
    writeOwn();
    writeTorch(`env/${SITE}`, {version: "2.9.1"});
    process.env.VIRTUAL_ENV = path.join(place.root, "env");
    expect(await findTorch()).to.include({ok: true, source: "project"});
  });

  for (const [kind, path_] of [
    ["the folder of the library", "env/any/torch/lib"],
    ["the package", "env/any/torch"],
    ["the folder of packages", "env/any"],
  ] as const) {
    it(`takes ${kind} that KERNELBOOK_TORCH names`, async () => {
      const folder = writeTorch("env/any");
      process.env.KERNELBOOK_TORCH = path.join(place.root, path_);
      expect(await findTorch()).to.include({ok: true, folder, source: "variable"});
    });
  }

  it("takes bare files that KERNELBOOK_TORCH names, whatever their version", async () => {
    place.write(`bare/${main}`, native);
    process.env.KERNELBOOK_TORCH = path.join(place.root, "bare");
    expect(await findTorch()).to.include({ok: true, version: "unknown"});
  });

  it("refuses a folder that KERNELBOOK_TORCH names wrongly, though another would do", async () => {
    writeOwn();
    process.env.KERNELBOOK_TORCH = path.join(place.root, "nowhere");
    expect(await findTorch()).to.deep.equal({
      ok: false,
      state: "broken",
      reason: `${main} is not in ${path.join(place.root, "nowhere")}`,
      remedy: `let KERNELBOOK_TORCH name the folder with ${main}, or unset it`,
    });
  });

  it("takes the one that was chosen with --from before all others but the variable", async () => {
    writeOwn();
    const folder = writeTorch(`chosen/${SITE}`);
    writeChosenFolder("torch", folder);
    expect(await findTorch()).to.include({ok: true, folder, source: "chosen"});
  });

  for (const [what, spoil, reason] of [
    ["that is too old", {version: "2.9.1"}, /^PyTorch 2\.9\.1 in .* is too old, 2\.10 or newer is needed$/],
    ["without a version", {version: "soon"}, /^no file beside .* tells the version of PyTorch$/],
    ["that is text", {library: Buffer.from("<html>404</html>".repeat(9))}, /is no native library$/],
    ["that is empty", {library: Buffer.alloc(0)}, /is no native library$/],
  ] as const) {
    it(`reports one ${what} as broken`, async () => {
      writeTorch(`env/${SITE}`, spoil);
      process.env.VIRTUAL_ENV = path.join(place.root, "env");
      const found = await findTorch();
      expect(found).to.include({ok: false, state: "broken"});
      expect(found).to.have.property("reason").that.matches(reason);
      expect(found).to.have.property("remedy", "type `npx kernelbook engine install torch`");
    });
  }

  it("reports one for another processor as broken", async () => {
    const other = process.arch === "x64" ? "arm64" : "x64";
    const library = Buffer.from(native);
    if (process.platform === "linux") library.writeUInt16LE(other === "arm64" ? 183 : 62, 18);
    else if (process.platform === "darwin")
      library.writeUInt32LE(other === "arm64" ? 0x100000c : 0x1000007, 4);
    else library.writeUInt16LE(other === "arm64" ? 0xaa64 : 0x8664, library.readUInt32LE(60) + 4);
    writeTorch(`env/${SITE}`, {library});
    process.env.VIRTUAL_ENV = path.join(place.root, "env");
    expect(await findTorch())
      .to.have.property("reason")
      .that.matches(new RegExp(`was built for ${process.platform} ${other}, and this is Node for`));
  });

  it("reports one that is cut short as broken", async function () {
    if (process.platform !== "linux") skip(this, "only Linux files tell how long they are");
    writeTorch(`env/${SITE}`, {library: native.subarray(0, native.length - 100)});
    process.env.VIRTUAL_ENV = path.join(place.root, "env");
    expect(await findTorch())
      .to.have.property("reason")
      .that.matches(/is cut short: \d+ bytes are there$/);
  });

  for (const [what, spoil, reason] of [
    [
      "without its list",
      (root: string) => fs.rmSync(path.join(root, "kernelbook.json")),
      /has no list of its files$/,
    ],
    [
      "without a file of its list",
      (root: string) => fs.rmSync(path.join(root, "torch/lib", main)),
      /is missing$/,
    ],
    [
      "with a file cut short",
      (root: string) => fs.truncateSync(path.join(root, "torch/lib", main), 1000),
      /has 1000 bytes of \d+$/,
    ],
    ["that never got its name", (root: string) => fs.renameSync(root, `${root}.part`), /half-installed$/],
  ] as const) {
    it(`calls an installation of ours ${what} half-installed, and never uses it`, async () => {
      writeOwn();
      spoil(path.join(place.engines, "torch"));
      const found = await findTorch();
      expect(found).to.include({ok: false, state: "broken"});
      expect(found)
        .to.have.property("reason")
        .that.matches(/ is half-installed/)
        .and.matches(reason);
      expect(found).to.have.property("remedy", "type `npx kernelbook engine install torch` again");
    });
  }
});

describe("findTensorflow()", () => {
  let place: EnginesFolder;

  beforeEach(() => {
    place = new EnginesFolder();
  });
  afterEach(() => place.restore());

  it("reads the version from the notes that pip leaves beside the package", async () => {
    const file = place.write(
      `env/${SITE}/tensorflow/${TENSORFLOW_LIBRARY.main}`,
      fs.readFileSync(nativeFile()),
    );
    fs.mkdirSync(path.join(place.root, "env", SITE, "tensorflow_cpu-2.21.0.dist-info"));
    process.env.VIRTUAL_ENV = path.join(place.root, "env");
    expect(await findTensorflow()).to.include({ok: true, version: "2.21.0", source: "environment"});
    expect(fs.existsSync(file)).to.equal(true);
  });
});
