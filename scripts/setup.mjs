// What a clone needs before anything can run: packages and compiled sources. Node's own modules only.
import path from "node:path";
import {fileURLToPath} from "node:url";
import {step} from "./report.mjs";
import {compile, compileWhenStale, isCompiled} from "./steps/compile.mjs";
import {install, isInstalled} from "./steps/install.mjs";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

async function packages() {
  const title = isInstalled(root) ? "Packages" : "Packages (0.6 GB, about a minute)";
  await step(title, () => install(root));
}

/** @throws {import("./report.mjs").StepError} */
export async function setUp() {
  await packages();
  await step("Sources", () => compileWhenStale(root));
}

/** For `npm test`: the build is a gate of its own there, so an error in the sources doesn't end the set-up. */
export async function setUpForTests() {
  await packages();
  await step("Sources", async () => {
    if (isCompiled(root)) return "up to date";
    await compile(root);
    return "compiled";
  });
}
