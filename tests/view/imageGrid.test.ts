import {expect} from "chai";
import {DISPLAY} from "../../src/core/mime.js";
import {NdArray} from "../../src/core/ndArray.js";
import {imageGrid} from "../../src/view/imageGrid.js";
import {kernelView} from "../../src/view/kernelView.js";
import {colorAt, texts} from "./support.js";

/** The margin of every drawing. */
const MARGIN = 14;

describe("imageGrid(pictures)", () => {
  it("puts each pixel where it belongs, oblong pictures too", async () => {
    const picture = imageGrid(
      [
        [0, 255, 51],
        [102, 153, 204],
      ],
      {scale: 20, legend: false},
    );
    for (const [y, row] of [
      ["#000000", "#ffffff", "#333333"],
      ["#666666", "#999999", "#cccccc"],
    ].entries())
      for (const [x, color] of row.entries())
        expect(
          await colorAt(picture, MARGIN + x * 20 + 10, MARGIN + y * 20 + 10),
          `row ${y}, column ${x}`,
        ).to.equal(color);
  });
  it("gives all pictures one span, so that a dim one looks dim", async () => {
    const pictures = {dim: [[51]], bright: [[255]]};
    const shared = imageGrid(pictures, {scale: 40});
    expect(await colorAt(shared, MARGIN + 20, MARGIN + 20)).to.equal("#333333");
    const each = imageGrid(pictures, {scale: 40, range: "each"});
    expect(await colorAt(each, MARGIN + 20, MARGIN + 20)).to.equal("#ffffff");
    expect(texts(each.svg)).to.deep.equal(["dim", "bright"]);
  });
  it("writes names, title and the values at the ends of the colours", () => {
    const {svg} = imageGrid({a: [[0, 7]], "<b>": [[1, 2]]}, {title: "Two & two"});
    expect(texts(svg)).to.deep.equal(["Two &amp; two", "a", "&lt;b&gt;", "0", "7"]);
  });
  it("takes rows of bytes, an NdArray, a list of them", () => {
    const byte = [new Uint8Array([1, 2])];
    const array = new NdArray([1, 2], new Float32Array([3, 4]));
    expect(imageGrid(byte).alt).to.equal("1 image. 1 x 2 pixels, values 1 to 2");
    expect(imageGrid(array).alt).to.equal("1 image. 1 x 2 pixels, values 3 to 4");
    expect(imageGrid([byte, array]).alt).to.equal(
      "2 images. 1 x 2 pixels, values 1 to 2; 1 x 2 pixels, values 3 to 4",
    );
  });
  it("starts a new line after as many columns as asked for", () => {
    const width = (columns: number) =>
      Number(
        /width="(\d+)"/.exec(
          imageGrid([[[1]], [[1]], [[1]], [[1]]], {columns, scale: 40, legend: false}).svg,
        )?.[1],
      );
    expect([width(1), width(2), width(4)]).to.deep.equal([68, 126, 242]);
  });
  it("displays SVG, PNG and its description", async () => {
    const bundle = await imageGrid([[0, 1]], {alt: "a step"})[DISPLAY]();
    expect(bundle["text/plain"]).to.equal("a step");
    expect(String(bundle["image/png"])).to.match(/^iVBOR/);
    expect(String(bundle["image/svg+xml"])).to.include("<title>a step</title>");
  });
  for (const [pictures, options, kind, text] of [
    [5, {}, TypeError, "imageGrid: images must be rows of numbers, a list of them, or named ones, got 5"],
    [[], {}, RangeError, "imageGrid: images must hold at least one, got none"],
    [
      {a: [[1], [1, 2]]},
      {},
      RangeError,
      'imageGrid: image "a" rows must be equally long, got 1 in row 0 and 2 in row 1',
    ],
    [
      [[1]],
      {labels: ["a", "b"]},
      RangeError,
      "imageGrid: labels must be at most one for each image, got 2 for 1",
    ],
    [[[1]], {columns: 0}, RangeError, "imageGrid: columns must be an integer >= 1, got 0"],
    [[[1]], {scale: 0}, RangeError, "imageGrid: scale must be a finite number > 0, got 0"],
  ] as const) {
    it(`says: ${text}`, () => expect(() => imageGrid(pictures as never, options)).to.throw(kind, text));
  }
});

describe("kernelView(kernels)", () => {
  it("writes the weights of small kernels into their cells, with a true minus sign", () => {
    expect(texts(kernelView({edge: [[-1, 0.125, 2 / 3]]}).svg)).to.deep.equal([
      "\u22121",
      "0.125",
      "0.667",
      "edge",
    ]);
  });
  it("marks the sign of weights in larger kernels, so that colour is not needed", () => {
    const size = 9;
    const kernel = Array.from({length: size}, (_, i) =>
      Array.from({length: size}, (_, j) => Math.sign(i - j)),
    );
    const {svg} = kernelView(kernel);
    const signs = Array.from(
      svg.matchAll(/<path d="([^"]*)" fill="none" stroke="#ffffff"/g),
      match => match[1],
    ).join("");
    expect(signs.match(/M[^M]*h/g), "a bar in each cell that is not zero").to.have.length(72);
    expect(signs.match(/M[^M]*v/g), "an upright where the weight is above zero").to.have.length(36);
    expect(texts(svg)).to.deep.equal(["\u22121", "1", "0"]);
  });
  it("says all weights of a small kernel in its description", () => {
    expect(
      kernelView({
        a: [
          [1, -2],
          [0, 0.5],
        ],
      }).alt,
    ).to.equal("1 kernel. a: 2 x 2 pixels, weights [1, -2], [0, 0.5]");
  });
  it("is blue left of zero and orange right of it", async () => {
    const picture = kernelView([[-1, 0, 1]], {scale: 40});
    const near = (x: number) => colorAt(picture, MARGIN + x, MARGIN + 6);
    expect([await near(10), await near(60), await near(110)]).to.deep.equal([
      "#103070",
      "#fafafa",
      "#b04c08",
    ]);
  });
});
