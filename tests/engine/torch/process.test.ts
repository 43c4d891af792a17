import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import {expect} from "chai";
import {openTorch} from "./support/openTorch.js";

const SCRIPT = fileURLToPath(new URL("./support/runElsewhere.js", import.meta.url));

/** The corner of the filter sees 7 of 8 rows and columns: 1 - 5 steps x 0.1 x (2 x 7 x 7) / (2 x 8 x 8 x 5 outputs). */
const AFTER = `after 5 steps ${(1 - (5 * 0.1 * (2 * 7 * 7)) / (2 * 8 * 8 * 5)).toFixed(4)}`;

describe("torch in threads and at the end of a process", () => {
  before(async function () {
    await openTorch(this);
  });

  function run(how: string): {status: number | null; signal: string | null; output: string} {
    const {status, signal, stdout, stderr} = spawnSync(process.execPath, [SCRIPT, how], {
      encoding: "utf8",
      timeout: 60_000,
    });
    return {status, signal, output: stdout + stderr};
  }

  it("a worker thread trains beside the main thread, each with tensors of its own", function () {
    this.timeout(60_000);
    expect(run("both")).to.deep.equal({status: 0, signal: null, output: `here ${AFTER}\nthere ${AFTER}\n`});
  });

  it("a process ends with its own code while a worker computes", function () {
    this.timeout(60_000);
    expect(run("exit")).to.deep.equal({status: 3, signal: null, output: ""});
  });

  it("a worker can be stopped in the middle of its training, and the process goes on", function () {
    this.timeout(60_000);
    expect(run("terminate")).to.deep.equal({status: 0, signal: null, output: `here ${AFTER}\n`});
  });
});
