import {expect} from "chai";
import {encodeFrame, type Frame, FrameReader} from "../../../src/kernel/executor/frames.js";
import {OutputQueue} from "../../../src/kernel/executor/outputQueue.js";
import type {Output} from "../../../src/kernel/output.js";

describe("FrameReader", () => {
  const frames: Frame[] = [
    {type: "stream", cell: 7, name: "stdout", text: "äß🙂\n"},
    {type: "stream", cell: 7, name: "stderr", text: ""},
    {type: "report", report: {type: "quiet", sequence: 3}},
    {type: "stream", cell: -1, name: "stdout", text: "x".repeat(100_000)},
  ];
  const bytes = Buffer.concat(frames.map((frame, n) => encodeFrame(frame, n + 1)));

  for (const size of [1, 2, 13, 14, 4096, 1_000_000])
    it(`gives whole frames back from chunks of ${size} bytes`, () => {
      const reader = new FrameReader();
      const read: Frame[] = [];
      for (let start = 0; start < bytes.length; start += size)
        read.push(...reader.read(bytes.subarray(start, start + size)));
      expect(read).to.deep.equal(frames);
    });

  it("drops a frame that was written twice", () => {
    const frame = encodeFrame({type: "stream", cell: 1, name: "stdout", text: "once"}, 9);
    expect([...new FrameReader().read(Buffer.concat([frame, frame]))]).to.have.length(1);
  });

  it("rejects what no executor writes", () => {
    expect(() => [...new FrameReader().read(Buffer.alloc(64, 255))]).to.throw(
      RangeError,
      /at most \d+ bytes, got 4294967295$/,
    );
    const odd = encodeFrame({type: "stream", cell: 1, name: "stdout", text: ""}, 1);
    odd.writeUInt8(9, 12);
    expect(() => [...new FrameReader().read(odd)]).to.throw(RangeError, /kind must be 0, 1 or 2, got 9$/);
  });
});

describe("OutputQueue", () => {
  const text = (value: string, name: "stdout" | "stderr" = "stdout"): Output => ({
    type: "stream",
    name,
    text: value,
  });
  const turn = () => new Promise(resolve => setImmediate(resolve));

  it("joins text of one cell and stream that waits, and nothing else", async () => {
    const delivered: [number, Output][] = [];
    const queue = new OutputQueue(
      (cell, output) => void delivered.push([cell, output]),
      () => {},
    );
    queue.push(1, text("a"));
    queue.push(1, text("b"));
    queue.push(1, text("e", "stderr"));
    queue.push(2, text("c"));
    queue.push(2, {type: "clear", wait: false});
    queue.push(2, text("d"));
    await turn();
    expect(delivered).to.deep.equal([
      [1, text("ab")],
      [1, text("e", "stderr")],
      [2, text("c")],
      [2, {type: "clear", wait: false}],
      [2, text("d")],
    ]);
  });

  it("says when its reader is behind and when it has caught up", async () => {
    const states: boolean[] = [];
    let release = () => {};
    const queue = new OutputQueue(
      () => new Promise(resolve => (release = resolve)),
      isFull => states.push(isFull),
    );
    for (let n = 0; n < 40; n++) queue.push(1, text("x".repeat(60_000)));
    expect(states).to.deep.equal([true]);
    let isDone = false;
    queue.afterAll(() => {
      isDone = true;
    });
    while (!isDone) {
      release();
      await turn();
    }
    expect(states).to.deep.equal([true, false]);
  });
});
