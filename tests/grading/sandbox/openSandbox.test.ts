import {expect} from "chai";
import {openSandbox} from "../../../src/grading/sandbox/openSandbox.js";

describe("openSandbox(options)", () => {
  it("gives plain processes when asked for none, and says that nothing is active", async () => {
    const sandbox = await openSandbox({kind: "none"});
    expect(sandbox).to.deep.include({kind: "none", layers: []});
    await sandbox.close();
  });
});
