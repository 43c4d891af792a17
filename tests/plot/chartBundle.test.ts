import {spawnSync} from "node:child_process";
import {expect} from "chai";
import {decode} from "fast-png";
import {chartBundle} from "../../src/plot/chartBundle.js";
import {CHARTS} from "./support.js";

const LITE = "https://vega.github.io/schema/vega-lite/v5.json";
const bars = {
  $schema: LITE,
  data: {
    values: [
      {a: "x", b: 1},
      {a: "y", b: 3},
    ],
  },
  mark: "bar",
  encoding: {x: {field: "a", type: "nominal"}, y: {field: "b", type: "quantitative"}},
};

function pixels(bundle: object): ReturnType<typeof decode> {
  return decode(Buffer.from(String((bundle as Record<string, unknown>)["image/png"]), "base64"));
}

describe("chartBundle(spec)", function () {
  this.timeout(60_000);
  it("carries the specification, a PNG and the description", async () => {
    const spec = CHARTS.histogram;
    const bundle = await chartBundle(spec);
    expect(bundle["application/vnd.vegalite.v5+json"]).to.deep.equal(spec);
    expect(bundle["text/plain"]).to.equal(spec.description);
    const {width, height, data} = pixels(bundle);
    expect(width).to.be.within(600, 800);
    expect(height).to.be.within(350, 500);
    // The bars' own blue is there, and there is enough of it to be bars.
    let blue = 0;
    for (let i = 0; i < data.length; i += 4)
      if (data[i] === 0 && data[i + 1] === 0x72 && data[i + 2] === 0xb2) blue++;
    expect(blue).to.be.above(10_000);
  });
  it("makes the same bytes again", async () => {
    const [first, second] = [await chartBundle(bars), await chartBundle(bars)];
    expect(first["image/png"]).to.equal(second["image/png"]);
  });
  it("leaves the specification as it was", async () => {
    const before = JSON.stringify(bars);
    await chartBundle(bars);
    expect(JSON.stringify(bars)).to.equal(before);
  });
  it("names version 5 for a specification of version 6, which notebooks do not draw", async () => {
    const bundle = await chartBundle({...bars, $schema: "https://vega.github.io/schema/vega-lite/v6.json"});
    expect(bundle).to.have.all.keys("application/vnd.vegalite.v5+json", "image/png", "text/plain");
    expect(bundle["application/vnd.vegalite.v5+json"]).to.include({$schema: LITE});
  });
  it("draws a Vega specification as Vega", async () => {
    const spec = {
      $schema: "https://vega.github.io/schema/vega/v5.json",
      title: {text: "A square"},
      width: 40,
      height: 40,
      marks: [
        {
          type: "rect",
          encode: {
            enter: {
              x: {value: 5},
              y: {value: 5},
              width: {value: 30},
              height: {value: 30},
              fill: {value: "#00ff00"},
            },
          },
        },
      ],
    };
    const bundle = await chartBundle(spec);
    expect(bundle).to.have.all.keys("application/vnd.vega.v5+json", "image/png", "text/plain");
    expect(bundle["text/plain"]).to.equal("Chart: A square");
  });
  it("fetches nothing: data that lie elsewhere give no PNG", async () => {
    const asked: unknown[] = [];
    const fetch = globalThis.fetch;
    globalThis.fetch = (async (url: unknown) => {
      asked.push(url);
      throw new Error("not here");
    }) as never;
    try {
      const bundle = await chartBundle({...bars, data: {url: "https://example.org/cars.json"}});
      expect(bundle).to.have.all.keys("application/vnd.vegalite.v5+json", "text/plain");
      expect(asked).to.deep.equal([]);
    } finally {
      globalThis.fetch = fetch;
    }
  });
  it("passes Vega-Lite's warnings on", async () => {
    const bundle = await chartBundle({
      ...bars,
      encoding: {...bars.encoding, shape: {field: "a", type: "nominal"}},
    });
    expect(bundle["text/plain"]).to.match(/^Chart without a description\n\(.*shape.*\)$/);
  });
  it("lets the error of an impossible specification through", async () => {
    const error = await chartBundle({$schema: LITE, mark: "bra", data: {values: []}}).catch(caught => caught);
    expect(error).to.be.instanceOf(Error);
  });
  it("rejects what names no schema", async () => {
    const error = await chartBundle({mark: "bar"}).catch(caught => caught);
    expect(error).to.be.instanceOf(TypeError);
    expect(error.message).to.equal(
      "chartBundle: spec must name the schema of vega or vega-lite in $schema, got undefined",
    );
  });
});

describe("import of the library", function () {
  this.timeout(60_000);
  const index = new URL("../../src/index.js", import.meta.url).href;
  const run = (args: string[]) => spawnSync(process.execPath, args, {encoding: "utf8"});
  /** Prints the URL of every module that is loaded, from the thread of the loader. */
  const hooks = `import {writeSync} from "node:fs";
    export async function load(url, context, next) { writeSync(1, url + "\\n"); return next(url, context); }`;
  const loaded = (code: string) => {
    const setup = `import {register} from "node:module"; register("data:text/javascript,${encodeURIComponent(hooks)}");`;
    return run(["--input-type=module", "-e", `${setup} await import(${JSON.stringify(index)}); ${code}`])
      .stdout;
  };

  it("loads no tfjs, vega or resvg, however many modules it has", () => {
    const urls = loaded("");
    expect(urls).to.include("/conv/correlate2d.js");
    expect(urls).to.not.match(/node_modules\/(@tensorflow|vega|@resvg)/);
  });
  it("loads them where a function needs them", () => {
    const code = `const {chartBundle, histogram} = await import(${JSON.stringify(index)}); await chartBundle(histogram([1, 2]));`;
    expect(loaded(code))
      .to.match(/node_modules\/vega\//)
      .and.match(/node_modules\/@resvg/);
  });
  it("works through require, as stock tslab loads it", () => {
    const code = `const k = require(${JSON.stringify(new URL(index).pathname)});
      k.chartBundle(k.histogram([1, 2])).then(bundle => console.log(Object.keys(bundle).length, k.outputSize(28, 5)));`;
    expect(run(["-e", code]).stdout.trim()).to.equal("3 24");
  });
});
