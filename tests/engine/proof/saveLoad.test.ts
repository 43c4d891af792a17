import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {expectClose} from "../../../src/core/expectClose.js";
import type {EngineName} from "../../../src/engine/engine.js";
import {ENGINE_NAMES, loadEngine} from "../../../src/engine/engines.js";
import {packageRoot} from "../../../src/frontend/places.js";
import {runTool} from "../../../src/frontend/runTool.js";
import {skip} from "../../support/skip.js";
import {openTier, tierUnderTest} from "../support/openTier.js";

const RUNNER = fileURLToPath(new URL("./runModel.js", import.meta.url));
const LONG_MS = 120_000;

/** Each tier in a process of its own: two native libraries need not get on with each other. */
async function predictions(engine: EngineName, action: "save" | "load", file: string): Promise<number[]> {
  const args = [RUNNER, engine, action, file];
  const {code, stdout, output} = await runTool(process.execPath, args, {cwd: packageRoot, timeout: LONG_MS});
  expect(code, output).to.equal(0);
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as number[];
}

describe(`a model saved on ${tierUnderTest()}`, () => {
  let folder = "";
  let file = "";
  let saved: readonly number[] = [];

  before(async function () {
    this.timeout(LONG_MS);
    await openTier(this);
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-model-"));
    file = path.join(folder, "model.json");
    saved = await predictions(tierUnderTest(), "save", file);
  });

  after(() => {
    if (folder !== "") fs.rmSync(folder, {recursive: true});
  });

  it("has learnt something: its answers are probabilities that differ", () => {
    expect(saved).to.have.length(16 * 5);
    expectClose([saved.reduce((sum, p) => sum + p, 0)], [16]);
    expect(Math.max(...saved) - Math.min(...saved)).to.be.above(0.05);
  });

  for (const engine of ENGINE_NAMES) {
    it(`answers the same when ${engine} has loaded it`, async function () {
      this.timeout(LONG_MS);
      const probe = await (await loadEngine(engine)).probe();
      if (!probe.ok && probe.state === "missing") skip(this, `${engine}: ${probe.reason}; ${probe.remedy}`);
      expectClose(await predictions(engine, "load", file), saved, {atol: 1e-5});
    });
  }
});
