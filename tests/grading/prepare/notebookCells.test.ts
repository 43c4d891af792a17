import {expect} from "chai";
import {notebookCells} from "../../../src/grading/prepare/notebookCells.js";
import {notebookText} from "../../support/submittedNotebook.js";

const CELL = {cell_type: "code", metadata: {}, source: "1"};

/** What is read of a text: sources and notes, or the reason why nothing is. */
function read(content: string | Uint8Array | object): {
  sources?: string[];
  notes?: readonly string[];
  why?: string;
} {
  const text =
    typeof content === "string" || content instanceof Uint8Array ? content : JSON.stringify(content);
  const result = notebookCells(typeof text === "string" ? Buffer.from(text) : text, "a.ipynb");
  return "ungradable" in result
    ? {why: result.ungradable}
    : {sources: result.cells.map(({source}) => source), notes: result.notes};
}

describe("notebookCells(bytes, name), whatever was handed in (submissions 41 and 42)", () => {
  for (const [what, content, why] of [
    ["an empty file", "", /^a\.ipynb is empty\.$/],
    ["blanks", " \n", /empty/],
    ["half a file", '{"cells": [', /is no JSON/],
    ["a list", [1], /holds no object/],
    ["an object without cells", {nbformat: 4}, /no list of cells/],
    ["cells that are none", {nbformat: 4, cells: [1, null, "x", [2]]}, /no cell that can be read/],
    ["a million open brackets", "[".repeat(1_000_000), /is no JSON/],
    ["no cells", {nbformat: 4, cells: []}, /no cell that can be read/],
  ] as const) {
    it(`calls ${what} ungradable, in plain words`, () => expect(read(content).why).to.match(why));
  }

  it("reads text with a byte order mark, and UTF-16 with a note", () => {
    const text = notebookText([{source: "1"}]);
    expect(read(`\ufeff${text}`)).to.deep.equal({sources: ["1"], notes: []});
    const wide = read(Buffer.from(`\ufeff${text}`, "utf16le"));
    expect(wide.sources).to.deep.equal(["1"]);
    expect(wide.notes?.join()).to.match(/UTF-16/);
  });

  it("reads bytes that are no text as signs that say so", () => {
    const bytes = Buffer.concat([
      Buffer.from('{"nbformat":4,"cells":[{"cell_type":"code","source":"'),
      Buffer.from([0xff]),
      Buffer.from('"}]}'),
    ]);
    const {sources, notes} = read(bytes);
    expect(sources).to.deep.equal(["\ufffd"]);
    expect(notes?.join()).to.match(/bytes that are no text/);
  });

  it("replaces half characters, which cannot be sent or hashed", () => {
    expect(
      read('{"nbformat":4,"cells":[{"cell_type":"code","source":"a\\ud800b\\udc00\\ud83d\\ude00"}]}').sources,
    ).to.deep.equal(["a\ufffdb\ufffd\u{1f600}"]);
  });

  it("reads nbformat 3 from its worksheets, with a note", () => {
    const {sources, notes} = read({
      nbformat: 3,
      worksheets: [{cells: [{cell_type: "code", input: ["a\n", "b"]}]}, 7],
    });
    expect(sources).to.deep.equal(["a\nb"]);
    expect(notes?.join()).to.match(/nbformat 3/);
  });

  it("takes missing sources, metadata and kinds as they come, and leaves out what is no cell", () => {
    const {sources, notes} = read({
      nbformat: 4,
      cells: [{cell_type: "code"}, {source: ["a", 5, "b"], metadata: 3}, {source: {}}, CELL],
    });
    expect(sources).to.deep.equal(["", "ab", "1"]);
    expect(notes).to.deep.equal(["1 of 4 cells cannot be read and are left out."]);
  });

  it("leaves outputs unread, whatever they are", () => {
    const result = notebookCells(
      Buffer.from(
        JSON.stringify({
          nbformat: 4,
          cells: [
            {...CELL, outputs: [{text: "Correct"}]},
            {...CELL, outputs: 5},
          ],
        }),
      ),
      "a.ipynb",
    );
    expect(JSON.stringify(result)).not.to.contain("Correct");
  });
});
