import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import type {Browser} from "playwright-core";
import {packageRoot} from "../../../src/frontend/places.js";
import {KERNELSPEC, LANGUAGE_INFO} from "../../../src/notebook/kernelMetadata.js";
import {launchBrowser, testBrowser} from "../../support/browser.js";
import {LabPage} from "../../support/labPage.js";
import {LAB_TIMEOUT_MS, type LabServer, NotStarted, startLab} from "../../support/labServer.js";
import {skip} from "../../support/skip.js";

const CHART = `({[Symbol.for("Jupyter.display")]: () => ({
  "text/plain": "two bars",
  "application/vnd.vegalite.v5+json": {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    data: {values: [{kernel: "edge", response: 3}, {kernel: "blur", response: 7}]},
    mark: "bar",
    encoding: {x: {field: "kernel", type: "nominal"}, y: {field: "response", type: "quantitative"}},
  },
})})`;

/** Cells of the notebook under test, by what they are for. */
const SOURCES = {
  print: 'const greeting: string = "hello";\nconsole.log(greeting, 6 * 7);',
  result: "[1, 2, 3].map(n => n * n)",
  chart: CHART,
  wrong: "const n: number = greeting;",
  free: "",
};
const CELLS = Object.keys(SOURCES);
const at = (name: keyof typeof SOURCES) => CELLS.indexOf(name);

function writeNotebook(file: string): void {
  const cells = Object.entries(SOURCES).map(([id, source]) => {
    const metadata = id === "wrong" ? {tags: ["raises-exception"]} : {};
    return {cell_type: "code", id, metadata, execution_count: null, outputs: [], source};
  });
  const metadata = {kernelspec: KERNELSPEC, language_info: LANGUAGE_INFO};
  fs.writeFileSync(file, `${JSON.stringify({cells, metadata, nbformat: 4, nbformat_minor: 5}, null, 1)}\n`);
}

describe("JupyterLab, started by kernelbook lab, in a browser", function () {
  this.timeout(LAB_TIMEOUT_MS);
  let folder = "";
  let server: LabServer | undefined;
  let browser: Browser | undefined;
  let lab: LabPage;

  before(async function () {
    const program = await testBrowser();
    if (program === undefined) skip(this, "JupyterLab in a browser: there is no browser");
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-lab-")));
    writeNotebook(path.join(folder, "small.ipynb"));
    try {
      server = await startLab(["lab", "small.ipynb"], folder);
    } catch (error) {
      if (!(error instanceof NotStarted) || !/Python 3\.10 or newer is needed/.test(error.message))
        throw error;
      skip(this, `JupyterLab, because it did not start:\n${error.message}`);
    }
    browser = await launchBrowser(program);
    lab = await LabPage.open(browser, server.url);
  });

  afterEach(async function () {
    if (this.currentTest?.state !== "failed" || browser === undefined) return;
    const picture = path.join(packageRoot, ".cache", `failed-${this.currentTest.title.split(" ")[0]}.png`);
    await lab.page.screenshot({path: picture});
    console.log(`    what the screen showed: ${picture}`);
  });

  after(async () => {
    await browser?.close();
    const code = await server?.stop();
    fs.rmSync(folder, {recursive: true, force: true});
    if (server) expect(code, "Ctrl-C ends it cleanly").to.equal(0);
  });

  it("opens the notebook with our kernel, unchanged and without a word about news", async () => {
    expect(await lab.page.locator(".jp-KernelName").first().textContent()).to.equal(
      "TypeScript (kernelbook)",
    );
    // Long enough for a question about news, or for the kernel's answer to change the file.
    await lab.page.waitForTimeout(2000);
    expect(await lab.isDirty()).to.equal(false);
    expect(await lab.page.locator(".jp-Dialog, .Toastify__toast").count()).to.equal(0);
  });

  it("shows every output after Run All: text, result, chart, type error", async () => {
    await lab.runAll(at("wrong"));
    expect((await lab.output(at("print")).innerText()).trim()).to.equal("hello 42");
    expect(await lab.output(at("result")).innerText()).to.match(/\[ ?1, 4, 9 ?\]/);
    const chart = lab.cell(at("chart")).locator(".vega-embed svg, .vega-embed canvas");
    await chart.first().waitFor();
    expect((await chart.first().boundingBox())?.height).to.be.greaterThan(50);
    expect(await lab.output(at("wrong")).innerText()).to.match(/TS2322/);
  });

  it("completes a member on Tab, with the types of an earlier cell", async () => {
    await lab.type(at("free"), "greeting.to");
    await lab.press("Tab");
    const list = lab.page.locator(".jp-Completer:not(.lm-mod-hidden)");
    await list.waitFor();
    expect(await list.innerText()).to.include("toLowerCase");
    // Typing narrows the list, Enter takes what is left.
    await lab.page.keyboard.type("Upp");
    await list.filter({hasNotText: "toLowerCase"}).waitFor();
    await lab.press("Enter");
    await lab
      .cell(at("free"))
      .locator(".cm-content", {hasText: /^greeting\.toUpperCase$/})
      .waitFor();
  });

  it("shows signature and documentation on Shift-Tab", async () => {
    await lab.type(at("free"), "greeting.toUpperCase");
    await lab.press("Shift+Tab");
    // The box comes before its text.
    await lab.page
      .locator(".jp-Tooltip")
      .filter({hasText: /toUpperCase\(\): string/})
      .filter({hasText: /uppercase/})
      .waitFor();
    await lab.press("Escape");
  });

  it("stops an endless loop and keeps the variables", async () => {
    await lab.type(at("free"), "while (true) {}");
    await lab.press("Control+Enter");
    await lab.page.locator('.jp-Notebook-ExecutionIndicator[data-status="busy"]').waitFor();
    expect(await lab.count(at("free"))).to.equal("*");
    await lab.stop();
    await lab.untilNoneWaits();
    expect(await lab.output(at("free")).innerText()).to.match(/Interrupt/);
    await lab.type(at("free"), "greeting.length");
    await lab.press("Control+Enter");
    await lab
      .output(at("free"))
      .filter({hasText: /^\s*5\s*$/})
      .waitFor();
  });

  it("asks nobody but its own server", () => {
    expect([...lab.hosts]).to.deep.equal([new URL(server?.url ?? "").host]);
    expect(new URL(server?.url ?? "").hostname).to.equal("127.0.0.1");
  });

  it("answers nobody without the token", async () => {
    const {origin} = new URL(server?.url ?? "");
    expect((await fetch(`${origin}/api/contents`)).status).to.equal(403);
  });
});
