import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {packageRoot} from "../../src/frontend/places.js";
import {runTool} from "../../src/frontend/runTool.js";

describe("kernelbook exercise", function () {
  this.timeout(60_000);
  let folder = "";
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "kernelbook-"));
  });
  after(() => rm(folder, {recursive: true, force: true}));

  const command = (...args: string[]) =>
    runTool(process.execPath, [path.join(packageRoot, "dist/src/cli/main.js"), "exercise", ...args], {
      cwd: folder,
    });

  it("lists a lesson's exercises with their points", async () => {
    const {code, stdout} = await command("list", "2");
    expect(code).to.equal(0);
    expect(stdout.split("\n")[0]).to.match(/^l02-out-size +3 {2}How often does the window fit\?$/);
    expect((await command("list", "99")).code).to.equal(2);
  });
  it("takes a learner from the task to a right answer", async () => {
    expect((await command("new", "l02-out-size")).code).to.equal(0);
    const file = path.join(folder, "l02-out-size.ts");
    const untouched = await command("check", file);
    expect(untouched.code).to.equal(1);
    expect(untouched.stdout).to.match(/^○ Not attempted yet/);
    expect(untouched.stdout).to.include(
      "then check it again. For a hint: npx kernelbook exercise hint l02-out-size",
    );

    const stub = await readFile(file, "utf8");
    const withBody = (body: string) =>
      writeFile(file, stub.replace(/ {2}throw new NotAttempted.*/, `  ${body}`));
    await withBody("return Math.floor((input + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;");
    const wrong = await command("check", "l02-out-size.ts");
    expect(wrong.code).to.equal(1);
    expect(wrong.stdout).to.match(/^✗ Not right yet.*\nCheck “a window that fits nowhere”/);

    await withBody("return input.length;");
    const mistyped = await command("check", "l02-out-size.ts");
    expect(mistyped.code).to.equal(1);
    expect(mistyped.output).to.match(/l02-out-size\.ts:\d+:\d+.*Property 'length' does not exist/s);

    await withBody(
      "return Math.max(0, Math.floor((input + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1);",
    );
    const right = await command("check", "l02-out-size.ts");
    expect(right.stdout + right.output).to.match(/^✓ Right/);
    expect(right.code).to.equal(0);
  });
  it("gives hints, one after the other", async () => {
    expect((await command("hint", "l02-out-size")).stdout).to.match(/Hint 1 of/);
    expect((await command("hint", "l02-out-size")).stdout).to.match(/Hint 2 of/);
  });
  it("overwrites no file, and refuses what is no exercise or free text", async () => {
    expect((await command("new", "l02-out-size")).output).to.match(
      /the file must not be there yet, got l02-out-size\.ts/,
    );
    expect((await command("new", "l99-x")).output).to.match(/must be one of those .* got l99-x/);
    expect((await command("check", "nothing.ts")).output).to.match(/the file must exist, got nothing\.ts/);
    expect((await command("begin")).output).to.match(/must be one of list, new, check, hint, got begin/);
  });
});
