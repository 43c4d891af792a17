import {expect} from "chai";
import {errorIn, Notebook, plain, sleep, textIn} from "../../support/executorHarness.js";

describe("errors of cells", () => {
  let notebook: Notebook;
  before(async () => {
    notebook = await Notebook.open();
  });
  after(() => notebook.close());

  /** The error of the last of these cells, with `Cell A`, `Cell B` ... for their numbers. */
  const errorOf = async (...cells: string[]) => {
    const first = notebook.count + 1;
    let error: ReturnType<typeof errorIn>;
    for (const code of cells) error = errorIn((await notebook.run(code)).outputs);
    if (error === undefined) throw new Error("the cell must fail");
    const text = plain(error.traceback.join("\n"));
    const shown = text.replace(
      /Cell (\d+)/g,
      (_, n: string) => `Cell ${String.fromCharCode(65 + Number(n) - first)}`,
    );
    return {...error, shown};
  };

  it("shows name, message, the line and the student's own frames", async () => {
    const error = await errorOf(
      "interface A { x: number }\n\nfunction boom(o: A): number {\n  throw new RangeError('boom ' + o.x)\n}",
      "type T = string\nconst q: T = 'a'\nboom({ x: 1 })",
    );
    expect(error.name).to.equal("RangeError");
    expect(error.message).to.equal("boom 1");
    expect(error.shown).to.equal(
      [
        "RangeError: boom 1",
        "  4 |   throw new RangeError('boom ' + o.x)",
        "    |         ^",
        "    at boom (Cell A:4:9)",
        "    at Cell B:3:1",
      ].join("\n"),
    );
    expect(error.frames.map(({functionName, line, column}) => [functionName, line, column])).to.deep.equal([
      ["boom", 4, 9],
      [undefined, 3, 1],
    ]);
  });

  it("follows await", async () => {
    const {shown} = await errorOf(
      "async function a() { await null; throw new Error('late') }\n\nasync function b() {\n  await a()\n}\nawait b()",
    );
    expect(shown).to.match(/at a \(Cell A:1:40\)\n {4}at b \(Cell A:4:3\)\n {4}at Cell A:6:1$/);
  });

  it("has the same frames in error.stack", async () => {
    const {outputs} = await notebook.run("function s() { return new Error('x').stack }\nconsole.log(s())");
    expect(textIn(outputs)).to.match(/^Error: x\n {4}at s \(Cell (\d+):1:23\)\n {4}at Cell \1:2:13\n$/);
  });

  it("counts columns right in an object literal cell and after tabs", async () => {
    expect((await errorOf("{ a: null!.b }")).shown).to.include("at Cell A:1:12");
    expect((await errorOf("{\n\ta: null!.b }")).shown).to.include("    | \t         ^\n    at Cell A:2:11");
  });

  it("names methods, constructors and callbacks", async () => {
    const {shown} = await errorOf(
      "class K { constructor() { this.m() } m() { [1].map(v => { throw new Error('deep') }) } }\nnew K()",
    );
    expect(shown).to.match(
      /at Cell A:1:\d+\n {4}at K\.m \(Cell A:1:\d+\)\n {4}at new K \(Cell A:1:\d+\)\n {4}at Cell A:2:1$/,
    );
  });

  it("shows causes and collected errors, and ends in a circle", async () => {
    const {shown} = await errorOf(
      "throw new Error('outer', { cause: new TypeError('inner', { cause: 'root' }) })",
    );
    expect(shown).to.match(
      /^Error: outer\n[\s\S]*\ncaused by: TypeError: inner\n[\s\S]*\ncaused by: Uncaught: 'root'/,
    );
    const all = await errorOf(
      "await Promise.any([Promise.reject(new Error('one')), Promise.reject(new Error('two'))])",
    );
    expect(all.shown).to.match(
      /^AggregateError: All promises were rejected\n[\s\S]*errors\[0\]: Error: one[\s\S]*errors\[1\]: Error: two/,
    );
    const circle = await errorOf("const e1: any = new Error('round'); e1.cause = e1; throw e1");
    expect(circle.shown.match(/round/g)).to.have.length(2); // the message and the line of code
  });

  for (const [thrown, message] of [
    ["'x'", "'x'"],
    ["null", "null"],
    ["undefined", "undefined"],
    ["{ code: 4 }", "{ code: 4 }"],
    ["42n", "42n"],
  ])
    it(`shows a thrown ${thrown}`, async () => {
      const error = await errorOf(`throw ${thrown}`);
      expect([error.name, error.message]).to.deep.equal(["Uncaught", message]);
    });

  it("survives errors that fight back", async () => {
    const hostile = [
      "throw Object.defineProperty(new Error('x'), 'message', { get() { throw 1 } })",
      "throw Object.defineProperty(new Error('x'), 'stack', { get() { throw 1 } })",
      "throw Object.defineProperty(new Error('x'), 'name', { value: Symbol('n') })",
      "throw new Proxy({}, { get() { throw 1 }, getPrototypeOf() { throw 2 } })",
      "throw new Proxy(new Error('p'), { get() { throw 1 } })",
      "throw { get [Symbol.toStringTag]() { throw 1 }, [Symbol.for('nodejs.util.inspect.custom')]() { throw 2 } }",
      "throw Object.assign(new Error('x'), { stack: 5, cause: { get message() { throw 1 } } })",
      "throw Object.create(null)",
    ];
    for (const code of hostile) {
      const {outcome, outputs} = await notebook.run(code);
      expect(outcome, code).to.equal("error");
      expect(errorIn(outputs), code).to.be.an("object");
    }
    expect(await notebook.value("1 + 1")).to.equal("2");
  });

  it("shows a recursion without an end by its frames", async () => {
    const {shown} = await errorOf("function down(): number { return down() + 1 }\ndown()");
    expect(shown).to.match(/^RangeError: Maximum call stack size exceeded\n/);
    expect(shown.match(/at down \(Cell A:1:\d+\)/g)).to.have.length.within(10, 30);
  });

  it("leaves the frames of libraries out", async () => {
    const {shown} = await errorOf("JSON.parse('{')", "require('node:fs').readFileSync('no-such-file')");
    expect(shown).to.match(/^Error: ENOENT[^\n]*\n.*\n.*\n {4}at Cell B:1:\d+$/);
  });

  it("carries on after an error", async () => {
    await notebook.run("let n = 1; n = 2; throw new Error('x')");
    expect(await notebook.value("n")).to.equal("2");
  });

  describe("that come late", () => {
    const lateError = async (code: string, next = "await new Promise(f => setTimeout(f, 120)); 'ran'") => {
      const {outcome} = await notebook.run(code);
      expect(outcome).to.equal("ok");
      const cell = notebook.count;
      const {outcome: after, outputs} = await notebook.run(next);
      expect(after).to.equal("ok");
      expect(errorIn(outputs)).to.equal(undefined);
      const error = errorIn(notebook.of(cell));
      return plain(error?.traceback.join("\n") ?? "").replaceAll(`Cell ${cell}`, "Cell A");
    };

    it("from a timer are shown in its cell", async () => {
      expect(await lateError("setTimeout(() => {\n  throw new Error('tick')\n}, 20)")).to.match(
        /^Error: tick\n[\s\S]*at Timeout.*\(Cell A:2:9\)|at Cell A:2:9$/,
      );
    });
    it("from a rejected promise are shown in its cell", async () => {
      expect(
        await lateError(
          "void (async () => {\n  await new Promise(f => setTimeout(f, 20))\n  throw new Error('r')\n})()",
        ),
      ).to.match(/^Error: r\n[\s\S]*at Cell A:3:9$/);
    });
    it("from an event emitter are shown in its cell", async () => {
      expect(
        await lateError(
          "import { get } from 'node:http'; get('http://127.0.0.1:1').on('error', () => { throw new Error('event') })",
        ),
      ).to.match(/^Error: event\n[\s\S]*Cell A:1:\d+\)?$/);
    });
    it("from queueMicrotask are shown in its cell", async () => {
      await notebook.run("queueMicrotask(() => { throw new Error('micro') })");
      await sleep(20);
      expect(errorIn(notebook.of(notebook.count))?.message).to.equal("micro");
    });
    it("without a stack go to the cell of the timer", async () => {
      expect(await lateError("setTimeout(() => { throw 'text' }, 20)")).to.match(/^Uncaught: 'text'/);
    });
    it("from nextTick leave the kernel alive", async () => {
      expect(await lateError("process.nextTick(() => { throw new Error('ticked') }); 0")).to.match(
        /^Error: ticked/,
      );
    });
  });
});
