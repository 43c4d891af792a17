import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {packageRoot} from "../../../src/frontend/places.js";
import {runTool} from "../../../src/frontend/runTool.js";
import {openTier, tierUnderTest} from "../support/openTier.js";
import type {Alive} from "./runSteps.js";

const STEPS = 2000;
/** From here on nothing may grow: caches are full, code is compiled. */
const WARM = 800;
/** The cpu tier takes 11 ms an example. */
const EXAMPLES = tierUnderTest() === "cpu" ? 1 : 8;
/** It breathes by 1 to 3 MB: steps that lose 10 kB each show, and a lost tensor shows in the counts. */
const RSS_BYTES = 10e6;
const LONG_MS = 180_000;

/** V8 lets its nursery grow for minutes; held small, the resident set is that of tensors and code. */
const NODE = ["--max-semi-space-size=4"];
const RUNNER = fileURLToPath(new URL("./runSteps.js", import.meta.url));

describe(`${STEPS} training steps on ${tierUnderTest()}`, () => {
  it("leave no tensor, no handle and no memory behind", async function () {
    this.timeout(LONG_MS);
    await openTier(this);
    const args = [...NODE, RUNNER, tierUnderTest(), String(EXAMPLES), String(WARM), String(STEPS)];
    const {code, stdout, output} = await runTool(process.execPath, args, {
      cwd: packageRoot,
      timeout: LONG_MS,
    });
    expect(code, output).to.equal(0);
    const [warm, end] = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as [Alive, Alive];
    expect(warm.tensors).to.be.above(0);
    expect({...end, rss: 0}).to.deep.equal({...warm, rss: 0});
    expect(end.rss - warm.rss, "growth of the resident set").to.be.below(RSS_BYTES);
  });
});
