import fs from "node:fs";
import path from "node:path";
import {pathToFileURL} from "node:url";
import {expect} from "chai";
import {packageRoot} from "../../src/frontend/places.js";
import {readSource} from "../support/sources.js";

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "datasets/README.md",
  ...fs
    .readdirSync(path.join(packageRoot, "docs"))
    .flatMap(name => (name.endsWith(".md") ? [`docs/${name}`] : [])),
];

const scripts = (JSON.parse(readSource("package.json")) as {scripts: Record<string, string>}).scripts;

describe("the documentation", () => {
  for (const page of PAGES) {
    const text = readSource(page);

    it(`${page} links only to files that exist`, () => {
      const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target);
      const local = links.filter(target => !/^[a-z]+:/.test(target));
      const folder = path.dirname(path.join(packageRoot, page));
      expect(local.filter(target => !fs.existsSync(path.join(folder, decodeURI(target))))).to.deep.equal([]);
    });

    it(`${page} names only npm scripts that exist`, () => {
      const named = [...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name = ""]) => name);
      expect(named.filter(name => !(name in scripts))).to.deep.equal([]);
    });
  }

  it("README.md leads to every page of docs/", () => {
    const readme = readSource("README.md");
    expect(PAGES.filter(page => page.startsWith("docs/") && !readme.includes(`(${page})`))).to.deep.equal([]);
  });

  it("CONTRIBUTING.md lists the gates of npm test, in their order", async () => {
    const gates = (await import(pathToFileURL(path.join(packageRoot, "scripts", "gates.mjs")).href)) as {
      GATES: readonly {name: string}[];
    };
    const listed = [...readSource("CONTRIBUTING.md").matchAll(/^\| `([a-z]+)` /gm)].map(([, name]) => name);
    expect(listed).to.deep.equal(gates.GATES.map(({name}) => name));
  });
});
