import {expect} from "chai";
import {locallyConnected} from "../../src/conv/locallyConnected.js";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {Random} from "../../src/core/random.js";
import {
  alexnetLayers,
  lenetLayers,
  resnetLayers,
  smallResnetLayers,
  vgg16Layers,
} from "../../src/nn/architectures.js";
import {basicBlock, mlpLayers, vggBlock} from "../../src/nn/blocks.js";
import {buildNetwork} from "../../src/nn/buildNetwork.js";
import {countLayers, totalCounts} from "../../src/nn/countLayers.js";
import type {LayerSpec} from "../../src/nn/layerSpec.js";
import {measuredField} from "../../src/nn/measuredField.js";
import {receptiveField} from "../../src/nn/receptiveField.js";
import {noise} from "../support/arrays.js";

const conv = (kernelSize: number, more: object = {}): LayerSpec => ({
  kind: "conv",
  filters: 1,
  kernelSize,
  ...more,
});
/** The layers before the first that sees a whole map. */
const features = (layers: readonly LayerSpec[]) =>
  layers.slice(
    0,
    layers.findIndex(({kind}) => kind === "flatten" || kind === "globalMeanPool"),
  );

describe("countLayers(inputShape, layers)", () => {
  for (const [name, input, layers, parameters] of [
    ["LeNet-5", [28, 28, 1], lenetLayers(), 61_706],
    ["AlexNet with its groups", [227, 227, 3], alexnetLayers(), 60_965_224],
    ["VGG-16", [224, 224, 3], vgg16Layers(), 138_357_544],
    ["ResNet-18", [224, 224, 3], resnetLayers(18), 11_689_512],
    ["ResNet-50", [224, 224, 3], resnetLayers(50), 25_557_032],
    ["ResNet-20 for small images", [32, 32, 3], smallResnetLayers(20), 269_722],
    [
      "a neuron that sees a flattened CIFAR-10 image, less its bias",
      [3072],
      [{kind: "dense", units: 1, useBias: false}],
      3_072,
    ],
  ] as const) {
    it(`counts ${parameters.toLocaleString("en")} parameters for ${name}`, () => {
      expect(totalCounts(input, layers).parameters).to.equal(parameters);
    });
  }
  it("counts what a network really has", () => {
    for (const [input, layers] of [
      [[28, 28, 1], lenetLayers()],
      [[16, 16, 3], smallResnetLayers(14)],
      [
        [12, 12, 4],
        [...vggBlock(6, 2), {kind: "groupNorm", groups: 2}, ...basicBlock(6)],
      ],
    ] as const) {
      const network = buildNetwork(input, layers, {random: new Random(1)});
      const real = network.parameters.reduce((sum, {value}) => sum + value.data.length, 0);
      expect(totalCounts(input, layers).parameters).to.equal(real);
      expect(countLayers(input, layers).at(-1)?.shape).to.deep.equal(network.outputShape);
    }
  });
  it("shares 34,944 numbers over AlexNet's first map where unshared ones would be 105,705,600", () => {
    const [first] = countLayers([227, 227, 3], alexnetLayers());
    expect(first.shape).to.deep.equal([55, 55, 96]);
    expect(first.parameters).to.equal(34_944);
    expect(55 * 55 * first.parameters).to.equal(105_705_600);
    // A locally connected layer has as many, counted on a small one: one set of filters for each place.
    const [places, set] = [
      [2, 3],
      [2, 2, 3, 4],
    ];
    expect(
      locallyConnected(noise([3, 4, 3]), noise([...places, ...set]), noise([...places, 4])).shape,
    ).to.deep.equal([2, 3, 4]);
  });
  it("counts three 3 x 3 layers as 27 C^2 weights where one 7 x 7 has 49 C^2", () => {
    const c = 8;
    const layer = (kernelSize: number) =>
      ({kind: "conv", filters: c, kernelSize, padding: "same", useBias: false}) as const;
    expect(totalCounts([9, 9, c], [layer(3), layer(3), layer(3)]).parameters).to.equal(27 * c * c);
    expect(totalCounts([9, 9, c], [layer(7)]).parameters).to.equal(49 * c * c);
  });
  it("counts a 3 x 3 from 256 to 256 as 589,824, and depthwise with pointwise as 67,840", () => {
    const [input, rest] = [[8, 8, 256], {padding: "same", useBias: false}] as const;
    expect(totalCounts(input, [conv(3, {...rest, filters: 256})]).parameters).to.equal(589_824);
    const separable = [conv(3, {...rest, filters: 256, groups: 256}), conv(1, {...rest, filters: 256})];
    expect(totalCounts(input, separable).parameters).to.equal(67_840);
  });
  it("counts some 4.1 thousand million multiply-adds for ResNet-50, 15.5 for VGG-16", () => {
    expect(totalCounts([224, 224, 3], resnetLayers(50)).multiplyAdds / 1e9).to.be.within(4.05, 4.15);
    expect(totalCounts([224, 224, 3], vgg16Layers()).multiplyAdds / 1e9).to.be.within(15.4, 15.5);
  });
  it("counts products as the loops do them: places x taps x channels x filters", () => {
    const [row] = countLayers([5, 6, 3], [conv(3, {filters: 4})]);
    expect(row).to.deep.equal({
      name: "1 conv",
      kind: "conv",
      shape: [3, 4, 4],
      parameters: 3 * 3 * 3 * 4 + 4,
      multiplyAdds: 3 * 4 * 3 * 3 * 3 * 4,
      activations: 48,
    });
  });
  it("names what is inside of a residual", () => {
    const names = countLayers([8, 8, 2], basicBlock(4, {strides: 2, shortcut: "pad"})).map(({name}) => name);
    expect(names).to.include.members(["1.1 conv", "1.s2 widen", "1 residual", "2 activation"]);
  });
  for (const [make, text] of [
    [
      () => countLayers([224, 224, 3], [conv(3, {groups: 2})]),
      "countLayers: groups must divide channels and filters, got 2 groups, 3 channels, 1 filters",
    ],
    [() => countLayers([0, 224, 3], []), "countLayers: inputShape must be an integer >= 1, got 0"],
    [() => resnetLayers(20), "resnetLayers: depth must be 18, 34, 50, 101 or 152, got 20"],
    [() => smallResnetLayers(21), "smallResnetLayers: depth must be 6 n + 2, got 21"],
    [
      () => countLayers([9, 9, 4], [{kind: "widen", channels: 3}]),
      "countLayers: channels must be an integer >= 4, got 3",
    ],
  ] as const) {
    it(`says: ${text}`, () => {
      expect(make).to.throw(RangeError, text);
    });
  }
  it("says which kind it does not know", () => {
    expect(() => totalCounts([9, 9, 4], [{kind: "convolution"} as never])).to.throw(
      TypeError,
      'countLayers: kind must be one of LayerSpec, got "convolution"',
    );
  });
});

