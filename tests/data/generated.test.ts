import {expect} from "chai";
import {correlate2d} from "../../src/conv/correlate2d.js";
import {findPeak} from "../../src/conv/findPeak.js";
import {lineKernel} from "../../src/conv/orientedKernels.js";
import {expectClose} from "../../src/core/expectClose.js";
import {NdArray} from "../../src/core/ndArray.js";
import {Random} from "../../src/core/random.js";
import {clutteredScene, type SceneObject} from "../../src/data/generated/clutteredScene.js";
import {CUE_SIZE, plantedCue} from "../../src/data/generated/plantedCue.js";
import {strokeDigit} from "../../src/data/generated/strokeDigit.js";
import {texture} from "../../src/data/generated/texture.js";
import {xTickImage, xTickSet} from "../../src/data/generated/xTick.js";
import {adam} from "../../src/nn/adam.js";
import {mlpLayers} from "../../src/nn/blocks.js";
import {buildNetwork} from "../../src/nn/buildNetwork.js";
import {accuracyOf, trainStep} from "../../src/nn/trainStep.js";

const levels = (image: number[][]) => image.flat();
const distance = (a: number[][], b: number[][]) =>
  Math.hypot(...levels(a).map((level, n) => level - levels(b)[n]));
const flat = (images: readonly number[][][]) => NdArray.fromNested(images.map(levels));

describe("generated pictures", () => {
  const makers: Readonly<Record<string, (random: Random) => number[][]>> = {
    xTickSet: random => xTickSet(1, random, {shift: 2, noise: 0.1})[0].image,
    strokeDigit: random => strokeDigit(3, random),
    texture: random => texture("dots", random),
    clutteredScene: random => clutteredScene("cross", random, {background: 1}),
    plantedCue: random => plantedCue(1, random).image,
  };
  for (const [name, make] of Object.entries(makers)) {
    it(`${name} gives the same picture for the same seed, another for another`, () => {
      expect(make(new Random(4))).to.deep.equal(make(new Random(4)));
      expect(make(new Random(4))).to.not.deep.equal(make(new Random(5)));
    });
    it(`${name} is a square of finite levels`, () => {
      const image = make(new Random(4));
      expect(image.every(row => row.length === image.length && row.every(Number.isFinite))).to.equal(true);
    });
  }
});

describe("xTickImage and xTickSet", () => {
  it("move a drawing without changing it", () => {
    const [here, there] = [xTickImage("x", {at: [0, 0]}), xTickImage("x", {at: [3, 2]})];
    expect(there.slice(3, 8).map(row => row.slice(2, 7))).to.deep.equal(
      here.slice(0, 5).map(row => row.slice(0, 5)),
    );
    expect(levels(there).reduce((sum, ink) => sum + ink)).to.equal(9);
  });
  it("show what a dense layer misses: trained on centred drawings, it fails on shifted ones", () => {
    const random = new Random(2);
    const [centred, shifted] = [
      xTickSet(40, random, {noise: 0.05}),
      xTickSet(100, random, {noise: 0.05, shift: 2}),
    ];
    const network = buildNetwork([81], mlpLayers([2]), {random});
    const optimizer = adam();
    const labels = (set: typeof centred) => set.map(({label}) => label);
    const images = (set: typeof centred) => flat(set.map(({image}) => image));
    for (let step = 0; step < 30; step++)
      trainStep(network, images(centred), labels(centred), optimizer, 0.02);
    expect(accuracyOf(network, images(centred), labels(centred))).to.be.at.least(0.98);
    expect(accuracyOf(network, images(shifted), labels(shifted))).to.be.below(0.85);
  });
  it("say what does not fit", () => {
    expect(() => xTickImage("x", {at: [5, 0]})).to.throw(
      RangeError,
      "xTickImage: at must leave 5 pixels of 9, got [5, 0]",
    );
    expect(() => xTickImage("o" as never)).to.throw(
      TypeError,
      'xTickImage: shape must be "x" or "tick", got "o"',
    );
    expect(() => xTickSet(1, new Random(1), {shift: 3})).to.throw(RangeError, "xTickImage: at must");
  });
});

