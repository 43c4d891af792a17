import {readFileSync} from "node:fs";
import {expect} from "chai";
import {
  contents,
  isIdle,
  KernelClient,
  printed,
  type ReceivedMessage,
  result,
} from "../../support/kernelClient.js";

/** Peak resident memory of a process, in MB; undefined where the system does not tell. */
function peakMemoryMb(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s*(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** Checks "line 0", "line 1", ... as they come, without keeping them. */
class LineCounter {
  count = 0;
  wrong: string | undefined;
  #tail = "";

  take({type, content}: ReceivedMessage): void {
    if (type !== "stream" || content.name !== "stdout") return;
    const lines = (this.#tail + String(content.text)).split("\n");
    this.#tail = lines.pop() ?? "";
    for (const line of lines) {
      if (line !== `line ${this.count}`) this.wrong ??= `${line} as number ${this.count}`;
      this.count += 1;
    }
  }
}

const FLOOD = (count: number) => `for (let i = 0; i < ${count}; i++) console.log("line " + i)`;

describe("outputs of a cell on their way to the client", () => {
  let kernel: KernelClient;
  afterEach(() => kernel.close());

  it("1,000,000 printed lines arrive, in order, then idle; the kernel's memory stays bounded", async function () {
    this.timeout(120_000);
    kernel = await KernelClient.start();
    await kernel.execute("1");
    const before = peakMemoryMb(kernel.process.pid);
    const lines = new LineCounter();
    kernel.onIopub = message => lines.take(message);
    const start = performance.now();
    const {reply, iopub} = await kernel.execute(FLOOD(1e6));
    const seconds = (performance.now() - start) / 1000;
    expect(reply.content.status).to.equal("ok");
    expect(lines).to.include({count: 1e6, wrong: undefined});
    expect(isIdle(iopub.at(-1) as ReceivedMessage)).to.equal(true);
    const after = peakMemoryMb(kernel.process.pid);
    console.log(
      `      ${seconds.toFixed(2)} s, ${iopub.length} messages, kernel process ${before?.toFixed(0)} -> ${after?.toFixed(0)} MB`,
    );
    // 12 MB of text; an unbounded queue of 64 KB messages would hold most of it, several times over.
    if (before !== undefined && after !== undefined) expect(after - before).to.be.below(80);
  });

  it("a slow client gets every line, and holds the cell back instead of filling memory", async function () {
    this.timeout(120_000);
    kernel = await KernelClient.start({args: ["--output-cap", "0"]});
    await kernel.execute("1");
    const before = peakMemoryMb(kernel.process.pid);
    const lines = new LineCounter();
    kernel.onIopub = async message => {
      lines.take(message);
      if (message.type === "stream") await new Promise(resolve => setTimeout(resolve, 2));
    };
    const {iopub} = await kernel.execute(`const pad = "x".repeat(90);\n${FLOOD(3e5)}`);
    expect(lines).to.include({count: 3e5, wrong: undefined});
    expect(isIdle(iopub.at(-1) as ReceivedMessage)).to.equal(true);
    const after = peakMemoryMb(kernel.process.pid);
    if (before !== undefined && after !== undefined) expect(after - before).to.be.below(80);
  });

  it("text, displays, errors and the result keep the order in which the cell made them", async () => {
    kernel = await KernelClient.start();
    const {iopub} = await kernel.execute(
      'import {display} from "tslab";\nfor (let i = 0; i < 3; i++) { console.log(i); display.text("d" + i); console.error("e" + i) }\n"last"',
    );
    const order = iopub.flatMap(({type, content}) => {
      if (type === "stream") return String(content.text).trim();
      const data = content.data as Record<string, string> | undefined;
      return data ? [data["text/plain"]] : [];
    });
    expect(order).to.deep.equal(["0", "d0", "e0", "1", "d1", "e1", "2", "d2", "e2", "'last'"]);
  });

  it("output past the cap is counted, kept in a file, and said", async () => {
    kernel = await KernelClient.start({env: {KERNELBOOK_OUTPUT_CAP: "2000"}});
    const answer = await kernel.execute(FLOOD(1000));
    const stdout = printed(answer);
    expect(stdout.length).to.be.within(2000, 2020);
    const [reached, note] = printed(answer, "stderr").trim().split("\n");
    expect(reached).to.contain("output cap of 2,000 bytes reached");
    const file = /The text is in (.*) until the kernel ends/.exec(note ?? "")?.[1] as string;
    const held = 1000 - stdout.trim().split("\n").length;
    expect(note).to.contain(`held back ${held} lines (`);
    const all = Array.from({length: 1000}, (_, i) => `line ${i}\n`).join("");
    expect(stdout + readFileSync(file, "utf8")).to.equal(all);
    expect(isIdle(answer.iopub.at(-1) as ReceivedMessage)).to.equal(true);
    expect(result(await kernel.execute("'the next cell has a cap of its own'"))).to.contain("next cell");
    await kernel.ask("control", "shutdown_request", {restart: false});
    await kernel.exited();
    expect(() => readFileSync(file)).to.throw("ENOENT");
  });

  it("output of a cell that has ended names that cell as its parent, errors too", async () => {
    kernel = await KernelClient.start();
    const first = await kernel.sendExecute(
      'setTimeout(() => { console.log("late"); throw new RangeError("later") }, 150);',
    );
    await kernel.answerTo(first);
    expect(kernel.of(first).some(({type}) => type === "stream")).to.equal(false);
    await kernel.execute("await new Promise(f => setTimeout(f, 400))");
    await kernel.until(() => kernel.of(first).some(({type}) => type === "error"), "late error");
    expect(printed({iopub: kernel.of(first)})).to.equal("late\n");
    expect(contents({iopub: kernel.of(first)}, "error")[0]).to.include({
      ename: "RangeError",
      evalue: "later",
    });
    expect(result(await kernel.execute("'lives on'"))).to.equal("'lives on'");
  });

  describe("requests behind an error", () => {
    beforeEach(async () => {
      kernel = await KernelClient.start();
      await kernel.execute("const ran: string[] = [];");
    });
    const statuses = async (stop_on_error: boolean) => {
      const ids: string[] = [];
      for (const code of [
        "await new Promise(f => setTimeout(f, 100)); throw new Error('x')",
        "ran.push('b')",
        "ran.push('c')",
      ]) {
        ids.push(await kernel.sendExecute(code, {stop_on_error}));
      }
      const answers = [];
      for (const id of ids) answers.push(await kernel.answerTo(id));
      return answers.map(({reply}) => reply.content.status);
    };

    it("that were queued are aborted, each between busy and idle, and run nothing", async () => {
      expect(await statuses(true)).to.deep.equal(["error", "aborted", "aborted"]);
      expect(result(await kernel.execute("ran"))).to.equal("[]");
    });

    it("that were queued run when the failed one said stop_on_error false", async () => {
      expect(await statuses(false)).to.deep.equal(["error", "ok", "ok"]);
      expect(result(await kernel.execute("ran"))).to.equal("[ 'b', 'c' ]");
    });

    it("aborted cells use up no count", async () => {
      const before = Number((await kernel.execute("1")).reply.content.execution_count);
      await statuses(true);
      expect((await kernel.execute("2")).reply.content.execution_count).to.equal(before + 2);
    });
  });

  it("questions are answered while a cell runs, and the front end still sees it busy", async () => {
    kernel = await KernelClient.start();
    await kernel.execute("const shape = {rows: 2}");
    const id = await kernel.sendExecute("await new Promise(f => setTimeout(f, 1500))");
    await kernel.until(() => kernel.of(id).some(({type}) => type === "execute_input"), "start");
    const start = performance.now();
    expect((await kernel.ask("shell", "kernel_info_request")).content.status).to.equal("ok");
    const {content} = await kernel.ask("shell", "complete_request", {code: "shape.", cursor_pos: 6});
    expect(content.matches).to.deep.equal(["rows"]);
    expect((await kernel.ask("control", "kernel_info_request")).content.status).to.equal("ok");
    expect(performance.now() - start).to.be.below(1000);
    await kernel.until(() => kernel.of(id).filter(({type}) => type === "status").length >= 4, "busy again");
    const last = kernel.iopub.filter(({type}) => type === "status").at(-1);
    expect(last?.content.execution_state).to.equal("busy");
    expect(last?.parent.msg_id).to.equal(id);
    const {iopub} = await kernel.answerTo(id);
    expect(iopub.filter(isIdle)).to.have.length(1);
    expect(isIdle(iopub.at(-1) as ReceivedMessage)).to.equal(true);
  });
});