describe("receptiveField(inputShape, layers)", () => {
  for (const [name, input, layers, field] of [
    ["three 3 x 3", [28, 28, 1], [conv(3), conv(3), conv(3)], 7],
    ["one 7 x 7", [28, 28, 1], [conv(7)], 7],
    ["a dilated 3 x 3", [28, 28, 1], [conv(3, {dilations: 4})], 9],
    ["AlexNet's last pooling", [227, 227, 3], features(alexnetLayers()), 195],
    ["VGG-16's last pooling", [224, 224, 3], features(vgg16Layers()), 212],
    ["ResNet-50 with the stride in 1 x 1", [224, 224, 3], features(resnetLayers(50, {strideIn: "1x1"})), 483],
    ["ResNet-50 with the stride in 3 x 3", [224, 224, 3], features(resnetLayers(50)), 427],
  ] as const) {
    it(`is ${field} for ${name}`, () => {
      const {height, width} = receptiveField(input, layers);
      expect([height, width]).to.deep.equal([field, field]);
    });
  }
  it("does not count padding, nor the last layer's own stride", () => {
    const [padded, plain] = [
      receptiveField([28, 28, 1], [conv(3, {padding: "same"})]),
      receptiveField([28, 28, 1], [conv(3)]),
    ];
    expect([padded.height, padded.top]).to.deep.equal([3, -1]);
    expect([plain.height, plain.top]).to.deep.equal([3, 0]);
    expect(receptiveField([28, 28, 1], [conv(3, {strides: 2})])).to.include({height: 3, down: 2});
  });
  it("is the whole map behind a layer that sees all of it", () => {
    expect(receptiveField([28, 20, 1], [conv(3), {kind: "flatten"}, ...mlpLayers([5])])).to.include({
      height: 28,
      width: 20,
    });
    expect(receptiveField([28, 20, 1], [conv(3), {kind: "globalMeanPool"}])).to.include({
      height: 28,
      width: 20,
    });
  });
  it("is what the gradient reaches, for oblong windows, strides, dilation, padding and residuals", () => {
    const layers: LayerSpec[] = [
      {
        kind: "conv",
        filters: 2,
        kernelSize: [3, 2],
        strides: [2, 1],
        padding: [
          [1, 1],
          [0, 1],
        ],
      },
      {kind: "meanPool", poolSize: [2, 3], strides: 2},
      {
        kind: "residual",
        branch: [{kind: "conv", filters: 2, kernelSize: 3, padding: "same", dilations: [1, 2]}],
        shortcut: [{kind: "conv", filters: 2, kernelSize: 1}],
      },
    ];
    const input = [41, 30, 2];
    const network = buildNetwork(input, layers, {random: new Random(1)});
    const {height, width, down, across, top, left} = receptiveField(input, layers);
    const place = [5, 6] as const; // far from the border
    const measured = measuredField(network, noise([1, ...input]), place);
    expect([measured.height, measured.width]).to.deep.equal([height, width]);
    expect([measured.top, measured.left]).to.deep.equal([top + 5 * down, left + 6 * across]);
  });
});

describe("measuredField(network, image, place)", () => {
  it("is strongest in the middle", () => {
    const network = buildNetwork(
      [15, 15, 1],
      [1, 2, 3, 4].map(() => conv(3)),
      {random: new Random(1)},
    );
    for (const {value, decays} of network.parameters) if (decays) value.data.fill(1 / 9);
    const {slopes} = measuredField(network, NdArray.zeros([1, 15, 15, 1]), [3, 3]);
    expect(slopes.at(7, 7)).to.be.greaterThan(slopes.at(3, 3) * 100);
    expectClose([Array.from(slopes.data).reduce((sum, slope) => sum + slope)], [1]);
  });
  it("says where a place must lie", () => {
    const network = buildNetwork([5, 5, 1], [conv(3)], {random: new Random(1)});
    expect(() => measuredField(network, NdArray.zeros([1, 5, 5, 1]), [3, 0])).to.throw(
      RangeError,
      "measuredField: place must lie on the output [3, 3], got [3,0]",
    );
  });
});
