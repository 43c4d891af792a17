import {expect} from "chai";
import {parseIdx} from "../../src/data/idx.js";

/** An IDX file of unsigned bytes with axes shorter than 256. */
function idx(shape: readonly number[], values: readonly number[]): Uint8Array {
  return Uint8Array.from([0, 0, 8, shape.length, ...shape.flatMap(length => [0, 0, 0, length]), ...values]);
}

describe("parseIdx(bytes, name)", () => {
  it("reads axis lengths and values", () => {
    const array = parseIdx(idx([2, 1, 3], [1, 2, 3, 4, 5, 255]), "a");
    expect(array.shape).to.deep.equal([2, 1, 3]);
    expect([...array.data]).to.deep.equal([1, 2, 3, 4, 5, 255]);
  });
  it("reads axis lengths as big-endian 32-bit numbers", () => {
    const bytes = new Uint8Array(8 + 0x010203);
    bytes.set([0, 0, 8, 1, 0, 1, 2, 3]);
    expect(parseIdx(bytes, "a").shape).to.deep.equal([0x010203]);
  });
  it("reads a file that is a view into a larger buffer", () => {
    const buffer = new Uint8Array(32);
    buffer.set(idx([2], [8, 9]), 5);
    expect([...parseIdx(buffer.subarray(5, 15), "a").data]).to.deep.equal([8, 9]);
  });
  it("rejects a gzip file that was not unpacked", () => {
    expect(() => parseIdx(Uint8Array.of(0x1f, 0x8b, 8, 0, 0), "a.gz")).to.throw(
      SyntaxError,
      /^parseIdx: a.gz must start with two zero bytes, got bytes 31 139 8 0$/,
    );
  });
  it("rejects an empty file", () => {
    expect(() => parseIdx(new Uint8Array(), "a")).to.throw(SyntaxError, /got an empty file$/);
  });
  it("rejects a file of floats", () => {
    expect(() => parseIdx(Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 0), "a")).to.throw(
      SyntaxError,
      /got type code 13$/,
    );
  });
  it("rejects a header without axes, and one that is cut off", () => {
    expect(() => parseIdx(Uint8Array.of(0, 0, 8, 0), "a")).to.throw(SyntaxError, /got 0 axes in 4 bytes$/);
    expect(() => parseIdx(Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 1), "a")).to.throw(
      SyntaxError,
      /got 2 axes in 8 bytes$/,
    );
  });
  it("rejects a file with a value too few and says both numbers", () => {
    expect(() => parseIdx(idx([2, 2], [1, 2, 3]), "a")).to.throw(
      RangeError,
      /^parseIdx: a must hold 4 values for shape \[2, 2\], got 3$/,
    );
  });
});
