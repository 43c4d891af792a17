import {expect} from "chai";
import fc from "fast-check";
import {parseNotebook} from "../../src/notebook/readNotebook.js";
import {spliceOutputs} from "../../src/notebook/spliceOutputs.js";
import {stableJson} from "../../src/notebook/stableJson.js";

const OUTPUT = {output_type: "stream", name: "stdout", text: "a\nb"} as const;

function notebook(extra: object = {}) {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {zebra: 1e-7, apple: '\u2028"]}{[\\'},
    cells: [
      {cell_type: "markdown", id: "m", metadata: {}, source: ["]}, {", '"outputs": 1']},
      {
        cell_type: "code",
        source: "1",
        metadata: {outputs: "x"},
        id: "c",
        outputs: [{a: [1, {}]}],
        execution_count: 9,
        ...extra,
      },
    ],
  };
}

const ran = new Map([[1, {count: 2, outputs: [OUTPUT]}]]);

describe("spliceOutputs(text, cells)", () => {
  for (const [how, indent] of [
    ["one space", 1],
    ["two spaces", 2],
    ["tabs", "\t"],
    ["nothing", 0],
  ] as const) {
    it(`keeps every other byte of a file indented by ${how}`, () => {
      const text = JSON.stringify(notebook(), null, indent);
      const expected = notebook({
        outputs: [{name: "stdout", output_type: "stream", text: ["a\n", "b"]}],
        execution_count: 2,
      });
      const spliced = spliceOutputs(text, ran);
      expect(JSON.parse(spliced)).to.deep.equal(expected);
      if (indent !== 0) expect(spliced).to.equal(JSON.stringify(expected, null, indent));
      const before = text.slice(
        0,
        text.indexOf('"outputs": [{'.replace(": [{", indent === 0 ? ":[{" : ": [")),
      );
      expect(spliced.startsWith(before)).to.equal(true);
    });
  }

  it("gives the same bytes back for the same outputs", () => {
    const text = spliceOutputs(JSON.stringify(notebook(), null, 1), ran);
    expect(spliceOutputs(text, ran)).to.equal(text);
  });

  it("keeps Windows line ends", () => {
    const text = JSON.stringify(notebook(), null, 1).replaceAll("\n", "\r\n");
    expect(spliceOutputs(text, ran).replaceAll("\r\n", "")).not.to.include("\n");
  });

  it("adds members that an old file lacks", () => {
    const text = JSON.stringify(notebook({outputs: undefined, execution_count: undefined}), null, 1);
    const cell = parseNotebook(spliceOutputs(text, ran), "a.ipynb").cells[1];
    expect(cell).to.deep.include({execution_count: 2, outputs: [OUTPUT], source: "1"});
  });

  it("finds its way through any JSON around the outputs", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 3), (value, indent) => {
        const text = JSON.stringify({...notebook({extra: value}), extra: value}, null, indent);
        const back = spliceOutputs(text, ran);
        expect(JSON.parse(back)).to.deep.equal({
          ...notebook({
            extra: value,
            execution_count: 2,
            outputs: [{name: "stdout", output_type: "stream", text: ["a\n", "b"]}],
          }),
          extra: JSON.parse(JSON.stringify(value)),
        });
      }),
      {numRuns: 300, seed: 4},
    );
  });
});

describe("stableJson(value)", () => {
  it("sorts keys by code point, also those that look like numbers", () => {
    expect(stableJson({b: 1, "10": 2, "9": 3, "\u{1F600}": 4, "\uffff": 5, a: []})).to.equal(
      '{\n "10": 2,\n "9": 3,\n "a": [],\n "b": 1,\n "\uffff": 5,\n "\u{1F600}": 4\n}\n',
    );
  });

  it("writes small numbers as Python does", () => {
    expect(stableJson([1e-7, 0.00012, 0.000012, -1.5e-10, 1e21, 0.5, 0, -0, 3])).to.equal(
      "[\n 1e-07,\n 0.00012,\n 1.2e-05,\n -1.5e-10,\n 1e+21,\n 0.5,\n 0,\n 0,\n 3\n]\n",
    );
  });

  it("reads back as the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(JSON.parse(stableJson(value))).to.deep.equal(JSON.parse(JSON.stringify(value)));
      }),
      {seed: 4},
    );
  });
});
