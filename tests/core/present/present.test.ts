import {inspect} from "node:util";
import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {DISPLAY, type MimeBundle} from "../../../src/core/mime.js";
import {NdArray} from "../../../src/core/ndArray.js";
import {encodePng} from "../../../src/core/pixels.js";
import {present} from "../../../src/core/present/present.js";

/** The bundle of a value that is presented at once. */
function now(value: unknown): MimeBundle {
  const made = present(value);
  expect(made).to.not.be.instanceOf(Promise);
  return made as MimeBundle;
}

const text = (value: unknown) => now(value)["text/plain"];

describe("present(value) of plain values", () => {
  for (const [value, shown] of [
    [null, "null"],
    [undefined, "undefined"],
    [-0, "-0"],
    [12n, "12n"],
    ['it\'s "so"\n', `'it\\'s "so"\\n'`],
    [Symbol("s"), "Symbol(s)"],
    [function add() {}, "[Function: add]"],
    [class Point {}, "[class Point]"],
    [/a+/g, "/a+/g"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [[1, "a", [2]], "[ 1, 'a', [ 2 ] ]"],
    [{a: 1, "b c": {d: null}}, "{ a: 1, 'b c': { d: null } }"],
    [{}, "{}"],
    [
      new (class Point {
        x = 1;
      })(),
      "Point { x: 1 }",
    ],
    [Object.create(null), "[Object: null prototype] {}"],
    [{a: {b: {c: {d: 1}}}}, "{ a: { b: { c: [Object] } } }"],
    [new Error("no", {cause: new TypeError("why")}), "Error: no (cause: TypeError: why)"],
    [Promise.resolve(1), "Promise {}"],
  ] as const) {
    it(`writes ${shown}`, () => expect(now(value)).to.deep.equal({"text/plain": shown}));
  }
  it("marks cycles", () => {
    const loop: Record<string, unknown> = {name: "loop"};
    loop.self = loop;
    expect(text(loop)).to.equal("{ name: 'loop', self: [Circular] }");
  });
  it("cuts long lists and counts the rest", () => {
    expect(text(Array.from({length: 105}, (_, i) => i))).to.match(/99,\n {2}\.\.\. 5 more items\n\]$/);
  });
  it("does not call getters", () => {
    let called = false;
    const value = {
      get danger() {
        called = true;
        return 1;
      },
    };
    expect(text(value)).to.equal("{ danger: [Getter] }");
    expect(called).to.equal(false);
  });
  it("takes the inspector that it is given", () => {
    expect(present(new Map([[1, 2]]), {inspect})).to.include({"text/plain": "Map(1) { 1 => 2 }"});
  });
});

describe("present(value) of hostile values", () => {
  const refuse = () => {
    throw new Error("no entry");
  };
  const traps: ProxyHandler<object> = Object.fromEntries(
    Object.getOwnPropertyNames(Reflect).map(trap => [trap, refuse]),
  );
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  for (const [name, value] of [
    ["a proxy that throws on everything", new Proxy({}, traps)],
    ["a proxy of a function that throws", new Proxy(() => 1, traps)],
    ["a proxy of an array that throws", new Proxy([1], traps)],
    ["a revoked proxy", revoked.proxy],
    ["an error that throws when it is read", Object.defineProperty(new Error("x"), "message", {get: refuse})],
    ["a type tag that throws", Object.defineProperty({}, Symbol.toStringTag, {get: refuse})],
    ["an inspector of its own that throws", {[inspect.custom]: refuse}],
    ["a list of proxies", [new Proxy({}, traps), new Proxy({}, traps)]],
    [
      "a bundle of getters that throw",
      {[DISPLAY]: () => Object.defineProperty({}, "text/html", {get: refuse, enumerable: true})},
    ],
  ] as const) {
    it(`shows ${name} as text`, async () => {
      for (const options of [{}, {inspect}]) {
        const bundle = await present(value, options);
        expect(bundle["text/plain"]).to.be.a("string").and.not.equal("");
      }
    });
  }
});

