import {createRequire} from "node:module";
import {stripVTControlCharacters} from "node:util";
import {expect} from "chai";
import {LANGUAGE_INFO} from "../../../src/kernel/protocol/kernelInfo.js";
import {type Content, contents, KernelClient, result} from "../../support/kernelClient.js";

const COMMS = 'const comms = (globalThis as any)[Symbol.for("kernelbook.comms")];';

describe("Jupyter messages, to a kernel in a bare folder", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
    await kernel.ask("shell", "kernel_info_request");
  });
  after(() => kernel.close());

  const types = (iopub: readonly {type: string}[]) => iopub.map(message => message.type);

  describe("kernel_info_request", () => {
    it("tells the language, on shell and on control", async () => {
      for (const channel of ["shell", "control"] as const) {
        const {content} = await kernel.ask(channel, "kernel_info_request");
        expect(content).to.include({status: "ok", protocol_version: "5.4", implementation: "kernelbook"});
        expect(content.language_info).to.deep.include({
          name: "typescript",
          mimetype: "text/typescript",
          file_extension: ".ts",
          pygments_lexer: "typescript",
          nbconvert_exporter: "script",
        });
        expect(content.supported_features).to.deep.equal([]);
        expect(content.banner).to.be.a("string");
        expect(content.help_links).to.be.an("array").that.is.not.empty;
      }
    });

    it("names the version of TypeScript that is installed", async () => {
      const {version} = createRequire(import.meta.url)("typescript/package.json") as {version: string};
      expect(LANGUAGE_INFO.version).to.equal(version);
    });

    it("comes between busy and idle, with the request as parent", async () => {
      const {reply, iopub} = await kernel.request("shell", "kernel_info_request");
      expect(iopub.map(({content}) => content.execution_state)).to.deep.equal(["busy", "idle"]);
      expect(reply.parent).to.include({msg_type: "kernel_info_request", session: kernel.session});
      expect(reply.header).to.include({version: "5.4", msg_type: "kernel_info_reply"});
    });
  });

  it("iopub_welcome greets a subscriber before anything else", async () => {
    await kernel.until(() => kernel.iopub.length > 0, "a message on iopub");
    expect(kernel.iopub[0]?.type).to.equal("iopub_welcome");
    expect(kernel.iopub[0]?.content).to.deep.equal({subscription: ""});
  });

  it("the heartbeat gives back what it gets", async () => {
    expect(await kernel.beat("tick")).to.equal("tick");
  });

  describe("execute_request", () => {
    it("brings busy, execute_input, outputs in order, then idle; the reply carries the count", async () => {
      const {reply, iopub} = await kernel.execute('console.log("out"); console.error("err"); 6 * 7');
      expect(types(iopub)).to.deep.equal([
        "status",
        "execute_input",
        "stream",
        "stream",
        "execute_result",
        "status",
      ]);
      const [, input, out, err, value] = iopub.map(message => message.content);
      expect(out).to.deep.equal({name: "stdout", text: "out\n"});
      expect(err).to.deep.equal({name: "stderr", text: "err\n"});
      const count = reply.content.execution_count;
      expect(input).to.deep.equal({
        code: 'console.log("out"); console.error("err"); 6 * 7',
        execution_count: count,
      });
      expect(value).to.deep.equal({execution_count: count, data: {"text/plain": "42"}, metadata: {}});
      expect(reply.content).to.deep.include({status: "ok", user_expressions: {}, payload: []});
    });

    it("counts up by one a cell", async () => {
      const first = (await kernel.execute("1")).reply.content.execution_count as number;
      expect((await kernel.execute("2")).reply.content.execution_count).to.equal(first + 1);
    });

    it("reports an error in the reply and as output, alike", async () => {
      const answer = await kernel.execute('function boom() { throw new RangeError("too far") }\nboom()');
      const {status, ename, evalue, traceback} = answer.reply.content;
      expect({status, ename, evalue}).to.deep.equal({
        status: "error",
        ename: "RangeError",
        evalue: "too far",
      });
      expect(contents(answer, "error")).to.deep.equal([{ename, evalue, traceback}]);
      expect((traceback as string[]).join("\n")).to.match(/at boom \(Cell \d+:1:25\)\n.*at Cell \d+:2:1/);
    });

    it("reports all type errors at once and runs nothing of the cell", async () => {
      const answer = await kernel.execute(
        'console.log("side effect");\nconst a: string = 1;\nconst b: number = "2";',
      );
      expect(types(answer.iopub)).to.deep.equal(["status", "execute_input", "error", "status"]);
      const {ename, evalue, traceback} = answer.reply.content;
      expect(ename).to.equal("TypeScriptError");
      expect(evalue).to.match(/^Type 'number' is not assignable to type 'string'\..*\(and 1 more\)$/s);
      const plain = stripVTControlCharacters((traceback as string[]).join("\n"));
      expect(plain).to.match(/Cell \d+:2:7 - error TS2322/);
      expect(plain).to.match(/Cell \d+:3:7 - error TS2322/);
      expect(plain).to.contain('3 | const b: number = "2";\n  |       ^');
      expect((await kernel.execute("typeof a")).reply.content.ename).to.equal("TypeScriptError");
    });

    it("silent leaves no trace but what the code does", async () => {
      const before = (await kernel.execute("const kept = 1")).reply.content.execution_count;
      const answer = await kernel.execute('console.log("unheard"); kept + 1', {silent: true});
      expect(types(answer.iopub)).to.deep.equal(["status", "status"]);
      expect(answer.reply.content).to.include({status: "ok", execution_count: before});
      const failed = await kernel.execute('throw new Error("only in the reply")', {silent: true});
      expect(types(failed.iopub)).to.deep.equal(["status", "status"]);
      expect(failed.reply.content).to.include({status: "error", evalue: "only in the reply"});
      const tail = await kernel.ask("shell", "history_request", {hist_access_type: "tail", n: 1});
      expect((tail.content.history as unknown[][])[0]?.[2]).to.equal("const kept = 1");
    });

    it("store_history false keeps count and history as they are, and shows outputs", async () => {
      const before = (await kernel.execute("const before = 1")).reply.content.execution_count;
      const answer = await kernel.execute("const unstored = 5; unstored", {store_history: false});
      expect(result(answer)).to.equal("5");
      expect(answer.reply.content.execution_count).to.equal(before);
      const tail = await kernel.ask("shell", "history_request", {hist_access_type: "tail", n: 1});
      expect((tail.content.history as unknown[][])[0]?.[2]).to.equal("const before = 1");
      expect((await kernel.execute("unstored + 1")).reply.content.execution_count).to.equal(
        Number(before) + 1,
      );
    });

    it("user_expressions give a bundle or an error each, without counts or outputs", async () => {
      const answer = await kernel.execute("const four: number = 4", {
        user_expressions: {twice: "four * 2", list: "[four]", missing: "nothing", thrown: "JSON.parse('{')"},
      });
      const values = answer.reply.content.user_expressions as Record<string, Content>;
      expect(values.twice).to.deep.equal({status: "ok", data: {"text/plain": "8"}, metadata: {}});
      expect(values.list).to.deep.include({status: "ok"});
      expect(values.missing).to.deep.include({status: "error", ename: "TypeScriptError"});
      expect(values.thrown).to.deep.include({status: "error", ename: "SyntaxError"});
      expect(types(answer.iopub)).to.deep.equal(["status", "execute_input", "status"]);
    });

    it("help comes as a page beside the notebook, for ?name and for name?", async () => {
      for (const code of ["?Math.max", "Math.max?"]) {
        const {reply, iopub} = await kernel.execute(code);
        const payload = reply.content.payload as {source: string; data: Record<string, string>}[];
        expect(payload).to.have.length(1);
        expect(payload[0]?.source).to.equal("page");
        expect(payload[0]?.data["text/plain"]).to.contain("max(...values: number[]): number");
        expect(types(iopub)).to.deep.equal(["status", "execute_input", "status"]);
      }
      const unknown = (await kernel.execute("nobody?")).reply.content.payload as {data: Content}[];
      expect(unknown[0]?.data["text/plain"]).to.equal("Nothing is known of nobody.");
    });

    it("display_data, update_display_data and clear_output go out as such, display ids in transient", async () => {
      const answer = await kernel.execute(
        'import {display, newDisplay} from "tslab";\nconst d = newDisplay();\nd.text("one");\nd.text("two");\n' +
          'const link = (globalThis as any)[Symbol.for("kernelbook.kernel")];\nlink.clear(true);\ndisplay.html("<b>hi</b>");',
      );
      expect(types(answer.iopub).slice(2, -1)).to.deep.equal([
        "display_data",
        "update_display_data",
        "clear_output",
        "display_data",
      ]);
      const [first] = contents(answer, "display_data");
      const [update] = contents(answer, "update_display_data");
      const id = (first?.transient as Content | undefined)?.display_id;
      expect(id).to.be.a("string");
      expect(update?.transient).to.deep.equal({display_id: id});
      expect(update?.data).to.deep.include({"text/plain": "two"});
      expect(contents(answer, "clear_output")).to.deep.equal([{wait: true}]);
      expect(contents(answer, "display_data")[1]).to.deep.include({transient: {}});
    });
  });

  describe("complete_request", () => {
    it("gives typed matches with their kinds", async () => {
      await kernel.execute("const point = {across: 1, down: (n: number) => n}");
      const {content} = await kernel.ask("shell", "complete_request", {code: "point.", cursor_pos: 6});
      expect(content).to.deep.include({
        status: "ok",
        matches: ["across", "down"],
        cursor_start: 6,
        cursor_end: 6,
      });
      expect(content.metadata).to.deep.equal({
        _jupyter_types_experimental: [
          {start: 6, end: 6, text: "across", type: "property"},
          {start: 6, end: 6, text: "down", type: "property"},
        ],
      });
    });

    it("counts the cursor in code points, both ways", async () => {
      const code = '"🎲🎲".length; Math.roun; "🎲"';
      const {content} = await kernel.ask("shell", "complete_request", {code, cursor_pos: 22});
      expect([...code].slice(13, 22).join("")).to.equal("Math.roun");
      expect(content).to.deep.include({matches: ["round"], cursor_start: 18, cursor_end: 22});
    });

    it("knows what a cell sent just before declares", async () => {
      const id = await kernel.sendExecute("const veryNewName = {inside: 1}");
      const {content} = await kernel.ask("shell", "complete_request", {code: "veryNewName.", cursor_pos: 12});
      expect(content.matches).to.deep.equal(["inside"]);
      await kernel.answerTo(id);
    });
  });

  describe("inspect_request", () => {
    it("gives signature and doc comment, as text and as Markdown", async () => {
      await kernel.execute("/** Adds one to v. */\nfunction addOne(v: number): number { return v + 1 }");
      const code = '"🎲🎲🎲"; addOne(2)';
      const {content} = await kernel.ask("shell", "inspect_request", {code, cursor_pos: 12, detail_level: 0});
      expect(content.found).to.equal(true);
      expect(content.data).to.deep.equal({
        "text/plain": "function addOne(v: number): number\n\nAdds one to v.",
        "text/markdown": "```ts\nfunction addOne(v: number): number\n```\n\nAdds one to v.",
      });
    });

    it("says when there is nothing to tell", async () => {
      const {content} = await kernel.ask("shell", "inspect_request", {code: "1 + 1", cursor_pos: 2});
      expect(content).to.deep.equal({status: "ok", found: false, data: {}, metadata: {}});
    });
  });

  describe("is_complete_request", () => {
    for (const [code, status] of [
      ["1 + 1", "complete"],
      ["const f = (x: number) => {", "incomplete"],
      ["`hello ", "incomplete"],
      ["const = 1", "invalid"],
    ] as const) {
      it(`calls ${JSON.stringify(code)} ${status}`, async () => {
        const {content} = await kernel.ask("shell", "is_complete_request", {code});
        expect(content.status).to.equal(status);
        expect("indent" in content).to.equal(status === "incomplete");
      });
    }
  });

  describe("history_request", () => {
    const ask = async (content: object) =>
      (await kernel.ask("shell", "history_request", {raw: true, output: false, ...content})).content;

    it("gives tail, range and search, with results when asked", async () => {
      await kernel.execute("1000 + 1");
      await kernel.execute('const needle = "h"');
      const tail = (await ask({hist_access_type: "tail", n: 2})).history as [number, number, string][];
      expect(tail.map(entry => entry[2])).to.deep.equal(["1000 + 1", 'const needle = "h"']);
      const [session, line] = tail[0] as [number, number, string];
      const range = await ask({
        hist_access_type: "range",
        session,
        start: line,
        stop: line + 1,
        output: true,
      });
      expect(range.history).to.deep.equal([[session, line, ["1000 + 1", "1001"]]]);
      const search = await ask({hist_access_type: "search", pattern: "*needle*", unique: true, n: 5});
      expect((search.history as unknown[][]).map(entry => entry[2])).to.deep.equal(['const needle = "h"']);
    });

    it("has nothing of earlier sessions, and refuses an access type it does not know", async () => {
      expect(await ask({hist_access_type: "range", session: -1, start: 1})).to.deep.equal({
        status: "ok",
        history: [],
      });
      const wrong = await ask({hist_access_type: "all"});
      expect(wrong).to.include({status: "error", ename: "TypeError"});
      expect(wrong.evalue).to.contain('must be tail, range or search, got "all"');
    });
  });

  describe("comms", () => {
    it("opened by a cell: listed, answered by the front end, closed", async () => {
      const opened = await kernel.execute(
        `${COMMS}\nconst comm = comms.open("counter", {start: 1});\ncomm.onMessage((data: any) => comm.send({echo: data.n + 1}));`,
      );
      const [open] = contents(opened, "comm_open");
      expect(open).to.deep.include({target_name: "counter", data: {start: 1}});
      const comm_id = open?.comm_id;
      const {content: info} = await kernel.ask("shell", "comm_info_request", {target_name: "counter"});
      expect(info).to.deep.equal({status: "ok", comms: {[String(comm_id)]: {target_name: "counter"}}});
      expect(
        (await kernel.ask("shell", "comm_info_request", {target_name: "other"})).content.comms,
      ).to.deep.equal({});
      const messages = () =>
        kernel.iopub.filter(({type, content}) => type === "comm_msg" && content.comm_id === comm_id);
      await kernel.send("shell", "comm_msg", {comm_id, data: {n: 41}});
      await kernel.until(() => messages().length > 0, "comm_msg");
      expect(messages()[0]?.content.data).to.deep.equal({echo: 42});
      const closed = await kernel.execute("comm.close({bye: true})");
      expect(contents(closed, "comm_close")).to.deep.equal([{comm_id, data: {bye: true}}]);
      expect((await kernel.ask("shell", "comm_info_request", {})).content.comms).to.deep.equal({});
    });

    it("opened by the front end: the cell's target gets it; without a target it is closed again", async () => {
      await kernel.execute(
        'comms.registerTarget("mirror", (comm: any, data: any) => { comm.send({got: data}); comm.onMessage((m: any) => comm.send(m)); });',
      );
      await kernel.send("shell", "comm_open", {comm_id: "c1", target_name: "mirror", data: {a: 1}});
      const sent = (id: string, type: string) =>
        kernel.iopub.filter(message => message.type === type && message.content.comm_id === id);
      await kernel.until(() => sent("c1", "comm_msg").length > 0, "answer to comm_open");
      expect(sent("c1", "comm_msg")[0]?.content.data).to.deep.equal({got: {a: 1}});
      await kernel.send("shell", "comm_msg", {comm_id: "c1", data: {b: 2}});
      await kernel.until(() => sent("c1", "comm_msg").length > 1, "echo");
      expect(sent("c1", "comm_msg")[1]?.content.data).to.deep.equal({b: 2});
      await kernel.send("shell", "comm_open", {comm_id: "c2", target_name: "nobody", data: {}});
      await kernel.until(() => sent("c2", "comm_close").length > 0, "comm_close");
      const {content} = await kernel.ask("shell", "comm_info_request", {});
      expect(Object.keys(content.comms as object)).to.deep.equal(["c1"]);
    });
  });

  it("debug_request is answered in the debugger's form: not supported", async () => {
    const request = {type: "request", seq: 7, command: "initialize", arguments: {}};
    const {content} = await kernel.ask("control", "debug_request", request);
    expect(content).to.deep.include({
      type: "response",
      request_seq: 7,
      command: "initialize",
      success: false,
    });
  });

  it("an unknown request gets an error reply of its own type", async () => {
    const {reply, iopub} = await kernel.request("shell", "dance_request", {});
    expect(reply.type).to.equal("dance_reply");
    expect(reply.content).to.include({status: "error", ename: "TypeError"});
    expect(types(iopub)).to.deep.equal(["status", "status"]);
  });

  it("a content of the wrong kind gets an error reply that names field, rule and value", async () => {
    const {reply} = await kernel.request("shell", "execute_request", {code: 5});
    expect(reply.content).to.include({
      status: "error",
      ename: "TypeError",
      evalue: "execute_request: code must be a string, got 5",
    });
  });

  it("binary buffers and metadata of a message do no harm", async () => {
    const id = await kernel.send(
      "shell",
      "execute_request",
      {code: "3"},
      {buffers: [Buffer.alloc(1000, 1)], metadata: {cellId: "x"}},
    );
    expect(result(await kernel.answerTo(id))).to.equal("3");
  });
});
