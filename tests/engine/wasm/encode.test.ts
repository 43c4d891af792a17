import {expect} from "chai";
import {float32, list, section, signed, text, unsigned} from "../../../src/engine/wasm/assembler/encode.js";

describe("encoding of WebAssembly", () => {
  it("writes unsigned numbers seven bits at a time", () => {
    expect(unsigned(0)).to.deep.equal([0]);
    expect(unsigned(127)).to.deep.equal([127]);
    expect(unsigned(128)).to.deep.equal([0x80, 1]);
    expect(unsigned(624485)).to.deep.equal([0xe5, 0x8e, 0x26]);
    expect(unsigned(4294967295)).to.deep.equal([255, 255, 255, 255, 15]);
  });

  it("writes signed numbers with the sign in the last bits", () => {
    expect(signed(63)).to.deep.equal([63]);
    expect(signed(64)).to.deep.equal([0xc0, 0]);
    expect(signed(-1)).to.deep.equal([0x7f]);
    expect(signed(-123456)).to.deep.equal([0xc0, 0xbb, 0x78]);
  });

  it("writes floats, names, lists and sections", () => {
    expect(float32(1)).to.deep.equal([0, 0, 0x80, 0x3f]);
    expect(text("é")).to.deep.equal([2, 0xc3, 0xa9]);
    expect(list([[7], [8, 9]])).to.deep.equal([2, 7, 8, 9]);
    expect(section(3, [1, 2])).to.deep.equal([3, 2, 1, 2]);
  });
});
