import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {EngineError} from "../../../src/engine/engine.js";
import {findAddon, openAddon} from "../../../src/engine/tensorflow/addonBackend.js";

const PLAIN = "@tensorflow/tfjs-node";

describe("findAddon(folderOf) and openAddon(addon, settings)", () => {
  let folder = "";

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-addon-"));
    fs.writeFileSync(path.join(folder, "package.json"), `{"version": "4.22.0", "main": "index.js"}`);
  });

  afterEach(() => {
    fs.rmSync(folder, {recursive: true});
  });

  function addBinary(): void {
    fs.mkdirSync(path.join(folder, "lib", "napi-v8"), {recursive: true});
    fs.writeFileSync(path.join(folder, "lib", "napi-v8", "tfjs_binding.node"), "cut short");
  }

  it("passes over a package that was installed without its addon", () => {
    expect(findAddon(() => folder)).to.equal(undefined);
    expect(findAddon(() => undefined)).to.equal(undefined);
  });

  it("finds one with its addon, the package for graphics cards first", () => {
    addBinary();
    expect(findAddon(name => (name === PLAIN ? folder : undefined))).to.deep.equal({
      name: PLAIN,
      folder,
      version: "4.22.0",
      cuda: false,
    });
    expect(findAddon(() => folder)).to.include({name: `${PLAIN}-gpu`, cuda: true});
  });

  it("says what to type when the addon can't be loaded", () => {
    addBinary();
    fs.writeFileSync(path.join(folder, "index.js"), `require("./lib/napi-v8/tfjs_binding.node");`);
    const addon = {name: PLAIN, folder, version: "4.22.0", cuda: false};
    const settings = {threads: 1, device: "cpu", deterministic: false} as const;
    expect(() => openAddon(addon, settings)).to.throw(
      EngineError,
      /does not load: .*tfjs_binding\.node.*; type `npm uninstall @tensorflow\/tfjs-node` and `npx kernelbook engine install tensorflow`$/,
    );
  });
});