describe("strokeDigit(digit, random, options)", () => {
  it("is the same for every seed without variety", () => {
    expect(strokeDigit(5, new Random(1), {variety: 0})).to.deep.equal(
      strokeDigit(5, new Random(2), {variety: 0}),
    );
  });
  it("draws ten digits that a linear classifier tells apart on digits it has not seen", () => {
    const random = new Random(1);
    const digits = (count: number) => Array.from({length: count}, (_, n) => n % 10);
    const draw = (labels: number[]) => flat(labels.map(digit => strokeDigit(digit, random, {size: 14})));
    const [train, test] = [digits(200), digits(100)];
    const [images, unseen] = [draw(train), draw(test)];
    const network = buildNetwork([196], mlpLayers([10]), {random});
    const optimizer = adam();
    for (let step = 0; step < 80; step++) trainStep(network, images, train, optimizer, 0.02);
    expect(accuracyOf(network, unseen, test)).to.be.at.least(0.75);
  });
  it("says that there are ten", () => {
    expect(() => strokeDigit(10, new Random(1))).to.throw(
      RangeError,
      "strokeDigit: digit must be from 0 to 9, got 10",
    );
    expect(() => strokeDigit(1, new Random(1), {size: 2})).to.throw(
      RangeError,
      "strokeDigit: size must be an integer >= 4, got 2",
    );
  });
});

describe("texture(kind, random, options)", () => {
  it("has stripes that a line kernel of their own orientation answers to most", () => {
    for (const degrees of [0, 45, 90, 135]) {
      const stripes = texture("stripes", new Random(3), {degrees, noise: 0});
      const answers = [0, 45, 90, 135].map(
        other => findPeak(correlate2d(stripes, lineKernel(other, 5))).value,
      );
      expect(answers.indexOf(Math.max(...answers)) * 45).to.equal(degrees);
    }
  });
  it("says which kinds there are", () => {
    expect(() => texture("wood" as never, new Random(1))).to.throw(
      TypeError,
      'texture: kind must be "stripes", "checks", "dots" or "noise", got "wood"',
    );
  });
});

describe("clutteredScene(object, random, knobs)", () => {
  const scene = (object: SceneObject, knobs = {}) => clutteredScene(object, new Random(1), knobs);
  it("puts pictures of one class further apart than pictures of two", () => {
    const plain = scene("disc");
    const otherClass = distance(plain, scene("square"));
    for (const knobs of [
      {illumination: 1},
      {scale: 0.9},
      {occlusion: 0.8},
      {background: 1},
      {at: [0.3, 0.3]},
    ])
      expect(distance(plain, scene("disc", knobs)), JSON.stringify(knobs)).to.be.greaterThan(otherClass);
    expect(distance(scene("triangle"), scene("triangle", {pose: 180}))).to.be.greaterThan(0);
    expect(distance(plain, scene("disc", {instance: 1}))).to.be.greaterThan(0);
  });
  it("turns anticlockwise as seen on the screen: a triangle's tip goes from the top to the left", () => {
    const tip = scene("triangle", {pose: 90});
    const ink = (image: number[][], rows: [number, number], columns: [number, number]) =>
      levels(image.slice(...rows).map(row => row.slice(...columns))).reduce((sum, level) => sum + level, 0);
    expect(ink(tip, [12, 36], [30, 36])).to.be.greaterThan(ink(tip, [12, 36], [12, 18]));
  });
  it("says what a knob must be", () => {
    expect(() => scene("disc", {scale: 0})).to.throw(
      RangeError,
      "clutteredScene: scale must be a finite number > 0, got 0",
    );
    expect(() => scene("disc", {pose: "left"})).to.throw(
      TypeError,
      'clutteredScene: pose must be a number, got "left"',
    );
    expect(() => scene("chair" as never)).to.throw(
      TypeError,
      'clutteredScene: object must be "disc", "square"',
    );
  });
});

describe("plantedCue(label, random, options)", () => {
  it("differs between the classes at the cue alone", () => {
    const [zero, one] = [plantedCue(0, new Random(6)), plantedCue(1, new Random(6))];
    expect(zero.place).to.deep.equal(one.place);
    for (const [y, row] of zero.image.entries())
      for (const [x, level] of row.entries()) {
        const inside =
          y >= zero.place[0] &&
          y < zero.place[0] + CUE_SIZE &&
          x >= zero.place[1] &&
          x < zero.place[1] + CUE_SIZE;
        if (!inside) expect(level).to.equal(one.image[y][x]);
      }
    const cue = ({image, place}: typeof zero) =>
      levels(image.slice(place[0], place[0] + 4).map(row => row.slice(place[1], place[1] + 4)));
    expectClose([cue(zero).reduce((a, b) => a + b)], [cue(one).reduce((a, b) => a + b)]);
  });
  it("says which classes there are", () => {
    expect(() => plantedCue(2, new Random(1))).to.throw(
      RangeError,
      "plantedCue: label must be 0 or 1, got 2",
    );
    expect(() => plantedCue(1, new Random(1), {size: 3})).to.throw(
      RangeError,
      "plantedCue: size must be an integer >= 4, got 3",
    );
  });
});
