import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {labEnvironment, labFolders, writeLabSettings} from "../../src/frontend/labSettings.js";
import {skip} from "../support/skip.js";

describe("JupyterLab's settings", () => {
  let lab = "";

  beforeEach(() => {
    lab = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-settings-"));
  });

  afterEach(() => fs.rmSync(lab, {recursive: true, force: true}));

  it("turn off news and the search for updates", () => {
    writeLabSettings(lab);
    writeLabSettings(lab);
    const file = path.join(labFolders(lab).config, "labconfig", "default_setting_overrides.json");
    const settings = JSON.parse(fs.readFileSync(file, "utf8")) as Record<string, Record<string, unknown>>;
    expect(settings["@jupyterlab/apputils-extension:notification"]).to.include({
      fetchNews: "false",
      checkForUpdates: false,
    });
  });

  it("lie in folders that only this user can read", function () {
    if (process.platform === "win32") skip(this, "Windows has no such permissions");
    writeLabSettings(lab);
    for (const folder of Object.values(labFolders(lab))) expect(fs.statSync(folder).mode & 0o077).to.equal(0);
  });

  it("keep every folder of Jupyter's inside the project, and no kernelspec from elsewhere in front", () => {
    const kept = process.env.JUPYTER_PATH;
    process.env.JUPYTER_PATH = "/elsewhere";
    try {
      const environment = labEnvironment(lab, "secret");
      expect(environment.JUPYTER_PATH).to.equal(undefined);
      expect(environment.JUPYTER_TOKEN).to.equal("secret");
      for (const name of ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"]) {
        expect(environment[name]?.startsWith(lab + path.sep), name).to.equal(true);
      }
    } finally {
      if (kept === undefined) delete process.env.JUPYTER_PATH;
      else process.env.JUPYTER_PATH = kept;
    }
  });
});
