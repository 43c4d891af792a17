import {expect} from "chai";
import {decode} from "fast-png";
import {toBase64} from "../../src/core/base64.js";
import {escapeHtml} from "../../src/core/escapeHtml.js";
import {formatNumber} from "../../src/core/formatNumber.js";
import {encodePng} from "../../src/core/pixels.js";

describe("toBase64(bytes)", () => {
  for (const length of [0, 1, 2, 3, 0x2000, 0x2001, 100_000]) {
    it(`agrees with Node on ${length} bytes`, () => {
      const bytes = Uint8Array.from({length}, (_, i) => (i * 7) % 256);
      expect(toBase64(bytes)).to.equal(Buffer.from(bytes).toString("base64"));
    });
  }
});

describe("escapeHtml(text)", () => {
  it("makes tags and attributes harmless", () => {
    expect(escapeHtml(`<a b="c" d='e'>&</a>`)).to.equal(
      "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&lt;/a&gt;",
    );
  });
});

describe("formatNumber(value)", () => {
  for (const [value, text] of [
    [0, "0"],
    [-0, "0"],
    [-12, "-12"],
    [0.1 + 0.2, "0.3"],
    [Math.fround(0.1), "0.1"],
    [1e-9, "1e-9"],
    [123456.789, "123460"],
    [1e21, "1e+21"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
  ] as const)
    it(`writes ${text}`, () => expect(formatNumber(value)).to.equal(text));
});

describe("encodePng(pixels)", () => {
  it("makes a file that decodes to the same pixels, oblong included", () => {
    const data = Uint8ClampedArray.from({length: 3 * 2 * 4}, (_, i) => i * 10);
    const image = decode(encodePng({width: 3, height: 2, data}));
    expect([image.width, image.height, image.channels]).to.deep.equal([3, 2, 4]);
    expect([...image.data]).to.deep.equal([...data]);
  });
  it("leaves the opacity out where nothing shines through", () => {
    const data = new Uint8ClampedArray([1, 2, 3, 255, 4, 5, 6, 255]);
    const image = decode(encodePng({width: 2, height: 1, data}));
    expect([image.channels, ...image.data]).to.deep.equal([3, 1, 2, 3, 4, 5, 6]);
  });
  it("rejects data that does not fit", () => {
    expect(() => encodePng({width: 2, height: 2, data: new Uint8ClampedArray(4)})).to.throw(
      RangeError,
      "encodePng: data must have 2 x 2 x 4 = 16 bytes, got 4",
    );
  });
});
