import {expect} from "chai";
import {divergingScale, grayScale, hex, inkOn, type Rgb} from "../../src/view/colors.js";
import {scalesFor} from "../../src/view/scales.js";

function luminance(color: Rgb): number {
  const [r, g, b] = color.map(channel => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

describe("divergingScale(limit)", () => {
  const scale = divergingScale(4);
  it("is white at zero, blue below, orange above, and stays at the ends beyond them", () => {
    expect(scale.color(0)).to.deep.equal([250, 250, 250]);
    const [blue, orange] = [scale.color(-4), scale.color(4)];
    expect(blue[2]).to.be.above(blue[0]);
    expect(orange[0]).to.be.above(orange[2]);
    expect(scale.color(-99)).to.deep.equal(blue);
    expect(scale.color(Number.POSITIVE_INFINITY)).to.deep.equal(orange);
  });
  it("gets darker away from zero on both sides, step by step", () => {
    for (const sign of [-1, 1])
      for (let step = 0; step < 16; step++)
        expect(luminance(scale.color((sign * (step + 1)) / 4))).to.be.below(
          luminance(scale.color((sign * step) / 4)),
        );
  });
  it("has ends that a grey print tells apart", () => {
    expect(contrast(luminance(scale.color(-4)), luminance(scale.color(4)))).to.be.above(2);
  });
  it("is white everywhere when there is nothing but zero", () => {
    expect(divergingScale(0).color(0)).to.deep.equal([250, 250, 250]);
  });
});

describe("grayScale(low, high)", () => {
  it("runs from black to white and shows NaN as neither", () => {
    const scale = grayScale(10, 20);
    expect([scale.color(10), scale.color(15), scale.color(25)].map(hex)).to.deep.equal([
      "#000000",
      "#808080",
      "#ffffff",
    ]);
    const [r, g] = scale.color(Number.NaN);
    expect(r).to.not.equal(g);
  });
});

describe("inkOn(color)", () => {
  it("reads at 4.5 to 1 or better on every colour of both scales", () => {
    for (const scale of [divergingScale(1), grayScale(-1, 1)])
      for (let value = -1; value <= 1; value += 0.01) {
        const color = scale.color(value);
        const ink = inkOn(color) === "#ffffff" ? 1 : 0;
        expect(contrast(ink, luminance(color))).to.be.above(4.5);
      }
  });
});

describe("scalesFor(where, pictures, range, colors)", () => {
  const dim = [[0, 10]];
  const bright = [[100, 200]];
  const signed = [[-3, 1]];
  it("spans all pictures, zero included, unless asked otherwise", () => {
    const [a, b] = scalesFor("f", [dim, bright]);
    expect([a.kind, a.low, a.high]).to.deep.equal(["gray", 0, 200]);
    expect([b.low, b.high]).to.deep.equal([0, 200]);
  });
  it("spans each picture for itself when asked to", () => {
    expect(scalesFor("f", [dim, bright], "each").map(({high}) => high)).to.deep.equal([10, 200]);
  });
  it("takes colours around zero where a value lies below it, as strong on both sides", () => {
    const [scale] = scalesFor("f", [signed]);
    expect([scale.kind, scale.low, scale.high]).to.deep.equal(["diverging", -3, 3]);
  });
  it("takes the range given", () => {
    expect(scalesFor("f", [dim], [5, 6]).map(({low, high}) => [low, high])).to.deep.equal([[5, 6]]);
  });
  it("leaves infinities and NaN out of the span", () => {
    const [scale] = scalesFor("f", [[[Number.NaN, Number.POSITIVE_INFINITY, 3]]]);
    expect([scale.low, scale.high]).to.deep.equal([0, 3]);
  });
  it("rejects other ranges and colours", () => {
    expect(() => scalesFor("imageGrid", [dim], [6, 5])).to.throw(
      RangeError,
      'imageGrid: range must be "shared", "each" or [low, high] with low < high, got [6, 5]',
    );
    expect(() => scalesFor("imageGrid", [dim], "shared", "rainbow" as never)).to.throw(
      TypeError,
      'imageGrid: colors must be "gray" or "diverging", got "rainbow"',
    );
  });
});
