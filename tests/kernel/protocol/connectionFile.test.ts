import {expect} from "chai";
import fc from "fast-check";
import {toCodePoints, toUtf16} from "../../../src/kernel/protocol/codePoints.js";
import {parseConnection} from "../../../src/kernel/protocol/connectionFile.js";

const FIELDS = {
  transport: "tcp",
  ip: "127.0.0.1",
  shell_port: 1,
  iopub_port: 2,
  stdin_port: 3,
  control_port: 4,
  hb_port: 5,
  key: "k",
  signature_scheme: "hmac-sha256",
};

describe("parseConnection(fields)", () => {
  it("gives addresses, key and hash", () => {
    const {addresses, key, hash} = parseConnection(FIELDS);
    expect(addresses.control).to.deep.equal({host: "127.0.0.1", port: 4});
    expect({key, hash}).to.deep.equal({key: "k", hash: "sha256"});
  });

  it("makes a path of ip and port for local sockets", () => {
    const {addresses} = parseConnection({...FIELDS, transport: "ipc", ip: "/tmp/kernel-ipc"});
    expect(addresses.iopub).to.deep.equal({path: "/tmp/kernel-ipc-2"});
  });

  for (const [field, value, rule] of [
    ["transport", "udp", "transport must be tcp or ipc"],
    ["shell_port", 0, "shell_port must be an integer from 1 to 65535"],
    ["hb_port", "5", "hb_port must be an integer"],
    ["stdin_port", undefined, "stdin_port must be an integer"],
    ["key", 5, "key must be a string"],
    ["signature_scheme", "none", "signature_scheme must be hmac- and a hash function"],
    ["signature_scheme", "hmac-nonsense", "signature_scheme must be hmac- and a hash function"],
  ] as const) {
    it(`refuses ${field} ${JSON.stringify(value)}`, () => {
      expect(() => parseConnection({...FIELDS, [field]: value})).to.throw(SyntaxError, rule);
    });
  }
});

describe("toUtf16 and toCodePoints", () => {
  it("differ behind an emoji", () => {
    expect(toUtf16("🎲.a", 2)).to.equal(3);
    expect(toCodePoints("🎲.a", 3)).to.equal(2);
  });

  it("undo each other at every place between characters", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary"}), text => {
        const positions = Array.from({length: [...text].length + 1}, (_, position) => position);
        expect(positions.map(position => toCodePoints(text, toUtf16(text, position)))).to.deep.equal(
          positions,
        );
      }),
      {seed: 1},
    );
  });
});
