import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import type {SandboxKind} from "../../../src/grading/sandbox/sandbox.js";
import {skip} from "../../support/skip.js";
import {installSystemPackages} from "../../support/systemPackages.js";
import {attacks} from "./attacks.js";
import {descendants, isRunning} from "./commandLines.js";
import type {AttackReport} from "./runAttacks.js";

const PROGRAM = fileURLToPath(new URL("./runAttacks.js", import.meta.url));
/** The user `nobody` of every Linux. */
const NOBODY = 65534;

interface User {
  readonly name: string;
  readonly uid?: number;
}

const isRoot = process.getuid?.() === 0;
const users: readonly User[] = isRoot
  ? [{name: "root"}, {name: "an ordinary user", uid: NOBODY}]
  : [{name: "an ordinary user"}];

/** Takes what a judge leaves behind that was killed. */
let scratch = "";

function startJudge(kind: SandboxKind, {uid}: User, ...more: readonly string[]): ChildProcess {
  const as = uid === undefined ? {} : {uid, gid: uid};
  return spawn(process.execPath, [PROGRAM, kind, ...more], {
    env: {PATH: process.env.PATH ?? "", SECRET: "of the judge", TMPDIR: scratch},
    stdio: ["ignore", "pipe", "pipe"],
    ...as,
  });
}

async function output(
  child: ChildProcess,
): Promise<{readonly code: number; readonly out: string; readonly errors: string}> {
  let out = "";
  let errors = "";
  child.stdout?.on("data", chunk => (out += String(chunk)));
  child.stderr?.on("data", chunk => (errors += String(chunk)));
  const [code] = (await once(child, "close")) as [number];
  return {code, out, errors};
}

describe("a worker under attack", function () {
  this.timeout(180_000);

  before(async function () {
    if (process.platform !== "linux") skip(this, "namespaces are Linux's");
    await installSystemPackages(["bubblewrap"]);
    scratch = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-attacks-"));
    fs.chmodSync(scratch, 0o777);
  });
  after(() => {
    if (scratch !== "") fs.rmSync(scratch, {recursive: true, force: true});
  });

  it("means something: without a sandbox the same answers get through", async () => {
    const {out, errors} = await output(startJudge("none", users[0], "harmless"));
    const {found, connections} = JSON.parse(out || `"${errors}"`) as AttackReport;
    expect(Object.keys(found).length).to.be.at.least(5);
    for (const [name, {value}] of Object.entries(found))
      expect(value, name).to.not.deep.equal(attacks[name].value);
    expect(connections).to.be.at.least(2);
  });

  for (const kind of ["namespaces", "bubblewrap", "container"] as const) {
    for (const user of users) {
      describe(`in ${kind}, started by ${user.name}`, () => {
        let report: AttackReport;

        before(async function () {
          const {code, out, errors} = await output(startJudge(kind, user));
          if (code !== 0) {
            const why = errors.trim().slice(-500);
            // On a machine of continuous integration namespaces work, so there a failure is one.
            if (kind === "namespaces" && process.env.CI && isRoot) throw new Error(why);
            skip(this, `${kind} as ${user.name}: ${why}`);
          }
          report = JSON.parse(out) as AttackReport;
        });

        for (const [name, {value, stop}] of Object.entries(attacks)) {
          it(`holds an answer that ${name}`, () => {
            const {found, leftovers} = report;
            if (stop !== undefined) expect(found[name]).to.include({stop});
            if (value !== undefined) expect(found[name]).to.deep.equal({value});
            expect(found[name].stop).to.not.equal("grader-fault");
            expect(leftovers[name]).to.deep.equal([]);
          });
        }

        it("leaves the machine as it was", () => {
          expect(report).to.include({connections: 0, secretIsIntact: true, bystanderLives: true});
          expect(report.uid).to.equal(user.uid ?? process.getuid?.());
          expect(report.layers).to.include("network namespace").and.include("private read-only root");
        });

        it("costs the judge no memory to speak of", () => {
          expect(report.grownMb).to.be.below(150);
        });

        it("ends when the judge is killed", async () => {
          const judge = startJudge(kind, user, "hang");
          await once(judge.stdout ?? judge, "data");
          const below = descendants(judge.pid ?? 0);
          expect(below.length).to.be.at.least(4); // the worker, what it has started, and what set it up
          judge.kill("SIGKILL");
          await once(judge, "exit");
          for (let i = 0; i < 100 && below.some(isRunning); i++) {
            await new Promise(resolve => setTimeout(resolve, 50));
          }
          expect(below.filter(isRunning)).to.deep.equal([]);
        });
      });
    }
  }
});
