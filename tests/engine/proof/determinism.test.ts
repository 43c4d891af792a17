import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {packageRoot} from "../../../src/frontend/places.js";
import {runTool} from "../../../src/frontend/runTool.js";
import {openTier, tierUnderTest} from "../support/openTier.js";

const RUNNER = fileURLToPath(new URL("./runTraining.js", import.meta.url));
/** The cpu tier takes a second a step. */
const STEPS = tierUnderTest() === "cpu" ? 2 : 20;
const LONG_MS = 120_000;

interface Fingerprint {
  readonly hash: string;
  readonly sum: number;
}

async function train(threads: number): Promise<Fingerprint> {
  const args = [RUNNER, tierUnderTest(), String(threads), String(STEPS)];
  const {code, stdout, output} = await runTool(process.execPath, args, {cwd: packageRoot, timeout: LONG_MS});
  expect(code, output).to.equal(0);
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Fingerprint;
}

describe(`deterministic mode on ${tierUnderTest()}`, () => {
  before(async function () {
    await openTier(this);
  });

  for (const threads of [1, 2]) {
    it(`gives the same bits in two processes with ${threads} threads`, async function () {
      this.timeout(LONG_MS);
      const first = await train(threads);
      const second = await train(threads);
      expect(first.sum).to.be.within(1, 1e4); // neither zeros nor NaN, whose bits are equal too
      expect(second).to.deep.equal(first);
    });
  }
});
