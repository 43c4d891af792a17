import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {packageRoot} from "../../../src/frontend/places.js";
import {runTool} from "../../../src/frontend/runTool.js";
import {openTier, tierUnderTest} from "../support/openTier.js";
import {EXCLUSIONS, exclusionOf} from "./exclusions.js";
import {specFiles} from "./loadSpecs.js";
import type {SpecEvent, SpecResult} from "./specRun.js";

/** All of them take some 10 s, a tier with slow calls a minute. */
const RUN_MS = 5 * 60_000;
/** tfjs-core 4.22.0 publishes 4232 specs; fewer mean that files were not loaded. */
const AT_LEAST = 4200;

const RUNNER = fileURLToPath(new URL("./runSpecs.js", import.meta.url));

/** Runs the specs of these files in a process of their own: they want jasmine's globals where mocha has its own. */
async function runSpecs(files: readonly string[]): Promise<SpecResult[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-specs-"));
  try {
    const output = path.join(folder, "specs.jsonl");
    const run = await runTool(process.execPath, [RUNNER, output, ...files], {
      cwd: packageRoot,
      timeout: RUN_MS,
    });
    const lines = fs.existsSync(output) ? fs.readFileSync(output, "utf8").trimEnd().split("\n") : [];
    const events = lines.map(line => JSON.parse(line) as SpecEvent);
    const last = events.at(-1);
    const where =
      last === undefined
        ? "before the first spec"
        : `in or after: ${"started" in last ? last.started : last.name}`;
    expect(run.code, `the run ended ${where}\n${run.output.slice(-2000)}`).to.equal(0);
    return events.filter(event => !("started" in event)) as SpecResult[];
  } finally {
    fs.rmSync(folder, {recursive: true});
  }
}

describe(`the specs that tfjs-core publishes, on ${tierUnderTest()}`, () => {
  const tier = tierUnderTest();
  const files = specFiles();
  let results: readonly SpecResult[] = [];
  const excluded = (spec: SpecResult) => exclusionOf(tier, spec);

  before(async function () {
    this.timeout(RUN_MS);
    await openTier(this);
    results = await runSpecs(files);
  });

  for (const file of files) {
    it(`pass: ${file}`, () => {
      const failed = results.filter(
        spec => spec.file === file && spec.status === "failed" && excluded(spec) === undefined,
      );
      expect(failed.map(({name, message}) => `${name}: ${message}`)).to.deep.equal([]);
    });
  }

  it("fail where they are excluded: one that passes has to leave the list", () => {
    const passing = results.filter(spec => spec.status === "passed" && excluded(spec) !== undefined);
    expect(passing.map(({file, name}) => `${file}: ${name}`)).to.deep.equal([]);
    const idle = EXCLUSIONS.filter(
      one => (one.tiers?.includes(tier) ?? true) && !results.some(spec => excluded(spec) === one),
    );
    expect(idle.map(({reason}) => reason)).to.deep.equal([]);
  });

  it(`are ${AT_LEAST} at least`, () => {
    const count = (status: SpecResult["status"]) => results.filter(spec => spec.status === status).length;
    const failed = results.filter(spec => excluded(spec) !== undefined).length;
    console.log(`      ${count("passed")} passed, ${failed} excluded, ${count("pending")} not for Node`);
    expect(results.length).to.be.at.least(AT_LEAST);
    expect(results.filter(({file}) => file === "unknown")).to.deep.equal([]);
  });
});
