import {spawnSync} from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {expect} from "chai";

const src = (name: string) =>
  JSON.stringify(fileURLToPath(new URL(`../../../src/grading/${name}`, import.meta.url)));

// Node itself closes those with low numbers, up to the first that is missing.

/** A judge that shows which regular files an answer finds open. */
const JUDGE = `
const {openSandbox} = await import(${src("sandbox/openSandbox.js")});
const {startWorker} = await import(${src("worker/answerWorker.js")});
const sandbox = await openSandbox({kind: process.argv[1]});
const worker = await startWorker(sandbox, {cpuSeconds: 20, memoryMb: 256});
const code = \`const fs = require("fs");
  return () => Array.from({length: 300}, (_, i) => i + 3).flatMap(fd => { try { return fs.fstatSync(fd).isFile() ? [fs.readFileSync(fd, "utf8")] : []; } catch { return []; } });\`;
const answer = worker.open(code, {realm: "main", budget: {seconds: 10, memoryMb: 256}});
console.log(JSON.stringify(await answer.call()));
await worker.stop();
await sandbox.close();
`;

describe("files that a grader was started with", function () {
  this.timeout(60_000);

  for (const kind of ["none", "namespaces", "bubblewrap"]) {
    it(`are closed in a worker, ${kind}`, function () {
      if (process.platform !== "linux") return this.skip();
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-inherited-"));
      const file = path.join(folder, "secret");
      fs.writeFileSync(file, "the seed");
      const handle = fs.openSync(file, "r");
      try {
        const {status, stdout, stderr} = spawnSync(
          process.execPath,
          ["--input-type=module", "-e", JUDGE, kind],
          {
            encoding: "utf8",
            stdio: ["ignore", "pipe", "pipe", handle, ...new Array<"ignore">(60).fill("ignore"), handle],
          },
        );
        if (status !== 0 && /a sandbox must work here/.test(stderr)) return this.skip();
        expect(JSON.parse(stdout), stderr).to.deep.equal([]);
      } finally {
        fs.closeSync(handle);
        fs.rmSync(folder, {recursive: true});
      }
    });
  }
});
