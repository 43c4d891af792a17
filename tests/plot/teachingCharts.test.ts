import {expect} from "chai";
import * as vega from "vega";
import {compile} from "vega-lite";
import {correlate1d} from "../../src/conv/correlate1d.js";
import {activationCurve} from "../../src/plot/activationCurve.js";
import type {ChartSpec} from "../../src/plot/chartSpec.js";
import {confusionMatrix} from "../../src/plot/confusionMatrix.js";
import {countBars} from "../../src/plot/countBars.js";
import {kernelBars} from "../../src/plot/kernelBars.js";
import {layerBars} from "../../src/plot/layerBars.js";
import {slidingProduct} from "../../src/plot/slidingProduct.js";
import {CHARTS} from "./support.js";

/** Every text of a chart after a parameter was set, as a reader who moves the slider sees it. */
async function wordsAt(spec: ChartSpec, name: string, value: number): Promise<string[]> {
  const copy = JSON.parse(JSON.stringify(spec));
  const view = new vega.View(vega.parse(compile(copy).spec), {renderer: "none"});
  view.signal(name, value);
  const svg = await view.toSVG();
  view.finalize();
  return Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g), match => match[1]);
}

describe("slidingProduct(signal, kernel)", function () {
  this.timeout(20_000);
  const signal = [0, 0, 1, 3, 3, 2];
  const kernel = [-1, 0, 1];
  it("writes the sum that correlate1d gives at the position of the slider", async () => {
    const sums = correlate1d(signal, kernel);
    const spec = slidingProduct(signal, kernel);
    for (const [position, sum] of sums.entries())
      expect(await wordsAt(spec, "position", position)).to.include(`sum ${sum}`.replace("-", "\u2212"));
  });
  it("turns the kernel for a convolution and gives areas of smooth curves", async () => {
    const spec = slidingProduct([1, 1], [4, 2], {operation: "convolution", padding: "full", spacing: 0.5});
    // 0.5 * (1*4), 0.5 * (1*2 + 1*4), 0.5 * (1*2)
    for (const [position, area] of [2, 3, 1].entries())
      expect(await wordsAt(spec, "position", position)).to.include(`area ${area}`);
    expect(spec.description).to.match(/The convolution is highest, 3, at 0\.5, and lowest, 1, at 1\.$/);
  });
  for (const [call, kind, text] of [
    [
      () => slidingProduct([1], [1, 2]),
      RangeError,
      "correlate1d: kernel must fit the padded signal, got kernel 2 and input 1",
    ],
    [
      () => slidingProduct([1], [1], {operation: "product" as never}),
      TypeError,
      'slidingProduct: operation must be "correlation" or "convolution", got "product"',
    ],
    [
      () => slidingProduct([1], [1], {spacing: 0}),
      RangeError,
      "slidingProduct: spacing must be a finite number > 0, got 0",
    ],
    [
      () => slidingProduct([1, 2], [1], {start: 2}),
      RangeError,
      "slidingProduct: start must be in 0..1, got 2",
    ],
    [
      () => slidingProduct(new Float64Array(1000), new Float64Array(100)),
      RangeError,
      "slidingProduct: positions times taps must be at most 8000, got 901 x 100",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(kind, text));
});

describe("activationCurve(name, activation, slope)", () => {
  it("lays the tangent where the slider stands", async () => {
    const spec = activationCurve(
      "square",
      x => x * x,
      x => 2 * x,
    );
    expect(await wordsAt(spec, "at", -2)).to.include("slope \u22124 at \u22122");
    expect(await wordsAt(spec, "at", 0.5)).to.include("slope 1 at 0.5");
  });
  const id = (x: number) => x;
  for (const [call, text] of [
    [
      () => activationCurve("a", id, id, {range: [1, 1]}),
      "activationCurve: range must be [low, high] with low < high, got [1, 1]",
    ],
    [() => activationCurve("a", id, id, {at: 9}), "activationCurve: at must lie in -4..4, got 9"],
    [
      () => activationCurve("a", x => Math.log(x), id),
      "activationCurve: activation must give a finite number, got NaN at -4",
    ],
    [
      () => activationCurve("a", id, x => 1 / x),
      "activationCurve: slope must give a finite number, got Infinity at 0",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("confusionMatrix(counts)", () => {
  it("says how many are right and which confusion is the commonest", () => {
    expect(CHARTS["confusion matrix with examples"].description).to.equal(
      "Confusion matrix of 3 classes, 150 examples, 87.3% right. Most often confused: bar taken for ring, 12 of 50.",
    );
    expect(
      confusionMatrix([
        [2, 0],
        [0, 1],
      ]).description,
    ).to.match(/100\.0% right\. No class was taken for another\.$/);
  });
  it("shows the images of the chosen cell, at most eight of each", () => {
    const text = JSON.stringify(CHARTS["confusion matrix with examples"]);
    expect(text.match(/data:image\/png;base64,/g)).to.have.length(8);
    expect(text).to.include('"value":[{"truth":"bar","guess":"ring"}]');
  });
  for (const [call, text] of [
    [() => confusionMatrix([[1, 2]]), "confusionMatrix: counts must be square, got 1 rows and 2 columns"],
    [() => confusionMatrix([[0.5]]), "confusionMatrix: counts must be integers >= 0, got 0.5 in row 0"],
    [
      () => confusionMatrix([[1]], {labels: ["a", "b"]}),
      "confusionMatrix: labels must be one for each class, got 2 for 1",
    ],
    [
      () => confusionMatrix([[1]], {examples: [{image: [[1]], truth: 0, guess: 3}]}),
      "confusionMatrix: example 0 must have classes in 0..0, got 3",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("countBars(counts)", () => {
  it("takes a logarithmic axis where counts are far apart, and bars where they are not", () => {
    expect(JSON.stringify(countBars({a: 1, b: 1000})))
      .to.include('"type":"log"')
      .and.not.include('"type":"bar"');
    expect(JSON.stringify(countBars({a: 1, b: 50})))
      .to.include('"type":"bar"')
      .and.not.include('"type":"log"');
  });
  it("writes counts short and in full", () => {
    expect(JSON.stringify(countBars({dense: 16e9}))).to.include("16 G  (16,000,000,000)");
  });
  for (const [call, text] of [
    [() => countBars({}), "countBars: counts must have at least one name, got an object"],
    [() => countBars({a: 0}), 'countBars: "a" must be an integer >= 1, got 0'],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("layerBars(layers)", () => {
  const layer = {name: "a", parameters: 1, multiplyAdds: 2};
  it("leaves out layers that cost nothing", () => {
    const free = {name: "flatten", parameters: 0, multiplyAdds: 0};
    expect(layerBars([layer, free]).description).to.equal(
      "Bar chart of 1 layer. 1 parameters, most in a; 2 multiply-adds, most in a.",
    );
  });
  for (const [call, text] of [
    [() => layerBars([]), "layerBars: layers must hold at least one, got []"],
    [() => layerBars([layer, layer]), 'layerBars: names must differ, got ["a", "a"]'],
    [() => layerBars([{...layer, parameters: -1}]), 'layerBars: costs of "a" must be integers >= 0, got -1'],
    [
      () => layerBars([{name: "a", parameters: 0, multiplyAdds: 0}]),
      "layerBars: layers must hold one that costs something, got none",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("kernelBars(kernels)", () => {
  for (const [call, text] of [
    [() => kernelBars({}), "kernelBars: kernels must have at least one name, got an object"],
    [() => kernelBars({a: []}), 'kernelBars: "a" must be finite numbers, got []'],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});
