import {execFileSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {pathToFileURL} from "node:url";
import {expect} from "chai";
import {packageRoot} from "../../../src/frontend/places.js";
import {graderVersion} from "../../../src/grading/judge/graderVersion.js";

describe("graderVersion()", () => {
  it("is the package's version and a hash, the same in every process", () => {
    const {version} = JSON.parse(fs.readFileSync(path.join(packageRoot, "package.json"), "utf8")) as {
      version: string;
    };
    const file = pathToFileURL(path.join(packageRoot, "dist/src/grading/judge/graderVersion.js")).href;
    const program = `import {graderVersion} from ${JSON.stringify(file)}; process.stdout.write(graderVersion());`;
    const elsewhere = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
      encoding: "utf8",
    });
    expect(graderVersion()).to.equal(elsewhere);
    expect(graderVersion()).to.match(new RegExp(`^${version.replaceAll(".", "\\.")}\\+[0-9a-f]{16}$`));
  });
});
