import {existsSync, readFileSync} from "node:fs";
import {expect} from "chai";
import fc from "fast-check";
import {helpRequest, inspectionBundle} from "../../src/kernel/helpRequest.js";
import {History} from "../../src/kernel/history.js";
import type {Output} from "../../src/kernel/output.js";
import {OutputCap} from "../../src/kernel/outputCap.js";
import {OutputQueue} from "../../src/kernel/outputQueue.js";
import {Spool} from "../../src/kernel/spool.js";

const stream = (text: string, name: "stdout" | "stderr" = "stdout"): Output => ({type: "stream", name, text});
const display = (text: string): Output => ({type: "display", data: {"text/plain": text}, metadata: {}});

async function all(queue: OutputQueue): Promise<Output[]> {
  const outputs: Output[] = [];
  for await (const output of queue) outputs.push(output);
  return outputs;
}

describe("OutputQueue", () => {
  it("joins neighbouring text of one stream that waits, and keeps the order", async () => {
    const queue = new OutputQueue();
    for (const output of [stream("a"), stream("b"), stream("e", "stderr"), display("d"), stream("c")]) {
      void queue.push(output);
    }
    queue.end();
    expect(await all(queue)).to.deep.equal([stream("ab"), stream("e", "stderr"), display("d"), stream("c")]);
  });

  it("gives the same text as came in, whatever its pieces", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), fc.string())), async pieces => {
        const queue = new OutputQueue();
        const reading = all(queue);
        for (const [pause, text] of pieces) {
          if (pause) await Promise.resolve();
          void queue.push(stream(text));
        }
        queue.end();
        const texts = (await reading).map(output => (output.type === "stream" ? output.text : ""));
        expect(texts.join("")).to.equal(pieces.map(([, text]) => text).join(""));
      }),
      {seed: 1},
    ));

  it("makes the producer wait while the reader is behind, and no longer once released", async () => {
    const queue = new OutputQueue();
    const big = "x".repeat(200_000);
    expect(queue.push(stream(big))).to.equal(undefined);
    let isFree = false;
    const wait = queue.push(display(big));
    expect(wait).to.be.instanceOf(Promise);
    void wait?.then(() => {
      isFree = true;
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(isFree).to.equal(false);
    queue.release();
    await wait;
    expect(queue.push(stream(big))).to.equal(undefined);
    queue.end();
    expect(await all(queue)).to.have.length(3);
  });

  it("lets the producer go on when the reader leaves early", async () => {
    const queue = new OutputQueue();
    void queue.push(stream("x".repeat(300_000)));
    const wait = queue.push(display("y".repeat(300_000)));
    for await (const _ of queue) break;
    await wait;
    expect(queue.push(stream("z"))).to.equal(undefined);
  });
});

describe("OutputCap", () => {
  let spool: Spool;
  beforeEach(() => {
    spool = new Spool();
  });
  afterEach(() => spool.remove());

  const text = (outputs: readonly Output[]) =>
    outputs.map(output => (output.type === "stream" ? output.text : `<${output.type}>`)).join("");

  it("passes whole lines up to the cap, keeps the rest in a file and says how much it is", async () => {
    const cap = new OutputCap(10, spool, "cell1.txt");
    const lines = Array.from({length: 100}, (_, i) => `line ${i}\n`);
    const passed = text(lines.flatMap(line => cap.pass(stream(line))));
    expect(passed).to.match(
      /^line 0\nline 1\n\[kernelbook\] output cap of 10 bytes reached; .* goes to (.*)\n$/,
    );
    const note = text([(await cap.finish()) as Output]);
    expect(note).to.contain("held back 98 lines (776 bytes) past the cap of 10 bytes");
    const file = /The text is in (.*) until the kernel ends/.exec(note)?.[1] as string;
    expect(readFileSync(file, "utf8")).to.equal(lines.slice(2).join(""));
    expect(await cap.finish()).to.equal(undefined);
    spool.remove();
    expect(existsSync(file)).to.equal(false);
  });

  it("counts bytes of UTF-8 and cuts no character in two", () => {
    const cap = new OutputCap(5, spool, "cell1.txt");
    expect(text(cap.pass(stream("ééé"))).split("[")[0]).to.equal("ééé");
    const dice = new OutputCap(3, spool, "cell2.txt");
    expect(text(dice.pass(stream("ab🎲cd"))).split("[")[0]).to.equal("ab🎲");
  });

  it("counts displays past theirs, and always passes results and errors", async () => {
    const cap = new OutputCap(1e9, spool, "cell1.txt");
    const passed = Array.from({length: 1003}, () => cap.pass(display("d"))).flat();
    expect(passed).to.have.length(1000);
    expect(cap.pass({type: "result", data: {}, metadata: {}})).to.have.length(1);
    expect(cap.pass({type: "error", name: "E", message: "", traceback: [], frames: []})).to.have.length(1);
    expect(text([(await cap.finish()) as Output])).to.contain("held back 3 displays past");
  });

  it("starts afresh when the cell clears its output", async () => {
    const cap = new OutputCap(5, spool, "cell1.txt");
    for (let frame = 0; frame < 50; frame++) {
      expect(text(cap.pass(stream("1234\n")))).to.equal("1234\n");
      cap.pass({type: "clear", wait: true});
    }
    expect(await cap.finish()).to.equal(undefined);
  });

  it("passes everything with a cap of 0", () => {
    const cap = new OutputCap(0, spool, "cell1.txt");
    expect(text(cap.pass(stream("x".repeat(1e6))))).to.have.length(1e6);
  });
});

