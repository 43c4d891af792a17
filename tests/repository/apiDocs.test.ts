import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {pathToFileURL} from "node:url";
import {expect} from "chai";
import {packageRoot} from "../../src/frontend/places.js";

const pages = (folder: string) =>
  Object.fromEntries(
    fs.readdirSync(folder).map(name => [name, fs.readFileSync(path.join(folder, name), "utf8")]),
  );

describe("docs/api", function () {
  this.timeout(120_000);

  it("is what the docstrings say today, or npm run docs:api has to be run", async () => {
    const script = pathToFileURL(path.join(packageRoot, "scripts", "apiDocs.mjs")).href;
    const {writeApiDocs} = (await import(script)) as {writeApiDocs: (out: string) => Promise<number>};
    const out = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-api-"));
    try {
      expect(await writeApiDocs(out)).to.be.greaterThan(8);
      const [kept, made] = [pages(path.join(packageRoot, "docs", "api")), pages(out)];
      expect(Object.keys(kept)).to.deep.equal(Object.keys(made));
      const stale = Object.keys(made).filter(name => kept[name] !== made[name]);
      expect(stale).to.deep.equal([]);
    } finally {
      fs.rmSync(out, {recursive: true, force: true});
    }
  });
});
