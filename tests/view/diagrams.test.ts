import {expect} from "chai";
import {NdArray} from "../../src/core/ndArray.js";
import {lenetLayers, vgg16Layers} from "../../src/nn/architectures.js";
import {architectureDiagram, stagesOf} from "../../src/view/architectureDiagram.js";
import {augmentationGrid} from "../../src/view/augmentationGrid.js";
import {overlapMap} from "../../src/view/overlapMap.js";
import {tiedMatrix} from "../../src/view/tiedMatrix.js";
import {colorAt, texts} from "./support.js";

describe("stagesOf(inputShape, layers)", () => {
  it("gives the sizes of LeNet-5, activations left out", () => {
    expect(stagesOf([28, 28, 1], lenetLayers()).map(({shape}) => shape)).to.deep.equal([
      [28, 28, 1],
      [28, 28, 6],
      [14, 14, 6],
      [10, 10, 16],
      [5, 5, 16],
      [120],
      [84],
      [10],
    ]);
  });
  it("says what each layer of VGG-16 does", () => {
    const by = stagesOf([224, 224, 3], vgg16Layers()).map(stage => stage.by);
    expect(by.filter(words => words === "conv 3 x 3")).to.have.length(13);
    expect(by.filter(words => words === "max 2 x 2")).to.have.length(5);
    expect(by.filter(words => words === "dense")).to.have.length(3);
  });
});

describe("architectureDiagram(stages)", () => {
  it("draws three faces for each stage and an arrow between two", () => {
    const {svg} = architectureDiagram([
      {name: "a", shape: [8, 8, 1]},
      {name: "b", shape: [4], by: "dense"},
    ]);
    expect(svg.match(/stroke-linejoin="round"/g)).to.have.length(6);
    expect(svg.match(/class="kb-stroke"/g)).to.have.length(1);
    expect(texts(svg)).to.deep.equal(["a", "8 \u00d7 8 \u00d7 1", "dense", "b", "4"]);
  });
  for (const [call, text] of [
    [() => architectureDiagram([]), "architectureDiagram: stages must hold at least one, got []"],
    [
      () => architectureDiagram([{name: "a", shape: [2, 2]}]),
      'architectureDiagram: shape of "a" must be [height, width, channels] or [units], got [2, 2]',
    ],
    [
      () => architectureDiagram([{name: "a", shape: [0]}]),
      'architectureDiagram: each length of "a" must be an integer >= 1, got 0',
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("overlapMap(settings)", () => {
  it("counts stamps: 3 wide and 2 apart makes a checkerboard, 4 wide does not", () => {
    const picture = overlapMap(
      [
        {kernel: 3, stride: 2},
        {kernel: 4, stride: 2},
      ],
      {size: 3},
    );
    expect(picture.alt).to.equal(
      "Stamps at each pixel. Kernel 3, stride 2: 7 x 7 pixels, uneven inside, 1 to 4; Kernel 4, stride 2: 8 x 8 pixels, even inside, 4",
    );
    expect(texts(picture.svg).slice(0, 7)).to.deep.equal(["1", "1", "2", "1", "2", "1", "1"]);
  });
  for (const [call, text] of [
    [() => overlapMap([]), "overlapMap: settings must hold at least one, got []"],
    [() => overlapMap([{kernel: 0, stride: 1}]), "overlapMap: kernel must be an integer >= 1, got 0"],
    [() => overlapMap([{kernel: 1, stride: 0}]), "overlapMap: stride must be an integer >= 1, got 0"],
    [
      () => overlapMap([{kernel: 1, stride: 1}], {size: 1}),
      "overlapMap: size must be an integer >= 2, got 1",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("tiedMatrix(size, kernel)", () => {
  it("counts weights that are free, tied and zero", () => {
    expect(
      tiedMatrix(
        [3, 3],
        [
          [1, 2],
          [3, 4],
        ],
      ).alt,
    ).to.equal(
      "Dense matrix of 4 x 9: 36 weights. Tied matrix of the same size: 4 weights, the same in all 4 rows, and 20 zeros",
    );
  });
  it("is the same again for the same seed", () => {
    const [a, b, c] = [1, 1, 2].map(seed => tiedMatrix([1, 6], [[1, -1]], {seed}).svg);
    expect(a).to.equal(b);
    expect(a).to.not.equal(c);
  });
  for (const [call, kind, text] of [
    [() => tiedMatrix(5 as never, [[1]]), TypeError, "tiedMatrix: size must be [height, width], got 5"],
    [
      () => tiedMatrix([16, 16], [[1]]),
      RangeError,
      "tiedMatrix: the matrix must be at most 240 each way, got 256 x 256",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(kind, text));
});

describe("augmentationGrid(image, augmentations)", () => {
  const image = [[0, 1]];
  it("draws each as often as asked, from seeds that follow one another", () => {
    const seen: number[] = [];
    const note = (_: unknown, random: {uniform(): number}) => {
      seen.push(random.uniform());
      return image;
    };
    augmentationGrid(image, {a: note, b: note}, {count: 3, seed: 4});
    expect(seen).to.have.length(6);
    expect(seen.slice(0, 3)).to.deep.equal(seen.slice(3));
    expect(new Set(seen).size).to.equal(3);
  });
  it("shows a change of light: one span for all", () => {
    const {svg} = augmentationGrid(image, {dim: () => [[0, 0.5]]}, {count: 1});
    expect(new Set(svg.match(/base64,[^"]*/g)).size).to.equal(2);
  });
  it("takes pictures in colours and of one channel", async () => {
    const red = NdArray.fromNested([[[1, 0, 0]]]);
    const picture = augmentationGrid(red, {same: shown => shown}, {count: 1});
    const [, x, y] = /<image x="([\d.]+)" y="([\d.]+)"/.exec(picture.svg) ?? [];
    expect(await colorAt(picture, 24 + Number(x), 24 + Number(y))).to.equal("#ff0000");
    expect(String(augmentationGrid(NdArray.fromNested([[[1]]]), {same: shown => shown}))).to.include(
      "1 x 1 pixels",
    );
  });
  for (const [call, text] of [
    [
      () => augmentationGrid(image, {}),
      "augmentationGrid: augmentations must have at least one name, got an object",
    ],
    [
      () => augmentationGrid(image, {a: x => x}, {count: 0}),
      "augmentationGrid: count must be an integer >= 1, got 0",
    ],
    [
      () => augmentationGrid(image, {a: x => x}, {seed: -1}),
      "augmentationGrid: seed must be an integer >= 0, got -1",
    ],
    [
      () => augmentationGrid(image, {a: () => [[1], [1, 2]]}),
      'augmentationGrid: "a" rows must be equally long, got 1 in row 0 and 2 in row 1',
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});
