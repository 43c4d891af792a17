import {expect} from "chai";
import {maxPoolBackward} from "../../src/conv/maxPool.js";
import {NdArray} from "../../src/core/ndArray.js";
import {poolFrames} from "../../src/view/poolFrames.js";
import {poolScrubber} from "../../src/view/poolScrubber.js";
import {texts} from "./support.js";

const image = [
  [1, 3, 2, 0, 1],
  [0, 2, 5, 1, 0],
  [4, 1, 1, 2, 2],
];

describe("poolFrames(image, size)", () => {
  it("gives windows, maxima and who gets the slope, worked by hand", () => {
    const frames = poolFrames(image, 2);
    expect(frames.map(({top, left, value}) => [top, left, value])).to.deep.equal([
      [0, 0, 3],
      [0, 2, 5],
    ]);
    expect(frames.map(({receivers}) => receivers)).to.deep.equal([[[0, 1]], [[1, 2]]]);
    expect(frames[1].sofar).to.deep.equal([
      [0, 1, 0, 0, 0],
      [0, 0, 2, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
  });
  it("adds up where windows overlap: the last frame has the whole backward pass", () => {
    const frames = poolFrames(image, 2, {stride: 1});
    const volume = new NdArray([3, 5, 1], Float64Array.from(image.flat()));
    const dy = new NdArray([2, 4, 1], Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]));
    const whole = maxPoolBackward(volume, 2, dy, {strides: 1});
    expect(frames[7].sofar.flat()).to.deep.equal(Array.from(whole.data));
    // The 5 wins four windows: 2 + 3 + 6 + 7.
    expect(frames[7].sofar[1][2]).to.equal(18);
  });
  it("gives a tie to the first, or to each, as asked", () => {
    const tie = [
      [3, 3],
      [1, 3],
    ];
    expect(poolFrames(tie, 2)[0].receivers).to.deep.equal([[0, 0]]);
    expect(poolFrames(tie, 2, {ties: "all"})[0].receivers).to.deep.equal([
      [0, 0],
      [0, 1],
      [1, 1],
    ]);
  });
  it("shares a mean's slope evenly, a slope of 0 too", () => {
    const [frame] = poolFrames(
      [
        [1, 2],
        [3, 6],
      ],
      2,
      {kind: "mean", slopes: [[0]]},
    );
    expect([frame.value, frame.slope, frame.share, frame.receivers.length]).to.deep.equal([3, 0, 0, 4]);
  });
  for (const [call, kind, text] of [
    [
      () => poolFrames(image, 2, {kind: "median" as never}),
      TypeError,
      'poolFrames: kind must be "max" or "mean", got "median"',
    ],
    [
      () => poolFrames(image, 2, {slopes: [[1]]}),
      RangeError,
      "poolFrames: slopes must be as large as the output, 1 x 2, got 1 x 1",
    ],
    [() => poolFrames([[1]], 2), RangeError, "poolFrames: "],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(kind, text));
});

describe("poolScrubber(image, size)", () => {
  it("lights the maximiser on the image and where its slope arrives", () => {
    const film = poolScrubber(image, 2, {start: 0});
    expect(film.svg.match(/<circle/g)).to.have.length(4); // two rings, each a dark line on a light one
    expect(texts(film.svg).slice(-2)).to.deep.equal([
      "largest of 1, 3, 0, 2 is 3",
      "the slope 1 goes to row 0, column 1",
    ]);
  });
  it("says how a mean is shared, and rings nothing", () => {
    const film = poolScrubber(
      [
        [1, 2],
        [3, 6],
      ],
      2,
      {kind: "mean", slopes: [[8]]},
    );
    expect(film.svg).to.not.include("<circle");
    expect(texts(film.svg).slice(-2)).to.deep.equal([
      "(1 + 2 + 3 + 6) / 4 = 3",
      "the slope 8 is shared: 2 for each of 4 pixels",
    ]);
  });
  it("draws any step still", () => {
    const film = poolScrubber(image, 2);
    expect(film.still(0).alt).to.include("Output row 0, column 0 is 3");
    expect(() => film.still(2)).to.throw(RangeError, "Film.still: step must be below 2, got 2");
  });
  it("rejects images too large to read", () => {
    expect(() => poolScrubber([new Array<number>(9).fill(0), new Array<number>(9).fill(0)], 2)).to.throw(
      RangeError,
      "poolScrubber: image must be at most 8 pixels each way, got 9",
    );
  });
});
