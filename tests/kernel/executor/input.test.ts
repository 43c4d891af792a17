import {expect} from "chai";
import {errorIn, Notebook, resultIn, textIn, until} from "../../support/executorHarness.js";

describe("input of cells", () => {
  let notebook: Notebook;
  before(async () => {
    notebook = await Notebook.open();
  });
  after(() => notebook.close());
  beforeEach(() => {
    notebook.questions.length = 0;
    notebook.onInput = prompt => notebook.executor.answer(`answer to ${prompt}`);
  });

  it("prompt waits for the answer, after the text before it", async () => {
    let before = "";
    notebook.onInput = prompt => {
      before = textIn(notebook.of(notebook.count));
      notebook.executor.answer(`${prompt}!`);
    };
    const {outputs} = await notebook.run(
      "console.log('hello'); const name = prompt('name?'); [name, prompt()]",
      {allowInput: true},
    );
    expect(before).to.equal("hello\n");
    expect(resultIn(outputs)).to.equal("[ 'name?!', '!' ]");
    expect(notebook.questions.map(({prompt, password}) => [prompt, password])).to.deep.equal([
      ["name?", false],
      ["", false],
    ]);
  });

  it("input gives a promise while everything else goes on", async () => {
    notebook.onInput = prompt => setTimeout(() => notebook.executor.answer(`<${prompt}>`), 100);
    const {outputs} = await notebook.run(
      "let ticks = 0; const t = setInterval(() => ticks++, 5); const a = await input('a', { password: true }); clearInterval(t); [a, ticks > 3]",
      {allowInput: true},
    );
    expect(resultIn(outputs)).to.equal("[ '<a>', true ]");
    expect(notebook.questions[0]?.password).to.equal(true);
  });

  it("several inputs are asked one after the other", async () => {
    const {outputs} = await notebook.run("await Promise.all([input('1'), input('2'), input('3')])", {
      allowInput: true,
    });
    expect(resultIn(outputs)).to.equal("[ 'answer to 1', 'answer to 2', 'answer to 3' ]");
  });

  it("passes on answers of any length and script", async () => {
    notebook.onInput = () => notebook.executor.answer("ä\n🙂".repeat(100_000));
    const {outputs} = await notebook.run("const long = prompt()!; long === 'ä\\n🙂'.repeat(100_000)", {
      allowInput: true,
    });
    expect(resultIn(outputs)).to.equal("true");
  });

  it("says so where nobody can answer", async () => {
    for (const call of ["prompt('?')", "await input('?')"]) {
      const error = errorIn((await notebook.run(call)).outputs);
      expect(error?.message).to.match(
        /^(prompt|input): the front end must allow input, got a run without it \(allow_stdin is false\)$/,
      );
      expect(error?.frames).to.have.length(1);
    }
    expect(notebook.questions).to.deep.equal([]);
  });

  it("ignores an answer that nobody asked for", async () => {
    notebook.executor.answer("unasked");
    expect(await notebook.value("1")).to.equal("1");
  });
});

describe("comms of cells", () => {
  let notebook: Notebook;
  before(async () => {
    notebook = await Notebook.open();
    await notebook.value(
      "const comms = (globalThis as any)[Symbol.for('kernelbook.comms')]; const seen: any[] = []",
    );
  });
  after(() => notebook.close());
  beforeEach(() => {
    notebook.comms.length = 0;
  });

  it("open, send and close from a cell", async () => {
    await notebook.value(
      "const c = comms.open('slider', { value: 1 }); c.send({ value: 2 }, { m: 3 }); c.close({ bye: true })",
    );
    const [open] = notebook.comms;
    expect(open).to.deep.include({type: "open", target: "slider", data: {value: 1}});
    expect(notebook.comms.slice(1)).to.deep.equal([
      {type: "message", id: open?.id, data: {value: 2}, metadata: {m: 3}},
      {type: "close", id: open?.id, data: {bye: true}},
    ]);
    expect((await notebook.run("c.send({})")).outcome).to.equal("error");
  });

  it("reach a target that a cell has registered", async () => {
    await notebook.value(
      "comms.registerTarget('echo', (comm: any, data: any) => { seen.push(data); comm.onMessage((d: any) => comm.send({ echo: d })); comm.onClose((d: any) => seen.push('closed')) })",
    );
    notebook.executor.comm({type: "open", id: "1", target: "echo", data: {hello: 1}});
    notebook.executor.comm({type: "message", id: "1", data: {x: 2}});
    await until(() => notebook.comms.length > 0);
    notebook.executor.comm({type: "close", id: "1", data: {}});
    expect(await notebook.value("await new Promise(f => setTimeout(f, 30)); seen")).to.equal(
      "[ { hello: 1 }, 'closed' ]",
    );
    expect(notebook.comms).to.deep.equal([{type: "message", id: "1", data: {echo: {x: 2}}, metadata: {}}]);
  });

  it("are closed again when nobody knows the target", async () => {
    notebook.executor.comm({type: "open", id: "9", target: "unknown", data: {}});
    await until(() => notebook.comms.length > 0);
    expect(notebook.comms).to.deep.equal([{type: "close", id: "9", data: {}}]);
  });

  it("report what a handler throws, and work after a stop", async () => {
    await notebook.value("comms.registerTarget('bad', () => { throw new Error('in handler') })");
    const cell = notebook.count;
    await notebook.executor.stop();
    notebook.executor.comm({type: "open", id: "2", target: "bad", data: {}});
    await until(() => errorIn(notebook.of(cell)) !== undefined);
    expect(errorIn(notebook.of(cell))?.message).to.equal("in handler");
  });
});
