import {expect} from "chai";
import {decode, encode, newHeader} from "../../../benchmarks/kernel/wire.js";

const header = newHeader("execute_request", "session");
const frames = (key: string) => encode(key, header, {code: "1 + 1"}).map(part => Buffer.from(part));

describe("encode and decode", () => {
  it("give back the message, whatever frames precede the delimiter", () => {
    const message = decode("key", [Buffer.from("identity"), ...frames("key")]);
    expect(message).to.deep.equal({header, parent: {}, content: {code: "1 + 1"}});
  });
  it("leave the signature empty without a key", () => {
    expect(frames("")[1]?.toString()).to.equal("");
    expect(decode("", frames("")).content).to.deep.equal({code: "1 + 1"});
  });
  it("refuse a message that was signed with another key", () => {
    expect(() => decode("key", frames("other"))).to.throw(SyntaxError, /signature must match/);
  });
  it("refuse a message with a part missing", () => {
    expect(() => decode("key", frames("key").slice(0, -1))).to.throw(SyntaxError, /5 parts, got 5 frames$/);
  });
});
