import {createHmac} from "node:crypto";
import {expect} from "chai";
import {parseObject} from "../../../src/kernel/protocol/json.js";
import {Wire} from "../../../src/kernel/protocol/wire.js";

const HEADER = {msg_id: "m1", msg_type: "x_request", session: "s", username: "u", date: "d", version: "5.3"};

/** Parts as another implementation would make them. */
function signed(key: string, content = "{}", header: string = JSON.stringify(HEADER)): Buffer[] {
  const json = [header, "{}", "{}", content];
  const mac = createHmac("sha256", key);
  for (const part of json) mac.update(part);
  return ["route", "<IDS|MSG>", mac.digest("hex"), ...json].map(part => Buffer.from(part));
}

describe("Wire.decode(parts)", () => {
  it("gives header, content, routing and buffers of a message signed with the key", () => {
    const request = new Wire("key").decode([...signed("key", '{"a": [1]}'), Buffer.from([0, 255])]);
    expect(request.header).to.deep.equal(HEADER);
    expect(request.content).to.deep.equal({a: [1]});
    expect(request.identities.map(String)).to.deep.equal(["route"]);
    expect(request.buffers).to.deep.equal([Buffer.from([0, 255])]);
  });

  it("refuses another key, a short signature and a changed content", () => {
    const wire = new Wire("key");
    const changed = signed("key");
    changed[6] = Buffer.from('{"code": "evil"}');
    const short = signed("key");
    short[2] = Buffer.from("ab");
    for (const parts of [signed("other"), changed, short]) {
      expect(() => wire.decode(parts)).to.throw("signature must be that of the connection file's key");
    }
  });

  it("refuses the same signed bytes a second time", () => {
    const wire = new Wire("key");
    wire.decode(signed("key"));
    expect(() => wire.decode(signed("key"))).to.throw("a message must come once");
  });

  it("asks for no signature when the key is empty", () => {
    const parts = signed("any");
    parts[2] = Buffer.alloc(0);
    const wire = new Wire("");
    expect(wire.decode(parts).header.msg_id).to.equal("m1");
    expect(wire.decode(parts).header.msg_id).to.equal("m1");
  });

  for (const [name, parts] of [
    ["no delimiter", [Buffer.from("x")]],
    ["too few parts", signed("key").slice(0, 6)],
    ["a header without type", signed("key", "{}", '{"msg_id": "1"}')],
    ["a header that is a list", signed("key", "{}", "[]")],
    ["a content that is no JSON", signed("key", "{")],
  ] as const) {
    it(`refuses ${name}`, () => {
      expect(() => new Wire("key").decode(parts)).to.throw(SyntaxError);
    });
  }
});

describe("Wire.encode(message)", () => {
  it("writes what decode with the same key reads", () => {
    const sender = new Wire("key");
    const message = sender.message("stream", {text: "é🎲"}, HEADER, {buffers: [Buffer.from([7])]});
    const received = new Wire("key").decode(sender.encode(message));
    expect(received).to.deep.include({...message, identities: []});
    expect(received.header.version).to.equal("5.4");
  });
});

describe("parseObject(bytes, what, limits)", () => {
  const limits = {bytes: 1000, depth: 5};

  it("counts brackets, but not those in strings", () => {
    expect(parseObject(Buffer.from('{"a": "[[[[[[[\\"[[["}'), "content", limits)).to.deep.equal({
      a: '[[[[[[["[[[',
    });
    expect(() => parseObject(Buffer.from('{"a": [[[[[1]]]]]}'), "content", limits)).to.throw(
      RangeError,
      "content must be nested at most 5 deep, got 6",
    );
  });

  it("refuses a million brackets without parsing them", () => {
    const deep = Buffer.from(`{"a": ${"[".repeat(1e6)}${"]".repeat(1e6)}}`);
    expect(() => parseObject(deep, "content", {bytes: 1e7, depth: 200})).to.throw(RangeError, /got 1000001$/);
  });

  it("refuses more bytes than allowed", () => {
    expect(() => parseObject(Buffer.alloc(1001, " "), "header", limits)).to.throw(
      RangeError,
      "header must be at most 1000 bytes, got 1001",
    );
  });
});
