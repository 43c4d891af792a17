import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {findBrowser} from "../../src/frontend/findBrowser.js";
import {openBrowser} from "../../src/frontend/openBrowser.js";
import {skip} from "../support/skip.js";

const URL_WITH_TOKEN = "http://127.0.0.1:8888/lab?token=c0ffee&x=</script>";

describe("openBrowser(url, folder)", () => {
  const kept = {
    PATH: process.env.PATH,
    DISPLAY: process.env.DISPLAY,
    WAYLAND_DISPLAY: process.env.WAYLAND_DISPLAY,
  };
  let folder = "";

  beforeEach(function () {
    if (process.platform !== "linux") skip(this, "the pretended browser is for Linux");
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-open-")));
  });

  afterEach(() => {
    for (const [name, value] of Object.entries(kept)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    fs.rmSync(folder, {recursive: true, force: true});
  });

  it("hands the browser a page of this user's, not the token", async () => {
    const log = path.join(folder, "called");
    fs.writeFileSync(
      path.join(folder, "xdg-open"),
      `#!/bin/sh\necho "$@" > '${log}.part'; mv '${log}.part' '${log}'\n`,
      {
        mode: 0o755,
      },
    );
    process.env.PATH = `${folder}${path.delimiter}${kept.PATH}`;
    process.env.DISPLAY = ":0";
    expect(await openBrowser(URL_WITH_TOKEN, folder)).to.equal(true);
    for (let tries = 0; !fs.existsSync(log) && tries < 200; tries++) await sleep(50);
    const address = fs.readFileSync(log, "utf8").trim();
    expect(address)
      .to.match(/^file:/)
      .and.not.include("c0ffee");
    const page = fileURLToPath(address);
    expect(fs.statSync(page).mode & 0o077).to.equal(0);
    const script = /<script>location\.replace\((.*)\)<\/script>\n$/.exec(fs.readFileSync(page, "utf8"))?.[1];
    expect(JSON.parse(script ?? "")).to.equal(URL_WITH_TOKEN);
  });

  it("says so where there is no screen or no program to ask", async () => {
    delete process.env.DISPLAY;
    delete process.env.WAYLAND_DISPLAY;
    expect(await openBrowser(URL_WITH_TOKEN, folder)).to.equal(false);
    process.env.DISPLAY = ":0";
    process.env.PATH = folder;
    expect(await openBrowser(URL_WITH_TOKEN, folder)).to.equal(false);
  });
});

describe("findBrowser()", () => {
  it("takes the one that CHROME_PATH names", () => {
    const kept = process.env.CHROME_PATH;
    process.env.CHROME_PATH = process.execPath;
    try {
      expect(findBrowser()).to.equal(process.execPath);
    } finally {
      if (kept === undefined) delete process.env.CHROME_PATH;
      else process.env.CHROME_PATH = kept;
    }
  });
});
