import {expect} from "chai";
import type {LayerSpec} from "../../src/nn/layerSpec.js";
import {fieldFrames} from "../../src/view/fieldFrames.js";
import {receptiveFieldView} from "../../src/view/receptiveFieldView.js";
import {texts} from "./support.js";

const conv = (kernelSize: number, strides = 1): LayerSpec => ({
  kind: "conv",
  filters: 1,
  kernelSize,
  strides,
  padding: "same",
});

describe("fieldFrames(inputShape, layers)", () => {
  it("lets three windows of 3 see 7 pixels, activations seeing no more", () => {
    const relu: LayerSpec = {kind: "activation", activation: "relu"};
    const frames = fieldFrames([15, 11, 1], [conv(3), relu, conv(3), relu, conv(3)]);
    expect(frames.map(({height, width}) => [height, width])).to.deep.equal([
      [3, 3],
      [5, 5],
      [7, 7],
    ]);
    // The middle unit of 15 rows is 7, of 11 columns 5; it sees 3 pixels to each side.
    expect([frames[2].top, frames[2].left]).to.deep.equal([4, 2]);
  });
  it("steps further after a stride, and stops where a layer sees all", () => {
    const layers: LayerSpec[] = [conv(3, 2), conv(3), {kind: "globalMeanPool"}, {kind: "dense", units: 2}];
    expect(fieldFrames([9, 9, 1], layers).map(({name, height, down}) => [name, height, down])).to.deep.equal([
      ["conv 3 x 3, stride 2", 3, 2],
      ["conv 3 x 3", 7, 2],
    ]);
  });
  for (const [call, kind, text] of [
    [
      () => fieldFrames([4], [{kind: "dense", units: 2}]),
      RangeError,
      "fieldFrames: layers must hold a convolution or a pooling, got [an object]",
    ],
    [() => fieldFrames([4, 4, 1], 7 as never), TypeError, "fieldFrames: layers must be a list, got 7"],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(kind, text));
});

describe("receptiveFieldView(image, layers)", () => {
  const image = Array.from({length: 8}, (_, y) => Array.from({length: 10}, (_, x) => x + y));
  it("frames the field of each layer and names them all", () => {
    const film = receptiveFieldView(image, [conv(3), conv(3)]);
    expect(film.frames.map(({height}) => height)).to.deep.equal([3, 5]);
    expect(texts(film.svg).slice(-3)).to.deep.equal([
      "\u25b8",
      "conv 3 x 3: sees 3 x 3",
      "conv 3 x 3: sees 5 x 5",
    ]);
  });
  it("hatches what a field reaches outside of the image, and nothing else", () => {
    expect(receptiveFieldView(image, [conv(3)]).svg).to.not.include("kb-hatch");
    expect(receptiveFieldView(image, [conv(9)]).svg).to.include("kb-hatch");
  });
  it("lays the same frames on a map of influence", () => {
    const one = receptiveFieldView(image, [conv(3)]).svg.match(/stroke="#111111"/g)?.length ?? 0;
    const two = receptiveFieldView(image, [conv(3)], {influence: image}).svg.match(/stroke="#111111"/g);
    expect(two).to.have.length(2 * one);
  });
  it("rejects an influence of another size", () => {
    expect(() => receptiveFieldView(image, [conv(3)], {influence: [[1]]})).to.throw(
      RangeError,
      "receptiveFieldView: influence must be as large as the image, 8 x 10, got 1 x 1",
    );
  });
});
