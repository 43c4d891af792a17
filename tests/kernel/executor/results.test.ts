import {expect} from "chai";
import type {Output} from "../../../src/kernel/output.js";
import {Notebook} from "../../support/executorHarness.js";

describe("results and displays", () => {
  let notebook: Notebook;
  before(async () => {
    notebook = await Notebook.open();
  });
  after(() => notebook.close());

  const outputsOf = async (code: string): Promise<readonly Output[]> => (await notebook.run(code)).outputs;
  const dataOf = async (code: string) => {
    const result = (await outputsOf(code)).find(output => output.type === "result");
    return result?.type === "result" ? result.data : undefined;
  };

  it("an object decides its own display, at once or later", async () => {
    expect(
      await dataOf(
        "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<i>x</i>', 'text/plain': 'x' }) })",
      ),
    ).to.deep.equal({"text/html": "<i>x</i>", "text/plain": "x"});
    expect(
      await dataOf(
        "({ async [Symbol.for('Jupyter.display')]() { await null; return { 'text/plain': 'later' } } })",
      ),
    ).to.deep.equal({"text/plain": "later"});
  });

  it("a display that fails shows the value as text, and why", async () => {
    const data = await dataOf("({ a: 1, [Symbol.for('Jupyter.display')]() { throw new RangeError('no') } })");
    expect(data?.["text/plain"]).to.match(/a: 1[\s\S]*RangeError: no/);
  });

  it("a value that cannot be read is shown somehow", async () => {
    for (const code of [
      "new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 }, getPrototypeOf() { throw 3 } })",
      "({ get [Symbol.toStringTag]() { throw 1 } })",
      "Object.create(null)",
      "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw 1 } })",
      "({ [Symbol.for('Jupyter.display')]: () => ({ 'application/json': 10n }) })",
    ])
      expect((await dataOf(code))?.["text/plain"], code).to.be.a("string");
  });

  it("a chart specification goes out as one", async () => {
    const data = await dataOf(
      "({ $schema: 'https://vega.github.io/schema/vega-lite/v5.json', data: { values: [{ a: 1 }] }, mark: 'point', encoding: { x: { field: 'a', type: 'quantitative' } } })",
    );
    expect(data).to.have.property("application/vnd.vegalite.v5+json");
    expect(data?.["text/plain"]).to.be.a("string");
  });

  it("evaluate gives a value or an error without a trace in outputs", async () => {
    await notebook.value("const seen = 20");
    expect(await notebook.evaluate("console.log('unseen'), seen + 1")).to.equal("21");
    expect(await notebook.evaluate("nowhere")).to.match(/^ReferenceError: nowhere is not defined/);
    expect(await notebook.evaluate("await Promise.resolve(seen)")).to.equal("20");
    expect(notebook.of(notebook.count)).to.deep.equal([]);
  });

  describe("the tslab package", () => {
    it("displays every kind", async () => {
      const outputs = await outputsOf(
        "import { display } from 'tslab'; display.html('h'); display.markdown('m'); display.latex('l'); display.svg('s'); display.text('t'); display.javascript('j'); const b = new Uint8Array([1, 2]); display.png(b); display.jpeg(b); display.gif(b); display.pdf(b); display.raw('application/x', { a: 1 }); display.raw('text/x', 'r')",
      );
      expect(outputs.map(output => output.type === "display" && output.data)).to.deep.equal([
        {"text/html": "h"},
        {"text/markdown": "m"},
        {"text/latex": "l"},
        {"image/svg+xml": "s"},
        {"text/plain": "t"},
        {"text/javascript": "j"},
        {"image/png": "AQI="},
        {"image/jpeg": "AQI="},
        {"image/gif": "AQI="},
        {"application/pdf": "AQI="},
        {"application/x": {a: 1}},
        {"text/x": "r"},
      ]);
    });

    it("updates the display of newDisplay", async () => {
      const outputs = await outputsOf(
        "import { newDisplay } from 'tslab'; const d = newDisplay(); d.text('1'); d.html('2'); newDisplay().text('other')",
      );
      const [first, second, other] = outputs;
      expect([first?.type, second?.type, other?.type]).to.deep.equal(["display", "update", "display"]);
      const idOf = (output?: Output) => (output && "displayId" in output ? output.displayId : undefined);
      expect(idOf(first)).to.be.a("string").and.equal(idOf(second));
      expect(idOf(other)).not.to.equal(idOf(first));
    });

    it("tells versions, also by require and import()", async () => {
      expect(
        await notebook.value(
          "import { versions } from 'tslab'",
          "[typeof versions.tslab, versions.node === process.version, versions.typescript.length > 0]",
        ),
      ).to.equal("[ 'string', true, true ]");
      expect(
        await notebook.value(
          "[require('tslab').versions === versions, (await import('tslab')).versions === versions]",
        ),
      ).to.equal("[ true, true ]");
    });
  });

  describe("the kernel's link", () => {
    const LINK = "const link = (globalThis as any)[Symbol.for('kernelbook.kernel')]";

    it("is there before the first cell", async () => {
      expect(await notebook.value(LINK, "[link.name, typeof link.version, link.cwd === __dirname]")).to.equal(
        "[ 'kernelbook', 'string', true ]",
      );
    });

    it("shows, updates and clears", async () => {
      const outputs = await outputsOf(
        `${LINK}; link.emit({ 'text/plain': 'a' }, { displayId: 'd', metadata: { m: 1 } }); link.emit({ 'text/plain': 'b' }, { displayId: 'd', update: true }); link.clear(true)`,
      );
      expect(outputs).to.deep.equal([
        {type: "display", data: {"text/plain": "a"}, metadata: {m: 1}, displayId: "d"},
        {type: "update", data: {"text/plain": "b"}, metadata: {}, displayId: "d"},
        {type: "clear", wait: true},
      ]);
    });

    it("rejects what is no bundle, in the student's line", async () => {
      for (const [code, message] of [
        ["link.emit(null)", "display: a bundle must be an object of MIME types, got null"],
        [
          "link.emit({ 'application/json': 1n })",
          "display: the value for application/json must be JSON, got one that cannot be written",
        ],
        [
          "link.emit({ 'application/json': () => 1 })",
          "display: the value for application/json must be JSON, got function",
        ],
        [
          "link.emit({ 'text/plain': 'x' }, { update: true })",
          "display: an update must name its displayId, got undefined",
        ],
      ]) {
        const [output] = await outputsOf(`${LINK}; ${code}`);
        expect(output).to.include({type: "error", name: "TypeError", message});
        expect(output?.type === "error" && output.frames.length, code).to.equal(1);
      }
    });
  });
});
