import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import type {Compiler, CompilerOptions} from "../../../src/kernel/compile/compiler.js";
import {createCompiler} from "../../../src/kernel/compile/compilerHost.js";
import {skip} from "../../support/skip.js";

/** A type of 2^30 members: both compilers give up on it, after a minute or more. */
const ENDLESS = `
type Tree<P extends unknown[]> = P["length"] extends 30 ? P : Tree<[...P, 0]> | Tree<[...P, 1]>;
const endless: Tree<[]> = 1 as never;
`;

describe("createCompiler(options)", function () {
  this.timeout(60_000);
  let folder: string;
  let notices: string[];
  let compiler: Compiler;

  function start(engine: CompilerOptions["engine"] = "auto", files: Record<string, string> = {}): Compiler {
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    compiler = createCompiler({cwd: folder, engine, onNotice: text => notices.push(text)});
    return compiler;
  }

  async function run(code: string, name = "Cell 1"): Promise<number[]> {
    const result = await compiler.compile(code, name);
    if (!result.ok) return result.diagnostics.map(diagnostic => diagnostic.code);
    await compiler.commit();
    return [];
  }

  beforeEach(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-compiler-")));
    notices = [];
  });
  afterEach(async () => {
    await compiler.close();
    fs.rmSync(folder, {recursive: true, force: true});
  });

  for (const engine of ["typescript7", "typescript6", "tslab"] as const) {
    it(`checks and transforms with ${engine}`, async () => {
      start(engine);
      const first = await compiler.compile("let n = 1; function up() { return ++n }", "Cell 1");
      expect(compiler.engine).to.equal(engine);
      if (!first.ok) throw new Error("must compile");
      expect(first.cell).to.include({name: "Cell 1", isAsync: false});
      expect([...first.cell.declared].sort()).to.deep.equal(["n", "up"]);
      await compiler.commit();
      const second = await compiler.compile("up() + n", "Cell 2");
      expect(second.ok && second.cell.refs).to.deep.equal(["n", "up"]);
      expect(await run("const s: string = n")).to.deep.equal([2322]);
      expect(notices).to.be.empty;
    });
  }

  it("answers the first question as soon as it can, whichever it is", async () => {
    start();
    const [complete, isComplete] = await Promise.all([
      compiler.complete("Math.ma", 7),
      compiler.isComplete("foo("),
    ]);
    expect(complete).to.deep.equal({start: 5, end: 7, items: [{name: "max", kind: "method"}]});
    expect(isComplete).to.deep.equal({status: "incomplete", indent: "  "});
    expect((await compiler.inspect("prompt", 3))?.signature).to.equal(
      "function prompt(text?: string): string | null",
    );
  });

  it("remembers nothing of a cell that is not committed", async () => {
    start();
    await compiler.compile("const a = 1", "Cell 1");
    expect(await run("a")).to.deep.equal([2304]);
    await compiler.commit();
    expect(await run("a")).to.deep.equal([2304]);
  });

  it("forgets all cells on reset", async () => {
    start();
    await run("const a = 1");
    await compiler.reset();
    expect(await run("a")).to.deep.equal([2304]);
    const again = await compiler.compile("const a = 2; a", "Cell 1");
    expect(again.ok && again.cell.refs).to.deep.equal(["a"]);
  });

  it("reads the folder's tsconfig.json again on reset", async () => {
    start();
    expect(await run("let s: string = null")).to.deep.equal([2322]);
    fs.writeFileSync(path.join(folder, "tsconfig.json"), '{"compilerOptions": {"strict": false}}');
    await compiler.reset();
    expect(await run("let s: string = null")).to.be.empty;
  });

  it("tells the transform what tsconfig.json says about emit", async () => {
    const decorated =
      "const seen: unknown[] = []; function dec(...a: unknown[]) { seen.push(a.length) }\n@dec class A {}";
    start("auto", {"tsconfig.json": '{"compilerOptions": {"experimentalDecorators": true}}'});
    const result = await compiler.compile(decorated, "Cell 1");
    expect(result.ok && result.cell.code).to.include("__decorate");
  });

  it("compiles local files, and names the place of what it cannot read", async () => {
    start("auto", {
      "good.ts": "export const a: number = 1",
      "bad.ts": "export const a = 1\nexport const = 2",
    });
    expect((await compiler.module("good.ts")).code).to.equal("export const a = 1;");
    expect((await compiler.module(path.join(folder, "good.ts"))).map.version).to.equal(3);
    const failure = await compiler.module("bad.ts").catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(SyntaxError);
    expect((failure as Error).message).to.match(/^bad\.ts:2:14: /);
  });

  it("gives the notice of a broken tsconfig.json once", async () => {
    start("auto", {"tsconfig.json": "{"});
    await run("1");
    expect(notices).to.deep.equal(["tsconfig.json: '}' expected. What could be read of it is used."]);
  });

  it("tells the transform what a new tsconfig.json says after reset", async () => {
    const decorated = "function dec(...a: any[]) {}\n@dec class A {}";
    start();
    const before = await compiler.compile(decorated, "Cell 1");
    expect(before.ok && before.cell.code).not.to.include("__decorate(");
    fs.writeFileSync(
      path.join(folder, "tsconfig.json"),
      '{"compilerOptions": {"experimentalDecorators": true}}',
    );
    await compiler.reset();
    const after = await compiler.compile(decorated, "Cell 1");
    expect(after.ok && after.cell.code).to.include("__decorate(");
  });

  it("goes on with TypeScript 6 when the process of TypeScript 7 is killed", async function () {
    if (!listsProcesses) return skip(this, WITHOUT_PROC);
    start();
    await run("const kept = 1");
    for (const pid of childrenNamed("tsc")) process.kill(pid, "SIGKILL");
    expect(await run("const s: string = kept")).to.deep.equal([2322]);
    expect(compiler.engine).to.equal("typescript6");
    expect(notices).to.have.length(1);
    const next = await compiler.compile("kept", "Cell 3");
    expect(next.ok && next.cell.refs).to.deep.equal(["kept"]);
  });

  for (const engine of ["typescript7", "typescript6"] as const) {
    it(`stops an endless check with ${engine}, and keeps the cells`, async () => {
      start(engine);
      await run("const kept = 1");
      const hanging = compiler.compile(ENDLESS, "Cell 2").catch((error: unknown) => error);
      await new Promise(resolve => setTimeout(resolve, 500));
      const from = performance.now();
      await compiler.stop();
      expect(performance.now() - from).to.be.lessThan(1000);
      expect(await hanging).to.include({name: "Interrupt"});
      expect(await run("const s: string = kept")).to.deep.equal([2322]);
      expect(compiler.engine).to.equal(engine);
    });
  }

  it("stops a question that hangs, and keeps a cell that is committed after that", async () => {
    start();
    expect((await compiler.compile("const late = 1", "Cell 1")).ok).to.equal(true);
    const hanging = compiler
      .complete(`${ENDLESS}endless[0].`, ENDLESS.length + 11)
      .catch((error: unknown) => error);
    await new Promise(resolve => setTimeout(resolve, 1200));
    await compiler.stop();
    expect(await hanging).to.include({name: "Interrupt"});
    await compiler.commit();
    expect(await run("late.toFixed()")).to.be.empty;
  });

  it("lets a question go on that has only been asked", async () => {
    start();
    const asked = compiler.complete("Math.ma", 7);
    await compiler.stop();
    expect((await asked).items.map(item => item.name)).to.deep.equal(["max"]);
  });

  it("stops nothing when nothing hangs", async () => {
    start();
    await run("const kept = 1");
    await compiler.stop();
    expect(await run("kept.toFixed()")).to.be.empty;
    expect(notices).to.be.empty;
  });

  it("replaces a thread that runs out of memory, and keeps the cells", async () => {
    start();
    await run("const kept = 1");
    const huge = `const huge = [${"{a: 1, b: [2, 3]},".repeat(600_000)}]`;
    const asked = [compiler.compile(huge, "Cell 2"), compiler.complete("kept.toF", 8)] as const;
    const [failed, answered] = await Promise.allSettled(asked);
    expect(failed.status === "rejected" && failed.reason).to.include({
      name: "KernelError",
      message: "The type checker ran out of memory (it may take 320 MB)",
    });
    expect(answered.status === "fulfilled" && answered.value.items.map(item => item.name)).to.deep.equal([
      "toFixed",
    ]);
    expect(notices).to.deep.equal([
      "The type checker ran out of memory (it may take 320 MB) and was started anew; variables are as they were.",
    ]);
    expect(await run("const s: string = kept")).to.deep.equal([2322]);
  });

  it("leaves no process behind", async function () {
    if (!listsProcesses) return skip(this, WITHOUT_PROC);
    start();
    await run("1");
    expect(childrenNamed("tsc")).to.have.length(1);
    await compiler.reset();
    expect(childrenNamed("tsc")).to.have.length(1);
    await compiler.close();
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(childrenNamed("tsc")).to.be.empty;
  });

  it("refuses questions once closed", async () => {
    start();
    await compiler.close();
    const failure = await compiler.compile("1", "Cell 1").catch((error: unknown) => error);
    expect((failure as Error).message).to.equal("compiler: must be open, got a closed one");
    await compiler.close();
  });
});

const listsProcesses = fs.existsSync("/proc/self/stat");

const WITHOUT_PROC = "this system does not list its processes under /proc";

/** Running children of this process by the name of their program. */
function childrenNamed(name: string): number[] {
  return fs
    .readdirSync("/proc")
    .filter(entry => /^\d+$/.test(entry))
    .map(Number)
    .filter(pid => {
      try {
        const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
        const program = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
        const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        return program === name && Number(parent) === process.pid && state !== "Z";
      } catch {
        return false; // it ended meanwhile
      }
    });
}