describe("present(value) of values that display themselves", () => {
  it("takes their bundle, at once or later, and adds text where they gave none", async () => {
    expect(now({[DISPLAY]: () => ({"text/html": "<b>x</b>", "text/plain": "x"})})).to.deep.equal({
      "text/html": "<b>x</b>",
      "text/plain": "x",
    });
    class Shape {
      async [DISPLAY]() {
        return {"image/svg+xml": "<svg/>"};
      }
    }
    expect(await present(new Shape())).to.deep.equal({"image/svg+xml": "<svg/>", "text/plain": "Shape {}"});
  });
  it("encodes bytes and copies JSON", () => {
    const bundle = now({
      [DISPLAY]: () => ({"image/png": new Uint8Array([1, 2]), "application/json": {a: [1]}}),
    });
    expect(bundle["image/png"]).to.equal("AQI=");
    expect(bundle["application/json"]).to.deep.equal({a: [1]});
  });
  for (const [name, display, note] of [
    [
      "throws",
      () => {
        throw new RangeError("too far");
      },
      "(its display method threw RangeError: too far)",
    ],
    ["rejects", () => Promise.reject("no"), "(its display method threw the value no)"],
    ["gives text", () => "hello", "(its display method gave no object of MIME types)"],
    ["gives nothing", () => ({}), "(its display method gave nothing)"],
    ["gives a number", () => ({"text/html": 5}), "(its display method gave no usable value for text/html)"],
    [
      "gives a cycle",
      () => {
        const a: unknown[] = [];
        a.push(a);
        return {"application/json": a};
      },
      "(its display method gave no usable value for application/json)",
    ],
    ["misspells a type", () => ({html: "<b>"}), "(its display method gave no usable value for html)"],
  ] as const) {
    it(`falls back to text with a note when the method ${name}`, async () => {
      const bundle = await present({kept: 1, [DISPLAY]: display});
      expect(Object.keys(bundle)).to.deep.equal(["text/plain"]);
      expect(bundle["text/plain"])
        .to.match(/^\{ kept: 1 \}\n/)
        .and.include(note);
    });
  }
  it("keeps the good part of a bundle that is half wrong", () => {
    const bundle = now({[DISPLAY]: () => ({"text/html": "<b>", "text/plain": "b", "image/png": 3})});
    expect(bundle).to.deep.equal({
      "text/html": "<b>",
      "text/plain": "b\n(its display method gave no usable value for image/png)",
    });
  });
});

describe("present(value) of numbers in arrays", () => {
  it("summarises typed arrays", () => {
    expect(text(new Float64Array([1, 2, Number.NaN]))).to.equal(
      "Float64Array [3], min 1, max 2, mean 1.5, 1 not finite\n[1, 2, NaN]",
    );
    expect(text(new Float32Array(784))).to.equal(
      "Float32Array [784], min 0, max 0, mean 0\n[0, 0, 0, ..., 0, 0, 0]",
    );
    expect(text(new BigInt64Array(2))).to.equal("BigInt64Array(2) [ 0n, 0n ]");
    expect(text(new DataView(new ArrayBuffer(2)))).to.be.a("string");
  });
  it("makes a table of a matrix, cut in the middle", () => {
    const html = String(
      now([
        [1, 2],
        [3, 4],
      ])["text/html"],
    );
    expect(html).to.include("<caption").and.include('<th scope="col"').and.include('<th scope="row">');
    const large = String(now(Array.from({length: 28}, () => new Array<number>(28).fill(0)))["text/html"]);
    expect(large.match(/<tr>/g)).to.have.length(1 + 13);
  });
  it("makes no table of uneven or mixed nested lists", () => {
    for (const value of [[[1], [2, 3]], [[1, "a"]], [[]], [[[1]]]])
      expect(now(value)).to.have.all.keys("text/plain");
  });
  it("lets an NdArray display itself", () => {
    expect(text(NdArray.fromNested([1, 2]))).to.match(/^NdArray Float64Array \[2\]/);
  });
});

