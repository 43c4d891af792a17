import {expect} from "chai";
import {correlate2d} from "../../src/conv/correlate2d.js";
import {DISPLAY} from "../../src/core/mime.js";
import {NdArray} from "../../src/core/ndArray.js";
import {poolScrubber} from "../../src/view/poolScrubber.js";
import {receptiveFieldView} from "../../src/view/receptiveFieldView.js";
import {volumeScrubber} from "../../src/view/volumeScrubber.js";
import {windowFrames} from "../../src/view/windowFrames.js";
import {windowScrubber} from "../../src/view/windowScrubber.js";
import {launchBrowser, testBrowser} from "../support/browser.js";
import {texts} from "./support.js";

const image = [
  [0, 0, 1, 2, 0],
  [0, 3, 1, 0, 1],
  [2, 2, 0, 1, 0],
  [0, 1, 3, 0, 2],
];
const kernel = [
  [1, 0, -1],
  [2, 0, -2],
  [1, 0, -1],
];

const volume = NdArray.fromNested(image.map(row => row.map(pixel => [pixel, -pixel])));
const filters = NdArray.fromNested([
  [
    [
      [1, 2],
      [0, 1],
    ],
  ],
]);
const layers = [1, 2].map(() => ({kind: "conv" as const, filters: 1, kernelSize: 2}));

describe("windowFrames(image, kernel)", () => {
  for (const options of [{}, {strides: [2, 1]}, {padding: "same"}, {padding: "full", strides: 3}] as const) {
    it(`walks the places of correlate2d in reading order, with ${JSON.stringify(options)}`, () => {
      const frames = windowFrames(image, kernel, options);
      const sums = correlate2d(image, kernel, options);
      expect(frames.map(({sum}) => sum)).to.deep.equal(sums.flat());
      for (const {y, x, sum, products, patch, top, left} of frames) {
        expect(sums[y][x]).to.equal(sum);
        expect(products.flat().reduce((total, product) => total + product, 0)).to.equal(sum);
        for (const [i, row] of patch.entries())
          for (const [j, pixel] of row.entries()) expect(pixel).to.equal(image[top + i]?.[left + j] ?? 0);
      }
    });
  }
});

describe("windowScrubber(image, kernel)", () => {
  it("stands still on the largest sum, with the whole output and the arithmetic", () => {
    const {svg, frames, alt} = windowScrubber(image, kernel);
    expect(frames).to.have.length(6);
    const written = texts(svg);
    expect(written.slice(-4)).to.deep.equal([
      "row 0:  3\u00b71 + 1\u00b70 + 0\u00b7(\u22121) = 3",
      "row 1:  2\u00b72 + 0\u00b70 + 1\u00b7(\u22122) = 2",
      "row 2:  1\u00b71 + 3\u00b70 + 0\u00b7(\u22121) = 1",
      "sum:  3 + 2 + 1 = 6",
    ]);
    expect(alt).to.include("Output: [-1, 5, 1], [0, 6, 1]").and.include("Output row 1, column 1 is 6");
  });
  it("hatches the padding, apart from the image", () => {
    expect(windowScrubber(image, kernel, {padding: 1}).svg).to.include("kb-hatch");
    expect(windowScrubber(image, kernel).svg).to.not.include("kb-hatch");
  });
  it("carries a still picture for viewers that strip scripts, and nothing that ends its script early", async () => {
    const bundle = await windowScrubber(image, kernel, {title: "</script><b>"})[DISPLAY]();
    const html = String(bundle["text/html"]);
    expect(html).to.match(/^<figure[^>]*>\n<img src="data:image\/png;base64,/);
    expect(html.match(/<\/script/g)).to.have.length(1);
    expect(bundle).to.include.keys("image/png", "image/svg+xml", "text/plain");
  });
  it("rejects images too large to read and a start that is no frame", () => {
    const wide = [new Array<number>(13).fill(0)];
    expect(() => windowScrubber(wide, [[1]])).to.throw(
      RangeError,
      "windowScrubber: image and kernel must be at most 12 pixels each way, got 13",
    );
    expect(() => windowScrubber(image, kernel, {start: 6})).to.throw(
      RangeError,
      "windowScrubber: start must be below 6, the number of frames, got 6",
    );
  });
});

describe("a window scrubber in a page", function () {
  this.timeout(60_000);
  it("moves by buttons, slider and keys, and shows the output so far", async function () {
    const executable = await testBrowser();
    if (executable === undefined) this.skip();
    const browser = await launchBrowser(executable);
    try {
      const page = await browser.newPage();
      const errors: unknown[] = [];
      page.on("pageerror", error => errors.push(error));
      const bundle = await windowScrubber(image, kernel, {start: 1})[DISPLAY]();
      // Twice, as when a cell's output is shown in two places.
      await page.setContent(`<!doctype html>${bundle["text/html"]}${bundle["text/html"]}`);
      const figure = page.locator("figure").nth(1);
      const status = figure.locator("[aria-live]");
      const shown = async () => await figure.locator(".kb-value:visible").count();
      expect(await status.textContent()).to.equal("Step 2 of 6. Output row 0, column 1 is 5.");
      expect(await shown()).to.equal(2);
      await figure.getByRole("button", {name: "Next"}).click();
      expect(await status.textContent()).to.equal("Step 3 of 6. Output row 0, column 2 is 1.");
      await figure.getByRole("slider").focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      expect(await status.textContent()).to.equal("Step 5 of 6. Output row 1, column 1 is 6.");
      expect(await shown()).to.equal(5);
      expect(await figure.locator(".kb-line").last().textContent()).to.equal("sum:  3 + 2 + 1 = 6");
      await page.keyboard.press("Home");
      expect(await shown()).to.equal(1);
      await figure.getByRole("button", {name: "Back"}).click();
      expect(await status.textContent()).to.match(/^Step 1 of 6/);
      await figure.getByRole("button", {name: "Play"}).click();
      await figure.getByText("Step 2 of 6").waitFor({timeout: 5000});
      await figure.getByRole("button", {name: "Pause"}).click();
      // The other copy was not moved.
      expect(await page.locator("figure").first().locator("[aria-live]").textContent()).to.match(
        /^Step 2 of 6/,
      );
      expect(await page.locator("img").count()).to.equal(0);
      expect(errors).to.deep.equal([]);
      // The buttons know the slider's keys, and other films have the same controls.
      const films = [
        poolScrubber(image, 2),
        volumeScrubber(volume, filters),
        receptiveFieldView(image, layers),
      ];
      const pages = await Promise.all(films.map(film => film[DISPLAY]()));
      await page.setContent(`<!doctype html>${pages.map(made => made["text/html"]).join("")}`);
      for (const [n, film] of films.entries()) {
        const shownFilm = page.locator("figure").nth(n);
        await shownFilm.getByRole("button", {name: "Next"}).focus();
        await page.keyboard.press("Home");
        expect(await shownFilm.locator("[aria-live]").textContent()).to.match(
          new RegExp(`^Step 1 of ${film.frames.length}\\. `),
        );
        await page.keyboard.press("ArrowRight");
        expect(await shownFilm.locator("[aria-live]").textContent()).to.match(/^Step 2 of /);
      }
      expect(errors).to.deep.equal([]);
      if (process.env.KB_PICTURES)
        await page.screenshot({path: `${process.env.KB_PICTURES}/scrubber-page.png`});
    } finally {
      await browser.close();
    }
  });
});
