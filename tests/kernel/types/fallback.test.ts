import fs from "node:fs";
import {expect} from "chai";
import {type EngineChoice, openEngine} from "../../../src/kernel/types/chooseEngine.js";
import type {TypeEngine} from "../../../src/kernel/types/typeEngine.js";
import {TypeScript7Project} from "../../../src/kernel/types/typescript7Project.js";
import {
  findTypeScript7,
  startTypeScript7,
  TypeScript7Server,
} from "../../../src/kernel/types/typescript7Server.js";
import {bareFolder, engineOptions, run} from "./engineHarness.js";

describe("TypeScript 6 behind TypeScript 7", function () {
  this.timeout(60_000);
  const folder = bareFolder();
  after(() => fs.rmSync(folder, {recursive: true, force: true}));
  let notices: string[];
  let engine: TypeEngine;
  let server: TypeScript7Server;

  beforeEach(async () => {
    notices = [];
    const started = await startTypeScript7(folder);
    if (started === undefined) throw new Error("TypeScript 7 must be installed for its tests");
    server = started;
    const onNotice = (text: string) => notices.push(text);
    engine = openEngine(engineOptions(folder), {
      wanted: "auto",
      typescript7: new TypeScript7Project(server),
      onNotice,
    });
    for (const code of ["let n = 1; const k = 'x'", "class A { x = n }", "function f(a: A) { return a.x }"])
      expect(run(engine, code)).to.be.empty;
    expect(engine.name).to.equal("typescript7");
  });
  afterEach(() => engine.dispose());

  const kill = () => process.kill(server.pid ?? 0, "SIGKILL");

  it("takes over a check when the server is killed, with all cells so far", () => {
    kill();
    expect(engine.check("const s: string = f(new A()) + n; k.length").map(({code}) => code)).to.deep.equal([
      2322,
    ]);
    expect(engine.name).to.equal("typescript6");
    expect(notices).to.have.length(1);
    expect(notices[0]).to.match(
      /^The type checker typescript7 7\.0\.2 failed \(.*\); typescript6 6\.0\.3 goes on in its place\.$/,
    );
  });

  it("takes over a commit, and forgets nothing of it", () => {
    expect(engine.check("const late = 5")).to.be.empty;
    kill();
    engine.commit("const late = 5");
    expect(engine.check("late.toFixed() + f(new A())")).to.be.empty;
    expect(engine.check("late = 6").map(({code}) => code)).to.deep.equal([2632]);
  });

  it("takes over a completion and an inspection", () => {
    kill();
    expect(engine.complete("new A().", 8).items.map(item => item.name)).to.deep.equal(["x"]);
    expect(engine.inspect("f", 1)?.signature).to.equal("function f(a: A): number");
    expect(notices).to.have.length(1);
  });

  it("goes on for good: one notice, whatever follows", () => {
    kill();
    for (let i = 0; i < 3; i++) expect(run(engine, `let m${i} = n + ${i}`)).to.be.empty;
    expect(engine.check("m2.toFixed()")).to.be.empty;
    expect(notices).to.have.length(1);
  });
});

describe("openEngine(wanted)", function () {
  this.timeout(60_000);
  const folder = bareFolder();
  after(() => fs.rmSync(folder, {recursive: true, force: true}));
  const opened = (wanted: EngineChoice["wanted"], server?: TypeScript7Server) => {
    const notices: string[] = [];
    const onNotice = (text: string) => notices.push(text);
    const typescript7 = server && new TypeScript7Project(server);
    const engine = openEngine(engineOptions(folder), {wanted, typescript7, onNotice});
    const result = {
      name: engine.name,
      codes: engine.check("let s: string = 1").map(({code}) => code),
      notices,
    };
    engine.dispose();
    return result;
  };

  it("is TypeScript 6 without a word where TypeScript 7 is not installed", () => {
    expect(opened("auto")).to.deep.equal({name: "typescript6", codes: [2322], notices: []});
  });
  it("says so where TypeScript 7 was asked for by name", () => {
    const {name, notices} = opened("typescript7");
    expect([name, notices]).to.deep.equal([
      "typescript6",
      ["TypeScript 7 is not installed for this system; TypeScript 6 is used instead."],
    ]);
  });
  it("is TypeScript 6 with a notice where the program of TypeScript 7 cannot be run", async () => {
    const parts = await findTypeScript7();
    const broken = new TypeScript7Server({...parts, program: "/nowhere/tsc"}, folder);
    const {name, codes, notices} = opened("auto", broken);
    expect([name, codes]).to.deep.equal(["typescript6", [2322]]);
    expect(notices).to.have.length(1);
    expect(notices[0]).to.match(/^TypeScript 7 can't be started \(.*\); TypeScript 6 is used instead\.$/);
  });
  it("is tslab's converter when asked for", () => {
    expect(opened("tslab")).to.deep.equal({name: "tslab", codes: [2322], notices: []});
  });
});