describe("present(value) of tensors", () => {
  it("reads the numbers of any rank without making or losing a tensor", async () => {
    const tensors = [
      tf.scalar(3),
      tf.tensor1d([1, 2]),
      tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
      tf.zeros([2, 3, 4, 5]),
    ];
    const before = tf.memory().numTensors;
    const texts = await Promise.all(tensors.map(async tensor => (await present(tensor))["text/plain"]));
    expect(texts.slice(0, 3)).to.deep.equal([
      "Tensor float32 []\n3",
      "Tensor float32 [2], min 1, max 2, mean 1.5\n[1, 2]",
      "Tensor float32 [2, 2], min 1, max 4, mean 2.5\n[[1, 2],\n [3, 4]]",
    ]);
    expect(texts[3]).to.match(/^Tensor float32 \[2, 3, 4, 5\]/);
    expect(tf.memory().numTensors).to.equal(before);
    tf.dispose(tensors);
  });
  it("shows booleans, strings and variables, and says that a disposed one is", async () => {
    const [bool, words] = [tf.tensor1d([true, false]), tf.tensor1d(["a", "b"])];
    const variable = tf.variable(tf.tensor1d([1, 2, 3]));
    expect((await present(bool))["text/plain"]).to.match(/^Tensor bool \[2\].*\n\[1, 0\]$/);
    expect((await present(words))["text/plain"]).to.equal('Tensor string [2]\n"a", "b"');
    expect((await present(variable))["text/plain"]).to.match(/^Tensor float32 \[3\]/);
    tf.dispose([bool, words, variable]);
    expect((await present(bool))["text/plain"]).to.equal(
      "Tensor bool [2], disposed: its memory was given back, so it has no values",
    );
  });
});

describe("present(value) of tables", () => {
  it("makes a row of each record and a column of each key, escaped", () => {
    const html = String(
      now([
        {name: "<b>", n: 1},
        {name: "c", more: [1]},
      ])["text/html"],
    );
    expect(html).to.include('<th scope="col" style="text-align:left">name</th>');
    expect(html).to.include('<th scope="col" style="text-align:right">n</th>');
    expect(html).to.include('<td style="text-align:left">&lt;b&gt;</td>');
    expect(html).to.include("[ 1 ]").and.not.include("<b>");
    expect(html).to.include("2 rows, 3 columns");
  });
  it("cuts long tables and says how many rows there are", () => {
    const html = String(now(Array.from({length: 1234}, (_, n) => ({n})))["text/html"]);
    expect(html).to.include("1234 rows (first 50 shown)");
    expect(html.match(/<tr>/g)).to.have.length(51);
  });
  it("makes no table of class instances or empty objects", () => {
    expect(now([new (class P {})()])).to.have.all.keys("text/plain");
    expect(now([{}])).to.have.all.keys("text/plain");
  });
  it("shows maps and sets as tables too", () => {
    expect(String(now(new Map<unknown, unknown>([["a", {b: 1}]]))["text/html"])).to.include("{ b: 1 }");
    expect(String(now(new Set(["<i>"]))["text/html"]))
      .to.include("&lt;i&gt;")
      .and.include("Set with 1 value");
    expect(text(new Map([[1, new Set([2])]]))).to.equal("Map(1) { 1 => Set(1) { 2 } }");
  });
});

describe("present(value) of pictures", () => {
  const pixels = {width: 2, height: 1, data: new Uint8ClampedArray([255, 0, 0, 255, 0, 0, 255, 255])};
  it("encodes RGBA pixels as PNG", async () => {
    const bundle = await present(pixels);
    expect(bundle["text/plain"]).to.equal("image, 2 x 1 pixels");
    expect(String(bundle["image/png"])).to.match(/^iVBORw0KGgo/);
  });
  it("knows the files of pictures by their first bytes", () => {
    expect(now(encodePng(pixels))).to.have.all.keys("image/png", "text/plain");
    expect(now(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0]))).to.have.all.keys("image/jpeg", "text/plain");
    expect(now(new TextEncoder().encode("GIF89a..."))).to.have.all.keys("image/gif", "text/plain");
    expect(now(new Uint8Array([1, 2, 3]))).to.have.all.keys("text/plain");
  });
});

describe("present(value) of charts", () => {
  const spec = {$schema: "https://vega.github.io/schema/vega-lite/v5.json", mark: "bar"};
  it("hands them to the chart drawer", async () => {
    const chart = async (given: object) => ({"image/png": "AAAA", "application/x": String(given === spec)});
    expect(await present(spec, {chart})).to.deep.include({"image/png": "AAAA", "application/x": "true"});
  });
  it("falls back to text when the drawer fails, or where there is none", async () => {
    const chart = async () => Promise.reject(new Error("no such mark"));
    const bundle = await present(spec, {chart});
    expect(bundle["text/plain"]).to.match(/\(its display failed: Error: no such mark\)$/);
    expect(now(spec)).to.have.all.keys("text/plain");
  });
});
