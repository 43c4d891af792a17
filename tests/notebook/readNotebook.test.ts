import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {expect} from "chai";
import fc from "fast-check";
import {parseNotebook, readNotebookFile} from "../../src/notebook/readNotebook.js";
import {writeNotebook} from "../../src/notebook/writeNotebook.js";

const notebook = (extra: object = {}) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [],
  ...extra,
});
const code = (extra: object = {}) => ({
  cell_type: "code",
  id: "a",
  metadata: {},
  source: "",
  execution_count: null,
  outputs: [],
  ...extra,
});
const read = (value: unknown) => parseNotebook(JSON.stringify(value), "a.ipynb");
const readCell = (extra: object) => read(notebook({cells: [code(extra)]})).cells[0];

describe("parseNotebook(text, file)", () => {
  it("joins lines given as a list, and leaves JSON lists alone", () => {
    const outputs = [
      {output_type: "stream", name: "stdout", text: ["a\n", "b"]},
      {
        output_type: "display_data",
        data: {"text/html": ["<b>", "</b>"], "application/json": ["a", "b"], "application/x.y+json": ["c"]},
        metadata: {},
      },
    ];
    expect(readCell({source: ["1;\n", "2"], outputs})).to.deep.include({
      source: "1;\n2",
      outputs: [
        {output_type: "stream", name: "stdout", text: "a\nb"},
        {
          output_type: "display_data",
          data: {"text/html": "<b></b>", "application/json": ["a", "b"], "application/x.y+json": ["c"]},
          metadata: {},
        },
      ],
    });
  });

  it("reads nbformat 4.0 without ids", () => {
    expect(
      read({...notebook({nbformat_minor: 0, cells: [code({id: undefined})]})}).cells[0],
    ).not.to.have.property("id");
  });

  for (const [what, value, message] of [
    ["no JSON", "{", /^a\.ipynb: the file must be JSON \(.*\), got "\{"$/],
    ["a list", [], /^a\.ipynb: the notebook must be an object, got \[\]$/],
    ["nbformat 3", {nbformat: 3, worksheets: []}, /nbformat must be 4 \(convert .* --nbformat 4\), got 3$/],
    ["nbformat 5", notebook({nbformat: 5}), /nbformat must be 4 .*, got 5$/],
    ["no cells", notebook({cells: undefined}), /cells must be a list, got nothing$/],
    [
      "an unknown cell",
      notebook({cells: [code({cell_type: "heading"})]}),
      /cells\[0\]\.cell_type must be code, markdown or raw, got "heading"$/,
    ],
    [
      "a source of numbers",
      notebook({cells: [code({source: [1]})]}),
      /cells\[0\]\.source must be a string or a list of strings, got \[1\]$/,
    ],
    [
      "no source",
      notebook({cells: [code({source: undefined})]}),
      /cells\[0\]\.source must be a string or a list of strings, got nothing$/,
    ],
    [
      "the same id twice",
      notebook({cells: [code(), code()]}),
      /cells\[1\]\.id must differ from the ids before it, got "a"$/,
    ],
    [
      "a count of text",
      notebook({cells: [code({execution_count: "1"})]}),
      /execution_count must be an integer, got "1"$/,
    ],
    [
      "an unknown output",
      notebook({cells: [code({outputs: [{output_type: "pyout"}]})]}),
      /outputs\[0\]\.output_type must be .*, got "pyout"$/,
    ],
    [
      "an unknown stream",
      notebook({cells: [code({outputs: [{output_type: "stream", name: "x", text: ""}]})]}),
      /name must be stdout or stderr, got "x"$/,
    ],
    ["metadata of text", notebook({metadata: "x"}), /metadata must be an object, got "x"$/],
  ] as const) {
    it(`refuses ${what} and says where`, () => {
      const text = value === "{" ? value : JSON.stringify(value);
      expect(() => parseNotebook(text, "a.ipynb")).to.throw(SyntaxError, message);
    });
  }

  it("reads or refuses any JSON, and never fails otherwise", () => {
    const anything = fc.record(
      {
        nbformat: fc.constant(4),
        nbformat_minor: fc.nat(5),
        metadata: fc.object(),
        cells: fc.array(
          fc.oneof(
            fc.jsonValue(),
            fc.record({
              cell_type: fc.constantFrom("code", "markdown", "raw"),
              source: fc.oneof(fc.string(), fc.array(fc.string())),
              outputs: fc.array(fc.object()),
            }),
          ),
        ),
      },
      {requiredKeys: ["nbformat"]},
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anything), value => {
        try {
          const text = writeNotebook(read(value));
          expect(writeNotebook(parseNotebook(text, "b.ipynb"))).to.equal(text);
        } catch (error) {
          expect(error).to.be.instanceOf(SyntaxError);
        }
      }),
      {seed: 4, numRuns: 500},
    );
  });
});

describe("readNotebookFile(file)", () => {
  it("refuses a folder, and a file larger than 64 MB without reading it", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kernelbook-"));
    const file = path.join(folder, "large.ipynb");
    try {
      expect(() => readNotebookFile(folder)).to.throw(TypeError, /must be a regular file/);
      fs.closeSync(fs.openSync(file, "w"));
      fs.truncateSync(file, 64 * 1024 * 1024 + 1);
      expect(() => readNotebookFile(file)).to.throw(RangeError, /at most 67108864 bytes, got 67108865$/);
    } finally {
      fs.rmSync(folder, {recursive: true});
    }
  });
});
