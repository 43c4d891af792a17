import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import {expect} from "chai";
import type {Browser} from "playwright-core";
import ts from "typescript";
import {packageRoot} from "../../../src/frontend/places.js";
import {launchBrowser, testBrowser} from "../../support/browser.js";
import {skip} from "../../support/skip.js";
import {type StaticServer, serveFolder} from "../../support/staticServer.js";

/** What Node finds by name, a page finds by this. */
const IMPORTS = {
  "@tensorflow/tfjs": "/node_modules/@tensorflow/tfjs/dist/tf.fesm.min.js",
  chai: "/node_modules/chai/index.js",
  "fast-check": "/node_modules/fast-check/lib/fast-check.js",
  "pure-rand/": "/node_modules/pure-rand/lib/esm/",
};

/** The tests of the numbers, compiled: the same files that run in Node. */
function numericTests(): string[] {
  const inFolder = (folder: string) =>
    fs
      .readdirSync(path.join(packageRoot, "dist", "tests", folder))
      .flatMap(name => (name.endsWith(".test.js") ? [`/dist/tests/${folder}/${name}`] : []));
  const core = ["expectClose", "grid", "matmul", "random"].map(name => `/dist/tests/core/${name}.test.js`);
  return [...core, ...inFolder("conv"), ...inFolder("nn"), "/dist/tests/data/generated.test.js"];
}

/** A page that runs the tests and leaves what came of them in `window.results`. */
function testPage(tests: readonly string[]): string {
  return `<!doctype html><title>The library by hand</title>
<script type="importmap">${JSON.stringify({imports: IMPORTS})}</script>
<script src="/node_modules/mocha/mocha.js"></script>
<script type="module">
import * as tf from "@tensorflow/tfjs";
mocha.setup({ui: "bdd", timeout: 60000, reporter: class {
  constructor(runner) {
    const results = {passed: 0, failures: []};
    runner.on("pass", () => { results.passed++; });
    runner.on("fail", (test, error) => { results.failures.push(test.fullTitle() + ": " + error); });
    runner.on("end", () => { window.results = results; });
  }
}});
try {
  await tf.setBackend("cpu");
  for (const test of ${JSON.stringify(tests)}) await import(test);
  mocha.run();
} catch (error) {
  window.results = {passed: 0, failures: [String(error)]};
}
</script>`;
}

/** Every file that a page loads for these modules, by their static imports. */
function closureOf(files: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    const text = fs.readFileSync(file, "utf8");
    for (const [, specifier] of text.matchAll(/^(?:import|export)\b[^;]*?\bfrom "(\.[^"]+)"/gm))
      visit(path.resolve(path.dirname(file), specifier));
  };
  for (const file of files) visit(file);
  return [...found];
}

describe("the library by hand in a browser", function () {
  this.timeout(180_000);
  let browser: Browser | undefined;
  let server: StaticServer | undefined;

  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it("passes the tests that Node runs", async function () {
    const program = await testBrowser();
    if (program === undefined) skip(this, "the library in a browser: there is none");
    server = await serveFolder(packageRoot, {"/": testPage(numericTests())});
    browser = await launchBrowser(program);
    const page = await browser.newPage();
    await page.goto(server.url);
    const results = page.waitForFunction("window.results", undefined, {timeout: 170_000});
    const {passed, failures} = (await (await results).jsonValue()) as {passed: number; failures: string[]};
    expect(failures).to.deep.equal([]);
    expect(passed).to.be.greaterThan(400);
  });

  it("weighs at most 40 KB compressed, all of core, conv and nn that a page needs", () => {
    const src = path.join(packageRoot, "dist", "src");
    const own = ["conv", "nn"].flatMap(folder =>
      fs
        .readdirSync(path.join(src, folder), {recursive: true, encoding: "utf8"})
        .flatMap(name => (name.endsWith(".js") ? [path.join(src, folder, name)] : [])),
    );
    const files = closureOf(own);
    // Comments off; a bundler that shortens names gets it smaller still.
    const options = {target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true};
    const text = files.map(file => ts.transpile(fs.readFileSync(file, "utf8"), options)).join("\n");
    const sizeKb = zlib.gzipSync(text, {level: 9}).length / 1024;
    console.log(`      ${files.length} modules, ${sizeKb.toFixed(1)} KB`);
    expect(files.filter(file => file.includes("node_modules"))).to.deep.equal([]);
    expect(sizeKb).to.be.at.most(40);
  });
});
