import {expect} from "chai";
import {encodeCommand, encodeMessage} from "../../../src/kernel/protocol/frames.js";
import {greeting} from "../../../src/kernel/protocol/handshake.js";
import {KernelClient, result} from "../../support/kernelClient.js";
import {rawPeer, rawReady} from "../../support/rawPeer.js";

const SEED = 20_261_121;
const CHANNELS = ["shell", "control", "stdin", "iopub", "hb"] as const;
const CLIENT_TYPE = {shell: "DEALER", control: "DEALER", stdin: "DEALER", iopub: "SUB", hb: "REQ"} as const;
const REQUESTS = [
  "execute_request",
  "complete_request",
  "inspect_request",
  "is_complete_request",
  "history_request",
  "comm_info_request",
  "kernel_info_request",
  "debug_request",
  "connect_request",
  "usage_request",
  "create_subshell_request",
  "nonsense_request",
];
const MESSAGES = [
  "comm_open",
  "comm_msg",
  "comm_close",
  "execute_reply",
  "input_reply",
  "status",
  "",
  "__proto__",
  "constructor",
];

/** Mulberry32: the same cases each time. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

describe("the kernel under malformed input", function () {
  this.timeout(240_000);
  let kernel: KernelClient;
  const random = randomNumbers(SEED);
  const bytes = (length: number) => Buffer.from(Array.from({length}, () => random(256)));
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  let cases = 0;

  before(async () => {
    kernel = await KernelClient.start();
    await kernel.ask("shell", "kernel_info_request");
  });
  after(() => kernel.close());

  /** One connection that writes and leaves in one of three ways. */
  async function poke(channel: (typeof CHANNELS)[number], data: Buffer): Promise<void> {
    cases += 1;
    const socket = await rawPeer(kernel.port(channel));
    socket.resume();
    const gone = new Promise<void>(resolve => socket.once("close", () => resolve()));
    socket.write(data);
    const way = random(3);
    if (way === 0) socket.end();
    else if (way === 1) socket.destroy();
    // The kernel may or may not have reason to close: wait a moment, then leave.
    else setTimeout(() => socket.destroy(), 20);
    await gone;
  }

  async function pokeAll(count: number, make: (channel: (typeof CHANNELS)[number]) => Buffer): Promise<void> {
    for (let done = 0; done < count; done += 10) {
      const batch = Array.from({length: 10}, () => pick(CHANNELS)).map(
        channel => [channel, make(channel)] as const,
      );
      await Promise.all(batch.map(([channel, data]) => poke(channel, data)));
    }
  }

  async function isWell(): Promise<void> {
    expect((await kernel.ask("shell", "kernel_info_request")).content.status).to.equal("ok");
    expect(await kernel.beat("alive")).to.equal("alive");
    expect(kernel.process.exitCode).to.equal(null);
    expect(kernel.log).to.not.contain("defect");
  }

  const handshake = (channel: (typeof CHANNELS)[number]) =>
    Buffer.concat([greeting(), rawReady(CLIENT_TYPE[channel], random(2) === 0 ? "" : `fuzz${random(20)}`)]);

  it("survives 500 connections of random bytes", async () => {
    await pokeAll(500, () => bytes(random(300)));
    await isWell();
  });

  it("survives 400 handshakes with flipped, missing or doubled bytes", async () => {
    await pokeAll(400, channel => {
      const whole = handshake(channel);
      const at = random(whole.length);
      switch (random(3)) {
        case 0:
          whole[at] = random(256);
          return whole;
        case 1:
          return whole.subarray(0, at);
        default:
          return Buffer.concat([whole.subarray(0, at), whole.subarray(random(at + 1))]);
      }
    });
    await isWell();
  });

  it("survives 400 good handshakes followed by random frames and commands", async () => {
    await pokeAll(400, channel => {
      const noise = Array.from({length: 1 + random(5)}, () => {
        switch (random(4)) {
          case 0:
            return encodeMessage(Array.from({length: 1 + random(8)}, () => bytes(random(40))));
          case 1:
            return encodeCommand(
              pick(["PING", "PONG", "SUBSCRIBE", "CANCEL", "ERROR", "READY", "X"]),
              bytes(random(30)),
            );
          case 2:
            return Buffer.concat([Buffer.from([random(8), random(256)]), bytes(random(60))]);
          default: {
            // A length field of any size up to 2^64, with little behind it.
            return Buffer.concat([Buffer.from([2 + random(2)]), bytes(8), bytes(random(60))]);
          }
        }
      });
      return Buffer.concat([handshake(channel), ...noise]);
    });
    await isWell();
  });

  it("refuses 400 messages with wrong part counts, signatures or JSON", async () => {
    const before = kernel.log.length;
    await pokeAll(400, () => {
      const parts = kernel.pack(pick(REQUESTS), {code: "throw new Error('must not run')"});
      const at = random(parts.length);
      switch (random(4)) {
        case 0:
          parts.splice(at, 1);
          break;
        case 1:
          parts[1] = pick([Buffer.alloc(0), bytes(64), Buffer.from("0".repeat(64))]);
          break;
        case 2:
          parts[at] = bytes(random(50));
          break;
        default: {
          const json = [bytes(random(30)), Buffer.from("[]"), Buffer.from("null"), Buffer.from('{"a":')];
          parts.splice(1, 5, Buffer.from(kernel.sign(json)), ...json);
        }
      }
      return Buffer.concat([greeting(), rawReady("DEALER"), encodeMessage(parts)]);
    });
    await isWell();
    expect(kernel.log.slice(before)).to.contain("message refused");
    expect(kernel.iopub.filter(message => message.type === "error")).to.deep.equal([]);
  });

  it("answers each of 400 signed requests with contents of wrong kinds", async () => {
    const values = [null, true, -1, 1e308, "", "x", [], [1], {}, {a: {b: 1}}, "\u0000", "🎲"];
    const fields = [
      "code",
      "cursor_pos",
      "silent",
      "user_expressions",
      "hist_access_type",
      "n",
      "comm_id",
      "target_name",
      "data",
      "stop",
      "pattern",
      "store_history",
      "allow_stdin",
    ];
    for (let i = 0; i < 400; i++) {
      cases += 1;
      const type = pick(REQUESTS);
      // `code` that is a string would run; this is about everything else.
      const content = Object.fromEntries(
        Array.from({length: random(5)}, () => [pick(fields), pick(values)]).filter(
          ([name, value]) => type !== "execute_request" || name !== "code" || typeof value !== "string",
        ),
      );
      const reply = await kernel.ask(pick(["shell", "control"]), type, content);
      expect(reply.type).to.equal(type.replace("_request", "_reply"));
    }
    await isWell();
  });

  it("survives 100 messages that are no requests", async () => {
    for (let i = 0; i < 100; i++) {
      cases += 1;
      await kernel.send(pick(["shell", "control", "stdin"]), pick(MESSAGES), {
        comm_id: pick(["a", 1, null]),
        data: pick([{}, "x"]),
      });
    }
    await isWell();
  });

  it("refuses JSON that is nested 100,000 deep or 65 MB long, and bodies that claim 2^60 bytes", async () => {
    const deep = Buffer.from(`{"code": ${"[".repeat(1e5)}${"]".repeat(1e5)}}`);
    const long = Buffer.from(`{"code": "${" ".repeat(65 * 1024 * 1024)}"}`);
    for (const content of [deep, long]) {
      cases += 1;
      const header = kernel.pack("execute_request", {})[2] as Buffer;
      const json = [header, Buffer.from("{}"), Buffer.from("{}"), content];
      const socket = await rawPeer(kernel.port("shell"));
      const message = encodeMessage([Buffer.from("<IDS|MSG>"), Buffer.from(kernel.sign(json)), ...json]);
      socket.write(Buffer.concat([greeting(), rawReady("DEALER"), message]));
      const at = kernel.log.length;
      await kernel.until(() => /content must be (nested )?at most/.test(kernel.log.slice(at)), "refusal");
      socket.destroy();
    }
    cases += 1;
    await poke("shell", Buffer.concat([handshake("shell"), Buffer.from([2, 16, 0, 0, 0, 0, 0, 0, 0])]));
    await isWell();
  });

  it("had at least 2,000 cases, and runs a good cell after them", async () => {
    expect(cases).to.be.at.least(2000);
    expect(result(await kernel.execute("1 + 1"))).to.equal("2");
    expect(kernel.log).to.not.contain("defect");
  });
});
