import {expect} from "chai";
import fc from "fast-check";
import {
  ByteQueue,
  decodeCommand,
  encodeCommand,
  encodeMessage,
  type Frame,
  FrameReader,
  ZmtpError,
} from "../../../src/kernel/protocol/frames.js";

function readAll(reader: FrameReader): Frame[] {
  const frames: Frame[] = [];
  for (let frame = reader.next(); frame !== undefined; frame = reader.next()) frames.push(frame);
  return frames;
}

describe("encodeMessage(parts)", () => {
  it("writes one byte of flags and one of length for a short part", () => {
    expect([...encodeMessage([Buffer.from("ab"), Buffer.from("c")])]).to.deep.equal([1, 2, 97, 98, 0, 1, 99]);
  });

  it("writes eight bytes of length from 256 bytes on", () => {
    const bytes = encodeMessage([Buffer.alloc(256)]);
    expect([...bytes.subarray(0, 9)]).to.deep.equal([2, 0, 0, 0, 0, 0, 0, 1, 0]);
    expect(bytes.length).to.equal(9 + 256);
  });
});

describe("FrameReader", () => {
  it("gives back what encodeMessage wrote, however the bytes are cut", () => {
    const parts = fc.array(fc.uint8Array({maxLength: 300}), {minLength: 1, maxLength: 5});
    fc.assert(
      fc.property(parts, fc.integer({min: 1, max: 40}), (message, step) => {
        const reader = new FrameReader(1000);
        const bytes = encodeMessage(message.map(part => Buffer.from(part)));
        const frames: Frame[] = [];
        for (let at = 0; at < bytes.length; at += step) {
          reader.push(bytes.subarray(at, at + step));
          frames.push(...readAll(reader));
        }
        expect(frames.map(frame => [...frame.body])).to.deep.equal(message.map(part => [...part]));
        expect(frames.map(frame => frame.more)).to.deep.equal(message.map((_, i) => i < message.length - 1));
      }),
      {seed: 1},
    );
  });

  it("refuses a body over the limit before any of it has come", () => {
    const reader = new FrameReader(100);
    reader.push(Buffer.from([2, 0, 0, 1, 0, 0, 0, 0, 0]));
    expect(() => reader.next()).to.throw(ZmtpError, "body must be at most 100 bytes, got 1099511627776");
  });

  for (const flags of [5, 7, 8, 255]) {
    it(`refuses flags ${flags}`, () => {
      const reader = new FrameReader(100);
      reader.push(Buffer.from([flags, 0]));
      expect(() => reader.next()).to.throw(ZmtpError, `flags must be 0 to 4 or 6, got ${flags}`);
    });
  }

  it("takes time in proportion to a body that comes in small chunks", () => {
    const chunk = Buffer.alloc(64);
    const seconds = (megabytes: number) => {
      const count = (megabytes * 1024 * 1024) / chunk.length;
      const reader = new FrameReader(megabytes * 1024 * 1024);
      const head = Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 0]);
      head.writeBigUInt64BE(BigInt(count * chunk.length), 1);
      reader.push(head);
      const start = performance.now();
      let frame: Frame | undefined;
      for (let i = 0; i < count; i++) {
        reader.push(chunk);
        frame = reader.next();
      }
      expect(frame?.body.length).to.equal(count * chunk.length);
      return performance.now() - start;
    };
    seconds(1);
    // Copying all that has come for each chunk would take 256 times as long, not 16 times.
    expect(seconds(16)).to.be.below(100 * Math.max(seconds(1), 2));
  });
});

describe("ByteQueue", () => {
  it("takes across chunks and keeps the rest", () => {
    const queue = new ByteQueue();
    queue.push(Buffer.from("abc"));
    queue.push(Buffer.from("de"));
    expect(queue.take(6)).to.equal(undefined);
    expect(String(queue.take(4))).to.equal("abcd");
    expect(String(queue.take(1))).to.equal("e");
    expect(queue.length).to.equal(0);
  });
});

describe("decodeCommand(body)", () => {
  it("splits what encodeCommand joined", () => {
    const frame = encodeCommand("PING", Buffer.from([0, 1, 2]));
    expect(frame[0]).to.equal(4);
    expect(decodeCommand(frame.subarray(2))).to.deep.equal({name: "PING", data: Buffer.from([0, 1, 2])});
  });

  for (const body of [[], [0], [5, 80, 73]]) {
    it(`refuses the bytes [${body}]`, () => {
      expect(() => decodeCommand(Buffer.from(body))).to.throw(ZmtpError, "name must be");
    });
  }
});
