import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import {CodeCache} from "../../../src/kernel/compile/codeCache.js";
import {loadTypeScript} from "../../../src/kernel/compile/loadTypeScript.js";
import {skip} from "../../support/skip.js";

describe("CodeCache", () => {
  let folder: string;
  let source: string;
  const code = Buffer.from("compiled");
  const at = (...names: string[]) => path.join(folder, ...names);
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-cache-"));
    source = at("source.js");
    fs.writeFileSync(source, "1 + 1");
  });
  afterEach(() => fs.rmSync(folder, {recursive: true, force: true}));

  const entry = (cache: string) => at(cache, fs.readdirSync(at(cache))[0] ?? "");

  it("gives the text, and the code that was saved for it", () => {
    const cache = new CodeCache("x", [at("a")]);
    const first = cache.read(source);
    expect([first.text, first.code]).to.deep.equal(["1 + 1", undefined]);
    first.save(code);
    expect(new CodeCache("x", [at("a")]).read(source).code).to.deep.equal(code);
  });
  it("gives none for another text, and keeps only the newest", () => {
    const cache = new CodeCache("x", [at("a")]);
    cache.read(source).save(code);
    fs.writeFileSync(source, "1 + 2 + 3");
    const changed = cache.read(source);
    expect(changed.code).to.equal(undefined);
    changed.save(code);
    expect(fs.readdirSync(at("a"))).to.have.length(1);
  });
  for (const [how, damage] of [
    ["cut short", (bytes: Buffer) => bytes.subarray(0, -1)],
    ["with one bit turned", (bytes: Buffer) => bytes.fill(bytes.readUInt8(14) ^ 1, 14, 15)],
    ["empty", () => Buffer.alloc(0)],
    ["of another kind", () => Buffer.from("something else altogether")],
  ] as const)
    it(`gives none that is ${how}`, () => {
      const cache = new CodeCache("x", [at("a")]);
      cache.read(source).save(code);
      fs.writeFileSync(entry("a"), damage(fs.readFileSync(entry("a"))));
      expect(cache.read(source).code).to.equal(undefined);
    });
  it("goes to the next folder where one cannot be written", () => {
    fs.writeFileSync(at("file"), "");
    const cache = new CodeCache("x", [at("file", "below"), at("b")]);
    cache.read(source).save(code);
    expect(cache.read(source).code).to.deep.equal(code);
    expect(fs.readdirSync(at("b"))).to.have.length(1);
  });
  it("neither reads from nor writes to a folder that others may write to", function () {
    if (process.platform === "win32") skip(this, "folders have no such mode on Windows");
    const cache = new CodeCache("x", [at("a")]);
    cache.read(source).save(code);
    fs.chmodSync(at("a"), 0o777);
    expect(cache.read(source).code).to.equal(undefined);
    fs.rmSync(entry("a"));
    cache.read(source).save(code);
    expect(fs.readdirSync(at("a"))).to.be.empty;
  });
  it("loads the same TypeScript with it and without", function () {
    this.timeout(30_000);
    const cache = new CodeCache("typescript", [at("a")]);
    const first = loadTypeScript(cache);
    first.saveCode();
    expect(fs.statSync(entry("a")).size).to.be.greaterThan(1e6);
    const {ts, saveCode} = loadTypeScript(cache);
    expect(ts.version).to.equal(first.ts.version);
    expect(ts.transpile("f<number>(1)")).to.equal('"use strict";\nf(1);\n');
    const {mtimeMs} = fs.statSync(entry("a"));
    saveCode();
    expect(fs.statSync(entry("a")).mtimeMs).to.equal(mtimeMs);
  });
});
