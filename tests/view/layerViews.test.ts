import {expect} from "chai";
import {correlate2d} from "../../src/conv/correlate2d.js";
import type {Grid} from "../../src/core/grid.js";
import {NdArray} from "../../src/core/ndArray.js";
import {bestPatches, patchView} from "../../src/view/bestPatches.js";
import {featureMaps} from "../../src/view/featureMaps.js";
import {imageGrid} from "../../src/view/imageGrid.js";
import {layerKernels} from "../../src/view/layerKernels.js";
import {networkActivations} from "../../src/view/networkActivations.js";
import {colorAt, texts} from "./support.js";

/** [rows, columns, channels, filters]: weight = filter + 10 * channel. */
const w = NdArray.fromNested([
  [
    [
      [0, 1, 2],
      [10, 11, 12],
    ],
  ],
]);

describe("layerKernels(w)", () => {
  it("has a row for each filter and a column for each channel", () => {
    const picture = layerKernels(w, {channels: ["red"], title: "One layer"});
    expect(texts(picture.svg).slice(0, 6)).to.deep.equal([
      "One layer",
      "red",
      "channel 1",
      "filter 0",
      "filter 1",
      "filter 2",
    ]);
    expect(picture.alt).to.equal("One layer. 3 filters of 1 x 1 pixels over 2 channels, weights 0 to 12");
  });
  it("puts the weight of filter and channel where their names cross", async () => {
    const white = layerKernels(
      NdArray.fromNested([
        [
          [
            [0, 0],
            [0, -1],
          ],
        ],
      ]),
      {scale: 40},
    );
    const left = 14 + 12 + 60; // margin, gap, name: the first column's middle is a little further right
    expect(await colorAt(white, left + 20, 14 + 22 + 20)).to.equal("#fafafa");
    const columns = Array.from(white.svg.matchAll(/<image x="([\d.]+)" y="([\d.]+)"/g), match =>
      match.slice(1).map(Number),
    );
    expect(columns).to.have.length(4);
    const [x, y] = columns[3];
    expect(await colorAt(white, 14 + x + 10, 14 + y + 10)).to.equal("#103070");
  });
  it("shows filters over three channels in colours, weight 0 as middle grey", async () => {
    const picture = layerKernels(NdArray.fromNested([[[[2], [0], [-2]]]]), {asColors: true, scale: 20});
    expect(await colorAt(picture, 24, 24)).to.equal("#ff8000");
  });
  for (const [call, kind, text] of [
    [
      () => layerKernels([[1]] as never),
      TypeError,
      "layerKernels: w must be an NdArray [rows, columns, channels, filters], got [[...]]",
    ],
    [
      () => layerKernels(NdArray.fromNested([[1]])),
      TypeError,
      "layerKernels: w must be an NdArray [rows, columns, channels, filters], got shape [1,1]",
    ],
    [
      () => layerKernels(w, {asColors: true}),
      RangeError,
      "layerKernels: asColors needs filters over 3 channels, got shape [1,1,2,3]",
    ],
    [
      () => layerKernels(w, {scale: -1}),
      RangeError,
      "layerKernels: scale must be a finite number > 0, got -1",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(kind, text));
});

describe("imageGrid(pictures) in colours", () => {
  it("takes shares and bytes alike", async () => {
    for (const values of [
      [1, 0.4, 0],
      [255, 102, 0],
    ]) {
      const picture = imageGrid(NdArray.fromNested([[values]]), {scale: 20});
      expect(await colorAt(picture, 24, 24)).to.equal("#ff6600");
      expect(texts(picture.svg)).to.deep.equal([]); // one bar of colours would explain nothing
    }
  });
  it("rejects what is no number", () => {
    expect(() => imageGrid(NdArray.fromNested([[[1, Number.NaN, 0]]]))).to.throw(
      RangeError,
      "imageGrid: image must hold finite numbers, got NaN",
    );
  });
});

describe("featureMaps(volume)", () => {
  it("says which maps are dead and spans all by one scale", () => {
    const {svg, alt} = featureMaps(NdArray.fromNested([[[1, 0, 9]]]), {labels: ["stem"]});
    expect(texts(svg)).to.deep.equal(["stem", "1 (all 0)", "2", "0", "9"]);
    expect(alt).to.match(/^3 maps\. /);
  });
  for (const [call, kind, text] of [
    [
      () => featureMaps(NdArray.fromNested([[1]])),
      TypeError,
      "featureMaps: volume must be an NdArray [height, width, channels], got shape [1,1]",
    ],
    [
      () => featureMaps(NdArray.fromNested([[[1]]]), {labels: ["a", "b"]}),
      RangeError,
      "featureMaps: labels must be at most one for each map, got 2 for 1",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(kind, text));
});

describe("networkActivations(layers)", () => {
  it("shows the strongest maps first, with the layer's own span, and numbers of few units", () => {
    const conv = {name: "conv", activations: NdArray.fromNested([[[1, 5, 3]]])};
    const logits = {name: "logits", activations: NdArray.fromNested([-1, 2])};
    const {svg, alt} = networkActivations([conv, logits], {most: 2});
    expect(texts(svg)).to.deep.equal([
      "conv, 1 \u00d7 1 \u00d7 3",
      "2 of 3 maps, 1 to 5",
      "1",
      "2",
      "logits, 2",
      "\u22121 to 2",
      "\u22121",
      "2",
    ]);
    expect(alt).to.equal(
      "Activations of 2 layers. conv: 1 x 1 x 3, values 1 to 5; logits: 2, values -1 to 2",
    );
  });
  for (const [call, kind, text] of [
    [() => networkActivations([]), RangeError, "networkActivations: layers must hold at least one, got []"],
    [
      () => networkActivations([{name: "a", activations: NdArray.zeros([2, 2])}]),
      TypeError,
      'networkActivations: "a" must be an NdArray [height, width, channels], got shape [2,2]',
    ],
    [
      () => networkActivations([{name: "a", activations: NdArray.zeros([2])}], {most: 0}),
      RangeError,
      "networkActivations: most must be an integer >= 1, got 0",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(kind, text));
});

describe("bestPatches(images, unit)", () => {
  const images = [
    [
      [0, 0, 0, 0],
      [0, 5, 0, 0],
    ],
    [
      [0, 0, 9, 0],
      [0, 0, 9, 0],
    ],
  ];
  it("finds the window of each image that answers most, strongest first", () => {
    expect(bestPatches(images, [[-1, 1]])).to.deep.equal([
      {image: 1, top: 0, left: 1, response: 9, patch: [[0, 9]]},
      {image: 0, top: 1, left: 0, response: 5, patch: [[0, 5]]},
    ]);
  });
  it("finds the field of a deeper unit, zeros outside of the image", () => {
    const deep = (image: Grid) => correlate2d(image, [[1, 1]], {strides: 2});
    const [first] = bestPatches(images, deep, {count: 1, field: {size: [2, 3], stride: 2, padding: 1}});
    expect([first.top, first.left]).to.deep.equal([-1, 1]);
    expect(first.patch).to.deep.equal([
      [0, 0, 0],
      [0, 9, 0],
    ]);
  });
  it("becomes a picture with the response and the image's number", () => {
    expect(texts(patchView(images, [[-1, 1]]).svg)).to.include.members(["9 (image 1)", "5 (image 0)"]);
  });
  for (const [call, kind, text] of [
    [() => bestPatches([], [[1]]), RangeError, "bestPatches: images must hold at least one, got []"],
    [
      () => bestPatches(images, (image: Grid) => image),
      TypeError,
      "bestPatches: field must say what the unit sees when unit is a function, got undefined",
    ],
    [
      () => bestPatches(images, [[1]], {count: 0}),
      RangeError,
      "bestPatches: count must be an integer >= 1, got 0",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(kind, text));
});
