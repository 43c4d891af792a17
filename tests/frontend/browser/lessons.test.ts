import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import type {Browser} from "playwright-core";
import {packageRoot} from "../../../src/frontend/places.js";
import {withoutOutputs} from "../../../src/notebook/cellOutputs.js";
import type {Notebook} from "../../../src/notebook/nbformat.js";
import {readNotebookFile} from "../../../src/notebook/readNotebook.js";
import {writeNotebook} from "../../../src/notebook/writeNotebook.js";
import {launchBrowser, testBrowser} from "../../support/browser.js";
import {LabPage} from "../../support/labPage.js";
import {LAB_TIMEOUT_MS, type LabServer, startLab} from "../../support/labServer.js";
import {testPython} from "../../support/python.js";
import {skip} from "../../support/skip.js";

const LESSONS = path.join(packageRoot, "notebooks");
const NAMES = fs.readdirSync(LESSONS).filter(name => name.endsWith(".ipynb"));

/** Whether the cell is meant to fail. */
function mayFail(cell: Notebook["cells"][number]): boolean {
  const {tags} = cell.metadata;
  return Array.isArray(tags) && tags.includes("raises-exception");
}

function hasError(cell: Notebook["cells"][number]): boolean {
  return cell.cell_type === "code" && cell.outputs.some(({output_type}) => output_type === "error");
}

describe("lessons in JupyterLab, as a learner opens them", function () {
  this.timeout(2 * LAB_TIMEOUT_MS);
  let folder = "";
  let server: LabServer | undefined;
  let browser: Browser | undefined;

  before(async function () {
    const program = await testBrowser();
    if (program === undefined || (await testPython()) === undefined) {
      skip(this, "lessons in JupyterLab: there is no browser or no Python");
    }
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-lessons-")));
    for (const name of NAMES) {
      const notebook = withoutOutputs(readNotebookFile(path.join(LESSONS, name)));
      fs.writeFileSync(path.join(folder, name), writeNotebook(notebook));
    }
    server = await startLab(["lab"], folder);
    browser = await launchBrowser(program);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    fs.rmSync(folder, {recursive: true, force: true});
  });

  it("exist", () => {
    expect(NAMES.length).to.be.greaterThan(0);
  });

  for (const name of NAMES) {
    it(`${name} opens clean and shows every output and every check after Run All`, async () => {
      if (browser === undefined || server === undefined) throw new Error("the hook before has not run");
      const {cells} = readNotebookFile(path.join(folder, name));
      const url = new URL(server.url);
      url.pathname = `/lab/tree/${name}`;
      const lab = await LabPage.open(browser, url.href);
      await lab.page.waitForTimeout(2000);
      expect(await lab.isDirty(), "changed by opening").to.equal(false);
      await lab.runAll(cells.findLastIndex(({cell_type}) => cell_type === "code"));

      // What the front end has received, as it writes it down.
      await lab.save();
      const executed = readNotebookFile(path.join(folder, name)).cells;
      expect(
        executed.filter(cell => cell.cell_type === "code" && cell.execution_count === null),
      ).to.deep.equal([]);
      expect(executed.filter(cell => hasError(cell) !== mayFail(cell)).map(({id}) => id)).to.deep.equal([]);

      const charts = lab.page.locator(".vega-embed svg, .vega-embed canvas");
      await charts.first().scrollIntoViewIfNeeded();
      expect((await charts.first().boundingBox())?.width, "a chart is visible").to.be.greaterThan(100);
      const checks = cells.filter(({id}) => id?.endsWith("-check"));
      expect(checks.length).to.be.greaterThan(0);
      for (const check of checks) {
        const shown = lab.output(cells.indexOf(check)).first();
        await shown.scrollIntoViewIfNeeded();
        await shown.filter({hasText: "Not attempted yet"}).waitFor();
      }
      await lab.page.close();
    });
  }
});
