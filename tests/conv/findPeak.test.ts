import {expect} from "chai";
import {findPeak, normalizedCorrelation} from "../../src/conv/findPeak.js";
import {gradientHistogram} from "../../src/conv/gradientHistogram.js";
import {edgeKernel} from "../../src/conv/orientedKernels.js";
import {Random} from "../../src/core/random.js";

describe("normalizedCorrelation(image, pattern)", () => {
  const glyph = [
    [0, 1, 0, 1],
    [1, 1, 0, 0],
    [0, 1, 1, 0],
  ];
  it("finds a faint pattern that plain brightness would hide", () => {
    const random = new Random(11);
    const image = Array.from({length: 12}, () => Array.from({length: 17}, () => random.normal(100, 1)));
    for (let y = 0; y < 12; y++) for (let x = 9; x < 17; x++) image[y][x] += 80; // a bright side
    for (const [i, row] of glyph.entries())
      for (const [j, ink] of row.entries()) image[4 + i][2 + j] += 12 * ink;
    const peak = findPeak(normalizedCorrelation(image, glyph));
    expect([peak.y, peak.x]).to.deep.equal([4, 2]);
    expect(peak.value).to.be.within(0.9, 1);
  });
  it("is 1 on the pattern at any brightness and contrast, -1 on its negative, 0 on flat patches", () => {
    const bright = glyph.map(row => row.map(ink => 5 + 3 * ink));
    expect(normalizedCorrelation(bright, glyph)[0][0]).to.be.closeTo(1, 1e-12);
    expect(
      normalizedCorrelation(
        glyph.map(row => row.map(ink => 1 - ink)),
        glyph,
      )[0][0],
    ).to.be.closeTo(-1, 1e-12);
    expect(
      normalizedCorrelation(
        glyph.map(row => row.map(() => 0.1)),
        glyph,
      ),
    ).to.deep.equal([[0]]);
  });
  it("rejects a flat pattern and says so", () => {
    expect(() => normalizedCorrelation([[1, 2]], [[3, 3]])).to.throw(
      RangeError,
      "normalizedCorrelation: pattern must not be flat, got 1x2 pixels of 3",
    );
  });
});

describe("findPeak(map)", () => {
  it("takes the first of equal values in reading order and passes NaN over", () => {
    expect(
      findPeak([
        [Number.NaN, 2],
        [5, 5],
      ]),
    ).to.deep.equal({y: 1, x: 0, value: 5});
    expect(findPeak([[-3, -2]])).to.deep.equal({y: 0, x: 1, value: -2});
    expect(() => findPeak([[Number.NaN]])).to.throw(
      RangeError,
      "findPeak: map must hold a number that is not NaN",
    );
  });
});

describe("gradientHistogram(image, options)", () => {
  const edge = (degrees: number) => edgeKernel(degrees).map(row => row.map(weight => weight / 8));
  it("puts a slope into the bin of its direction, opposite slopes into the same", () => {
    for (const [degrees, bin] of [
      [0, 0],
      [45, 1],
      [90, 2],
      [135, 3],
      [180, 0],
      [225, 1],
    ] as const) {
      const feature = gradientHistogram(edge(degrees), {cell: 3, bins: 4});
      expect(feature.indexOf(Math.max(...feature)), `${degrees} degrees`).to.equal(bin);
    }
  });
  it("shares a gradient between two bins by angle", () => {
    // One gradient of 22.5 degrees in a row of pixels: dx 2, dy -2 tan 22.5 by hand.
    const rise = -Math.tan(Math.PI / 8);
    const plane = [0, 1, 2].map(y => [0, 1, 2].map(x => x + rise * y));
    const feature = gradientHistogram(plane, {cell: 3, bins: 4});
    expect(feature[0]).to.be.closeTo(feature[1], 0.25);
    expect(feature[2] + feature[3]).to.be.below(0.2);
  });
  it("keeps cells apart, in reading order, and has length 1", () => {
    const image = Array.from({length: 4}, (_, y) =>
      Array.from({length: 6}, (_, x) => (y >= 2 && x >= 4 ? x : 0)),
    );
    const feature = gradientHistogram(image, {cell: 2, bins: 2});
    expect(feature).to.have.length(2 * 3 * 2);
    expect(Math.hypot(...feature)).to.be.closeTo(1, 1e-12);
    expect(feature.slice(0, 2)).to.deep.equal([0, 0]);
    expect(feature[10]).to.be.above(0);
  });
  it("is the same for a brighter and a more contrasted image, and all zeros for a flat one", () => {
    const image = [
      [0, 1, 5, 2],
      [3, 1, 0, 0],
    ];
    const brighter = image.map(row => row.map(value => 40 + 3 * value));
    const [a, b] = [image, brighter].map(grid => gradientHistogram(grid, {cell: 2, bins: 3}));
    for (const [n, value] of a.entries()) expect(b[n]).to.be.closeTo(value, 1e-12);
    expect(
      gradientHistogram(
        [
          [4, 4],
          [4, 4],
        ],
        {cell: 2, bins: 2},
      ),
    ).to.deep.equal([0, 0]);
  });
  it("makes 128 numbers of a digit", () => {
    const image = Array.from({length: 28}, () => new Uint8Array(28));
    expect(gradientHistogram(image)).to.have.length(128);
  });
  it("rejects an image that is not a whole number of cells", () => {
    expect(() => gradientHistogram([[1, 2, 3]], {cell: 2})).to.throw(
      RangeError,
      "gradientHistogram: image must be a whole number of cells of 2, got [1, 3]",
    );
  });
});
