import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {Ajv} from "ajv";
import {expect} from "chai";
import * as vega from "vega";
import {compile} from "vega-lite";
import {accuracyBars} from "../../src/plot/accuracyBars.js";
import {chartBundle} from "../../src/plot/chartBundle.js";
import type {ChartSpec} from "../../src/plot/chartSpec.js";
import {histogram} from "../../src/plot/histogram.js";
import {responseProfile} from "../../src/plot/responseProfile.js";
import {darkChart, PALETTE} from "../../src/plot/theme.js";
import {shareChanged} from "../support/keptPicture.js";
import {CHARTS} from "./support.js";

function rows(spec: ChartSpec): Record<string, unknown>[] {
  return (spec.data as {values: Record<string, unknown>[]}).values;
}

describe("charts", function () {
  this.timeout(60_000);
  let isValid: ReturnType<Ajv["compile"]>;
  before(() => {
    const schemaFile = createRequire(import.meta.url).resolve("vega-lite/build/vega-lite-schema.json");
    // Formats such as "color-hex" are notes of Vega-Lite's own; ajv knows none of them.
    const ajv = new Ajv({strict: false, validateFormats: false});
    isValid = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));
  });

  it("are held to a schema that refuses a misspelt mark", () => {
    expect(isValid({...CHARTS.histogram, mark: "bra"})).to.equal(false);
  });
  for (const [name, spec] of Object.entries(CHARTS)) {
    it(`follow Vega-Lite's schema: ${name}`, () => {
      expect(isValid(spec), JSON.stringify(isValid.errors?.slice(0, 3))).to.equal(true);
    });
    it(`compile without a warning and draw marks: ${name}`, async () => {
      const copy = JSON.parse(JSON.stringify(spec)); // Vega leaves marks on the rows that it reads
      const warnings: unknown[] = [];
      const note = (...words: unknown[]) => {
        warnings.push(words);
        return logger;
      };
      const quiet = () => logger;
      const logger = {level: quiet, warn: note, error: note, info: quiet, debug: quiet} as never;
      const view = new vega.View(vega.parse(compile(copy as never, {logger}).spec), {
        renderer: "none",
        logger,
      });
      const svg = await view.toSVG();
      view.finalize();
      expect(warnings).to.deep.equal([]);
      expect(svg).to.match(/class="mark-(rect|line|symbol) role-mark[^>]*>(<g>)?<path[^>]*d="M/);
      expect(svg).to.not.include("NaN");
    });
    it(`look as they did when they were last looked at: ${name}`, async () => {
      const png = Buffer.from(String((await chartBundle(spec))["image/png"]), "base64");
      expect(shareChanged("plot", name, png)).to.be.below(0.005);
    });
    it(`follow the schema in their dark form too: ${name}`, () => {
      const dark = darkChart(spec);
      expect(isValid(dark), JSON.stringify(isValid.errors?.slice(0, 3))).to.equal(true);
      expect({...dark, background: spec.background, config: spec.config}).to.deep.equal(spec);
      expect(dark.background).to.not.equal(spec.background);
    });
    it(`have words, a ground of their own and plain JSON: ${name}`, () => {
      expect(spec.description.length).to.be.above(40);
      expect(spec.background).to.equal("#ffffff");
      expect(JSON.parse(JSON.stringify(spec))).to.deep.equal(spec);
    });
  }
});

describe("PALETTE", () => {
  const linear = (channel: string) => {
    const share = Number.parseInt(channel, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = (color: string) => {
    const [r, g, b] = [1, 3, 5].map(start => linear(color.slice(start, start + 2)));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  it("shows on white at 1.9 to 1 or better, on the dark ground at 3 to 1, and has no colour twice", () => {
    const dark = luminance(String(darkChart(CHARTS.histogram).background));
    for (const color of PALETTE) {
      expect(1.05 / (luminance(color) + 0.05), color).to.be.above(1.9);
      expect((luminance(color) + 0.05) / (dark + 0.05), color).to.be.above(3);
    }
    expect(new Set(PALETTE).size).to.equal(PALETTE.length);
  });
});

describe("histogram(values)", () => {
  it("counts every value once, the last edge included", () => {
    const spec = histogram([0, 1, 1, 2, 3, 4], {bins: 2});
    expect(rows(spec)).to.deep.equal([
      {from: 0, to: 2, count: 3},
      {from: 2, to: 4, count: 3},
    ]);
  });
  it("says what it left out", () => {
    expect(histogram([1, 2, 9, Number.NaN], {range: [0, 4], bins: 2}).description).to.equal(
      "Histogram of 2 values from 0 to 4. Most, 1 of them, lie between 0 and 2. 2 more lie outside or are not finite.",
    );
  });
  for (const [call, kind, text] of [
    [() => histogram([]), RangeError, "histogram: values must hold a finite number, got []"],
    [() => histogram(7 as never), TypeError, "histogram: values must be a list of numbers, got 7"],
    [() => histogram([1], {bins: 0}), RangeError, "histogram: bins must be an integer >= 1, got 0"],
    [
      () => histogram([1], {range: [2, 2]}),
      RangeError,
      "histogram: range must be [low, high] with low < high, got [2, 2]",
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(kind, text));
});

describe("responseProfile(profiles)", () => {
  it("lays out a point for each place of each line", () => {
    expect(rows(responseProfile({a: [5, 6], b: new Float32Array([7, 8])}, {at: [10, 20]}))).to.deep.equal([
      {line: "a", at: 10, value: 5},
      {line: "a", at: 20, value: 6},
      {line: "b", at: 10, value: 7},
      {line: "b", at: 20, value: 8},
    ]);
  });
  for (const [call, text] of [
    [() => responseProfile({}), "responseProfile: profiles must have 1 to 6 lines, got 0"],
    [
      () => responseProfile({a: [1, 2], b: [1]}),
      'responseProfile: "b" must have as many values as there are places, at least one, got 1 for 2',
    ],
    [
      () => responseProfile({a: []}),
      'responseProfile: "a" must have as many values as there are places, at least one, got 0 for 0',
    ],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});

describe("accuracyBars(results)", () => {
  it("takes the mean over runs and says how many there were", () => {
    expect(accuracyBars({a: [0.5, 0.7], b: 0.25}, {chance: 0.1}).description).to.equal(
      "Bar chart of accuracy on test images. a: 60.0%, mean of 2 runs. b: 25.0%. A dashed line marks chance, 10.0%.",
    );
  });
  for (const [call, text] of [
    [() => accuracyBars({}), "accuracyBars: results must have at least one name, got an object"],
    [() => accuracyBars({a: 88}), 'accuracyBars: "a" must be a share in 0..1, got 88'],
    [() => accuracyBars({a: []}), 'accuracyBars: "a" must have at least one run, got []'],
    [() => accuracyBars({a: 0.5}, {chance: 10}), "accuracyBars: chance must be a share in 0..1, got 10"],
  ] as const)
    it(`says: ${text}`, () => expect(call).to.throw(RangeError, text));
});
