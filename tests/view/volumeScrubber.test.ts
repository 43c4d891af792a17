import {expect} from "chai";
import {convVolume} from "../../src/conv/convVolume.js";
import {NdArray} from "../../src/core/ndArray.js";
import {Random} from "../../src/core/random.js";
import {volumeFrames} from "../../src/view/volumeFrames.js";
import {volumeScrubber} from "../../src/view/volumeScrubber.js";
import {texts} from "./support.js";

const random = new Random(5);
const whole = (shape: number[]) =>
  new NdArray(
    shape,
    Float64Array.from({length: shape.reduce((a, b) => a * b, 1)}, () => random.integer(-2, 3)),
  );
const x = whole([4, 5, 3]);
const w = whole([2, 3, 3, 2]);
const b = NdArray.fromNested([1, -2]);

describe("volumeFrames(x, w, b)", () => {
  for (const options of [{}, {strides: 2}, {padding: 1}, {padding: "same", strides: [2, 1]}] as const)
    it(`walks the places of convVolume, filter by filter, with ${JSON.stringify(options)}`, () => {
      const out = convVolume(x, w, b, options);
      const frames = volumeFrames(x, w, b, options);
      expect(frames).to.have.length(out.data.length);
      for (const {filter, y, x: column, channels, bias, sum} of frames) {
        expect(sum).to.equal(out.at(y, column, filter));
        expect(channels.reduce((total, channel) => total + channel.sum, bias)).to.equal(sum);
      }
    });
  it("says which axes x must have", () => {
    expect(() => volumeFrames(NdArray.fromNested([[1]]), w)).to.throw(
      TypeError,
      "volumeFrames: x must be an NdArray [height, width, channels], got shape [1,1]",
    );
  });
});

describe("volumeScrubber(x, w, b)", () => {
  it("writes a line for each channel and one that adds the bias once", () => {
    const input = NdArray.fromNested([
      [
        [1, 2],
        [3, 4],
      ],
    ]);
    const filters = NdArray.fromNested([[[[10], [-1]]]]);
    const film = volumeScrubber(input, filters, NdArray.fromNested([5]), {start: 1});
    expect(texts(film.svg).slice(-3)).to.deep.equal([
      "channel 0:  3\u00b710 = 30",
      "channel 1:  4\u00b7(\u22121) = \u22124",
      "sum:  30 + (\u22124) + bias 5 = 31",
    ]);
    expect(film.alt).to.equal(
      "1 filter of 1 x 1 pixels over 2 channels of 1 x 2 pixels. Map 0, row 0, column 1 is 31: channel 0:  3 x 10 = 30; channel 1:  4 x (-1) = -4; sum:  30 + (-4) + bias 5 = 31",
    );
  });
  it("hatches the padding, frames every channel, the filter and the output", () => {
    const {svg} = volumeScrubber(x, w, b, {padding: 1});
    expect(svg.match(/kb-hatch/g)).to.have.length(3);
    expect(svg.match(/stroke="#111111" stroke-width="2.5"/g)).to.have.length(7);
  });
  for (const [call, text] of [
    [
      () => volumeScrubber(whole([8, 8, 1]), whole([3, 3, 1, 1]), undefined, {padding: 1}),
      "volumeScrubber: x must be at most 9 pixels each way with its padding, with at most 4 channels and filters, got 10 x 10 pixels, 1 channels, 1 filters",
    ],
    [
      () => volumeScrubber(whole([3, 3, 5]), whole([3, 3, 5, 1])),
      "volumeScrubber: x must be at most 9 pixels each way with its padding, with at most 4 channels and filters, got 3 x 3 pixels, 5 channels, 1 filters",
    ],
    [
      () => volumeScrubber(x, w, b, {start: 24}),
      "volumeScrubber: start must be below 18, the number of frames, got 24",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});
