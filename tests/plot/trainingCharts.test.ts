import {expect} from "chai";
import type {ChartSpec} from "../../src/plot/chartSpec.js";
import {gradientByDepth} from "../../src/plot/gradientByDepth.js";
import {accuracyCurve, lossCurve} from "../../src/plot/learningCurves.js";
import {rateSweep} from "../../src/plot/rateSweep.js";
import {ridgeHistogram} from "../../src/plot/ridgeHistogram.js";
import {scheduleCurve} from "../../src/plot/scheduleCurve.js";

function rows(spec: ChartSpec): Record<string, unknown>[] {
  return (spec.data as {values: Record<string, unknown>[]}).values;
}

describe("lossCurve(runs)", () => {
  it("draws the mean of runs and a band from the lowest to the highest", () => {
    expect(rows(lossCurve({a: [[3, 1], new Float32Array([5, 2])]}))).to.deep.equal([
      {line: "a", at: 1, value: 4, low: 3, high: 5},
      {line: "a", at: 2, value: 1.5, low: 1, high: 2},
    ]);
  });
  it("draws one run without a band, from the place where it starts", () => {
    expect(rows(lossCurve({a: [3, 1]}, {first: 0}))).to.deep.equal([
      {line: "a", at: 0, value: 3},
      {line: "a", at: 1, value: 1},
    ]);
  });
  it("counts runs that stopped early as far as they go", () => {
    expect(rows(lossCurve({a: [[3, 1], [5]]}))[1]).to.deep.equal({
      line: "a",
      at: 2,
      value: 1,
      low: 1,
      high: 1,
    });
  });
  it("lets a click on the legend leave one line in full colour", () => {
    expect(JSON.stringify(lossCurve({a: [1], b: [2]}))).to.include(
      '{"name":"chosen","select":{"type":"point","fields":["line"]},"bind":"legend"}',
    );
  });
  for (const [call, text] of [
    [() => lossCurve({}), "lossCurve: runs must have 1 to 6 names, got []"],
    [() => lossCurve({a: []}), 'lossCurve: "a" must be numbers, or a list of numbers for each run, got []'],
    [
      () => lossCurve({a: ["1"] as never}),
      'lossCurve: "a" must be numbers, or a list of numbers for each run, got ["1"]',
    ],
    [() => lossCurve({a: [0]}, {log: true}), 'lossCurve: "a" must be above 0 on a logarithmic axis, got 0'],
    [() => accuracyCurve({a: [50]}), 'accuracyCurve: "a" must be shares in 0..1, got 50'],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("gradientByDepth(norms)", () => {
  it("leaves out what has no place on a logarithmic axis, and says so", () => {
    const spec = gradientByDepth({plain: [0, 0.01, 1]});
    expect(rows(spec).map(({at}) => at)).to.deep.equal([2, 3]);
    expect(spec.description).to.include("plain: 0 in the first layer, 1 in the last. 1 of its norms are 0.");
  });
  for (const [call, text] of [
    [() => gradientByDepth({}), "gradientByDepth: norms must have 1 to 6 names, got []"],
    [() => gradientByDepth({a: [-1]}), 'gradientByDepth: "a" must be finite and >= 0, got -1 to -1'],
    [
      () => gradientByDepth({a: [1, Number.POSITIVE_INFINITY]}),
      'gradientByDepth: "a" must be finite and >= 0, got Infinity to Infinity',
    ],
    [() => gradientByDepth({a: [0, 0]}), 'gradientByDepth: "a" must have a norm above 0, got zeros only'],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("rateSweep(rates, losses)", () => {
  it("marks the best rate and those at which a run diverged", () => {
    const spec = rateSweep(
      [0.1, 1, 10],
      [
        [0.5, 0.9, 2],
        [0.7, 0.8, Number.NaN],
      ],
    );
    expect(rows(spec).map(({at, value}) => [at, value])).to.deep.equal([
      [0.1, 0.6],
      [1, 0.8500000000000001],
    ]);
    expect(spec.description).to.match(/Lowest, 0\.6, at 0\.1\. No finite loss at 10\.$/);
  });
  for (const [call, text] of [
    [() => rateSweep([0, 1], [1, 2]), "rateSweep: rates must be finite and above 0, got [0, 1]"],
    [() => rateSweep([1], [1, 2]), "rateSweep: losses must be one for each rate, got 2 for 1 rates"],
    [() => rateSweep([1], [Number.NaN]), "rateSweep: losses must hold a finite one, got none"],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("scheduleCurve(schedules, steps)", () => {
  it("asks the schedule at every step of a short run, at 200 of a long one, the last among them", () => {
    expect(rows(scheduleCurve({a: step => step}, 3)).map(({value}) => value)).to.deep.equal([0, 1, 2]);
    const long = rows(scheduleCurve({a: step => step}, 90_000));
    expect([long.length, long[0].at, long[199].at]).to.deep.equal([200, 0, 89_999]);
  });
  for (const [call, text] of [
    [() => scheduleCurve({}, 5), "scheduleCurve: schedules must have 1 to 6 names, got []"],
    [() => scheduleCurve({a: () => 1}, 1), "scheduleCurve: steps must be an integer >= 2, got 1"],
    [
      () => scheduleCurve({a: () => Number.NaN}, 2),
      'scheduleCurve: "a" must give a finite rate, got NaN at step 0',
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("ridgeHistogram(lists)", () => {
  it("counts shares of each list for itself, on one scale", () => {
    const spec = ridgeHistogram([[0, 0, 0, 4], [4]], {bins: 2});
    const ridge = (order: number) =>
      rows(spec)
        .filter(row => row.order === order)
        .map(({value, share, top}) => [value, share, top]);
    // Four points for two bins: the closed ends and the middles. The first base line is at 1, the second at 0.
    expect(ridge(0)).to.deep.equal([
      [0, 0, 1],
      [1, 0.75, 1 + 2.6 * 0.75],
      [3, 0.25, 1 + 2.6 * 0.25],
      [4, 0, 1],
    ]);
    expect(ridge(1)[2]).to.deep.equal([3, 1, 2.6]);
  });
  for (const [call, text] of [
    [() => ridgeHistogram([]), "ridgeHistogram: lists must hold at least one, got []"],
    [() => ridgeHistogram([[Number.NaN]]), "ridgeHistogram: list 0 must hold a finite number, got [NaN]"],
    [() => ridgeHistogram([[1]], {bins: 1}), "ridgeHistogram: bins must be an integer >= 2, got 1"],
    [() => ridgeHistogram([[1]], {at: [1, 2]}), "ridgeHistogram: at must be one for each list, got 2 for 1"],
    [
      () => ridgeHistogram([[1]], {range: [1, 1]}),
      "ridgeHistogram: range must be [low, high] with low < high, got [1, 1]",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});
