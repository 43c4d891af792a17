import fs from "node:fs";
import {expect} from "chai";
import {TypeScript7Thread} from "../../../src/kernel/compile/typescript7Thread.js";
import {createTypeScript7} from "../../../src/kernel/types/typescript7.js";
import {TypeScript7Calls} from "../../../src/kernel/types/typescript7Calls.js";
import {bareFolder, engineOptions, run} from "../types/engineHarness.js";

describe("TypeScript7Thread", function () {
  this.timeout(60_000);
  let folder: string;
  let thread: TypeScript7Thread;

  function calls(): TypeScript7Calls {
    const started = TypeScript7Calls.start(thread.link);
    if (started === undefined) throw new Error("TypeScript 7 must be installed for its tests");
    return started;
  }

  beforeEach(() => {
    folder = bareFolder({"tsconfig.json": '{"compilerOptions": {"strict": false}}'});
    thread = new TypeScript7Thread(folder);
  });
  afterEach(async () => {
    await thread.end();
    fs.rmSync(folder, {recursive: true, force: true});
  });

  it("answers as TypeScript 7 in the caller's own thread", () => {
    const engine = createTypeScript7(engineOptions(folder), calls());
    expect(run(engine, "let s: string = null\n/** Adds. */\nfunction add(a: number) { return a + 1 }")).to.be
      .empty;
    expect(run(engine, "s = 1; add('x')")).to.deep.equal([2322, 2345]);
    expect(engine.complete("Math.ma", 7).items).to.deep.equal([{name: "max", kind: "method"}]);
    expect(engine.complete("ad", 2).items.map(({name}) => name)).to.include("add");
    expect(engine.inspect("add", 1)).to.deep.equal({
      signature: "function add(a: number): number",
      documentation: "Adds.",
      tags: [],
    });
  });

  it("lets the caller work while it checks, and takes back a guess that was wrong", () => {
    fs.writeFileSync(`${folder}/tsconfig.json`, '{"compilerOptions": {"strict": true}}');
    const engine = createTypeScript7(engineOptions(folder), calls());
    let hasWorked = false;
    const errors = engine.check("let s: string = null", () => {
      hasWorked = true;
    });
    expect([errors.map(({code}) => code), hasWorked]).to.deep.equal([[2322], true]);
  });

  it("starts anew after it was closed", () => {
    const before = createTypeScript7(engineOptions(folder), calls());
    for (let n = 0; n < 5; n++) run(before, `const before${n} = ${n}`);
    before.dispose();
    const engine = createTypeScript7(engineOptions(folder), calls());
    for (let n = 0; n < 20; n++) expect(run(engine, `${n} + true`)).to.deep.equal([2365]);
  });

  it("makes a call throw that comes after its end", async () => {
    const engine = createTypeScript7(engineOptions(folder), calls());
    await thread.end();
    expect(() => engine.check("1")).to.throw("its thread has ended");
  });
});
