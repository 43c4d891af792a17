import fs from "node:fs";
import path from "node:path";
import {pathToFileURL} from "node:url";
import {expect} from "chai";
import type {Browser} from "playwright-core";
import {writeReports} from "../../../src/grading/report/writeReports.js";
import {launchBrowser, testBrowser} from "../../support/browser.js";
import {
  failsHidden,
  HOSTILE,
  question,
  sampleClass,
  sha,
  submission,
  writeResults,
} from "./support/sampleClass.js";

const manual = question("manual", {exercise: "l04-why", title: "Why two passes?", points: 4});
const attack = submission(
  "hostile",
  [
    question("fail", {
      message: HOSTILE,
      notes: [HOSTILE],
      advice: [HOSTILE],
      counterexample: {call: HOSTILE, expected: HOSTILE, got: HOSTILE},
      answer: {source: `${HOSTILE}${"x".repeat(400)}`, cell: 1, matchedBy: "similarity", group: sha("h")},
    }),
    failsHidden({exercise: "l04-b"}),
  ],
  {notes: [HOSTILE]},
);
const open = submission("open", [question("grader-fault", {message: HOSTILE}), manual]);
const names = new Map([
  ["hostile", {id: "hostile", firstName: "<b>Bobby</b>", lastName: "\u202ETables", email: ""}],
  ["s0001", {id: "s0001", firstName: "\u05e9\u05e8\u05d4", lastName: "\u05db\u05d4\u05df", email: ""}],
  ["s0002", {id: "s0002", firstName: "\u{1F98A}", lastName: "Fox", email: ""}],
]);

describe("the pages of a report", function () {
  this.timeout(60_000);
  const {folder, files} = writeResults([...sampleClass(6), attack, open]);
  let browser: Browser | undefined;

  before(async function () {
    const input = {
      formats: ["html"] as const,
      results: files,
      assignment: "04-convolution-2d",
      points: 10,
      roster: names,
    };
    await writeReports({...input, out: folder});
    const program = await testBrowser();
    if (program === undefined) this.skip();
    browser = await launchBrowser(program);
  });
  after(() => browser?.close());

  const pages = ["index.html", "feedback/k0001.html", "feedback/k0007.html"];
  for (const name of pages) {
    it(`${name} loads nothing, runs nothing and complains of nothing, whatever students wrote`, async function () {
      if (browser === undefined) return this.skip();
      const page = await browser.newPage();
      const seen: string[] = [];
      page.on("dialog", dialog => {
        seen.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on("console", message => seen.push(message.text()));
      page.on("request", request => seen.push(request.url()));
      const address = pathToFileURL(path.join(folder, name)).href;
      await page.goto(address);
      expect(seen).to.deep.equal([address]);
      expect(await page.locator("script, img, iframe, link, form, [style], [onerror]").count()).to.equal(0);
      // The style sheet passed its policy: without it the text would be 16 px.
      expect(await page.evaluate("getComputedStyle(document.body).fontSize")).to.equal("17px");
      await page.close();
    });

    for (const colorScheme of ["light", "dark"] as const) {
      it(`${name} fits a phone and can be read in the ${colorScheme} scheme`, async function () {
        if (browser === undefined) return this.skip();
        const page = await browser.newPage({viewport: {width: 360, height: 740}, colorScheme});
        await page.goto(pathToFileURL(path.join(folder, name)).href);
        expect(await page.evaluate("document.documentElement.scrollWidth")).to.equal(360);
        expect(await page.evaluate(LOW_CONTRAST)).to.deep.equal([]);
        await page.close();
      });
    }
  }

  it("links each student to a page that is there, and none that is held back", () => {
    const index = fs.readFileSync(path.join(folder, "index.html"), "utf8");
    const links = [...index.matchAll(/href="(feedback\/[^"]+)"/g)].map(([, target]) => target);
    expect(new Set(links)).to.have.property("size", 7);
    for (const link of links) expect(fs.existsSync(path.join(folder, link)), link).to.equal(true);
    expect(index).to.not.include("k0008.html");
  });

  it("shows code in titles as code, no stub as an answer, and no check as missing that has no hidden values", async () => {
    const stub = {source: "// TODO", cell: 2, matchedBy: "id" as const, group: sha("stub")};
    const visibleOnly = [{name: "an odd kernel", visible: "passed" as const, hidden: "not run" as const}];
    const {folder: own, files: results} = writeResults([
      submission("ada", [
        question("pass", {title: "Zeros for `same`", checks: visibleOnly}),
        question("not-attempted", {exercise: "l04-b", answer: stub}),
      ]),
    ]);
    await writeReports({out: own, formats: ["html"], results, assignment: "a", points: 4});
    const feedback = fs.readFileSync(path.join(own, "feedback", "k0001.html"), "utf8");
    expect(feedback).to.include("1. Zeros for <code>same</code></h2>");
    expect(feedback).to.not.include("// TODO").and.to.not.include("not run");
    expect(fs.readFileSync(path.join(own, "index.html"), "utf8")).to.include(
      'data-label="1. Zeros for same"',
    );
  });

  it("keeps what is for the teacher out of a student's page", () => {
    const advised = question("pass", {advice: ["reached for node:net"]});
    const {folder: own, files: results} = writeResults([submission("ada", [advised])]);
    return writeReports({out: own, formats: ["html"], results, assignment: "a", points: 2}).then(() => {
      expect(fs.readFileSync(path.join(own, "feedback", "k0001.html"), "utf8")).to.not.include("node:net");
      expect(fs.readFileSync(path.join(own, "index.html"), "utf8")).to.include("node:net");
    });
  });
});

/** In the page: every text whose contrast with what lies behind it is below 4.5, the least that WCAG 2 allows (level AA). */
const LOW_CONTRAST = `(() => {
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const color = parts(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const element of document.querySelectorAll("main *")) {
    if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== "")) continue;
    const [a, b] = [light(parts(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push(element.tagName + " " + ratio.toFixed(2) + " " + element.textContent.slice(0, 30));
  }
  return low;
})()`;