describe("History.query", () => {
  const history = new History();
  for (const [i, source] of ["a = 1", "b = 2", "a = 1", "ab"].entries()) history.add(i + 1, source);
  history.setOutput(2, "2");
  const lines = (query: Parameters<History["query"]>[0]) =>
    history.query(query, false).map(entry => entry[1]);

  it("gives the last ones, with session, count and source", () => {
    expect(history.query({kind: "tail", n: 2}, false)).to.deep.equal([
      [1, 3, "a = 1"],
      [1, 4, "ab"],
    ]);
    expect(lines({kind: "tail", n: 0})).to.deep.equal([]);
  });

  it("gives a range without its end, of this session only", () => {
    expect(lines({kind: "range", session: 0, start: 2, stop: 4})).to.deep.equal([2, 3]);
    expect(lines({kind: "range", session: 1, start: 3})).to.deep.equal([3, 4]);
    expect(lines({kind: "range", session: -1, start: 1})).to.deep.equal([]);
  });

  it("searches with * and ?, the latest of equal sources when unique", () => {
    expect(lines({kind: "search", pattern: "a*", unique: false})).to.deep.equal([1, 3, 4]);
    expect(lines({kind: "search", pattern: "a*", unique: true})).to.deep.equal([3, 4]);
    expect(lines({kind: "search", pattern: "? = *", unique: false, n: 2})).to.deep.equal([2, 3]);
    expect(lines({kind: "search", pattern: "a = (1)", unique: false})).to.deep.equal([]);
  });

  it("gives pairs of source and result when asked", () => {
    expect(history.query({kind: "range", session: 0, start: 1, stop: 3}, true)).to.deep.equal([
      [1, 1, ["a = 1", null]],
      [1, 2, ["b = 2", "2"]],
    ]);
  });

  it("takes no long time over a pattern of many stars", () => {
    const long = new History();
    long.add(1, "a".repeat(5000));
    const start = performance.now();
    expect(long.query({kind: "search", pattern: `${"*a".repeat(50)}*b`, unique: false}, false)).to.deep.equal(
      [],
    );
    expect(performance.now() - start).to.be.below(2000);
  });
});

describe("helpRequest(code)", () => {
  for (const [code, name] of [
    ["?Math.max", "Math.max"],
    ["  console.log?  ", "console.log"],
    ["??größe", "größe"],
    ["x ? y : z", undefined],
    ["a?.b", undefined],
    ["f(1)?", undefined],
    ["?", undefined],
  ] as const) {
    it(`of ${JSON.stringify(code)} is ${name}`, () => {
      expect(helpRequest(code)).to.equal(name);
    });
  }
});

describe("inspectionBundle(inspection)", () => {
  it("puts the signature in a fence, doc and tags below", () => {
    const bundle = inspectionBundle({
      signature: "function addOne(v: number): number",
      documentation: "Adds one.",
      tags: ["@param v the value"],
    });
    expect(bundle).to.deep.equal({
      "text/plain": "function addOne(v: number): number\n\nAdds one.\n\n@param v the value",
      "text/markdown": "```ts\nfunction addOne(v: number): number\n```\n\nAdds one.\n\n*@param* v the value",
    });
  });
});
