import {expect} from "chai";
import {compareOutputs, seenOutputs} from "../../src/notebook/compareOutputs.js";
import {unexpected} from "../../src/notebook/expectation.js";
import type {NotebookOutput} from "../../src/notebook/nbformat.js";

const out = (text: string): NotebookOutput => ({output_type: "stream", name: "stdout", text});
const err = (text: string): NotebookOutput => ({output_type: "stream", name: "stderr", text});
const shown = (data: Record<string, unknown>): NotebookOutput => ({
  output_type: "display_data",
  data,
  metadata: {},
});
const result = (text: string): NotebookOutput => ({
  output_type: "execute_result",
  data: {"text/plain": text, "text/html": `<b>${text}</b>`},
  metadata: {},
  execution_count: 1,
});
const error: NotebookOutput = {output_type: "error", ename: "RangeError", evalue: "no", traceback: []};

const compare = (left: NotebookOutput[], right: NotebookOutput[], failed = false) =>
  compareOutputs(seenOutputs(left, failed), seenOutputs(right, failed));

describe("compareOutputs(left, right)", () => {
  it("takes a result for a printed line, ignores colours and how text was cut", () => {
    expect(compare([out("a\n"), result("42")], [out("a\n"), out("\u001b[33m42\u001b[39m\n")])).to.equal(
      undefined,
    );
  });

  it("leaves out what a cell that is meant to fail says of its failure, but not what it printed before", () => {
    expect(compare([out("a\n"), error], [out("a\n"), err("RangeError: no\n")], true)).to.equal(undefined);
    expect(compare([out("b\n"), error], [out("a\n"), err("RangeError: no\n")], true)).to.match(
      /^stdout line 1/,
    );
  });

  it("compares JSON by value, as a file carries it", () => {
    expect(
      compare([shown({"application/json": {a: 1, b: undefined}})], [shown({"application/json": {a: 1}})]),
    ).to.equal(undefined);
  });

  for (const [what, left, right, message] of [
    ["a line", [out("a\nb\n")], [out("a\nc\n")], /^stdout line 2 must agree, got "b" and "c"$/],
    [
      "a long line's middle",
      [out(`${"x".repeat(100)}a${"y".repeat(100)}\n`)],
      [out(`${"x".repeat(100)}b${"y".repeat(100)}\n`)],
      /^stdout line 1 must agree, got "\.{3}x{30}ay{59}\.{3}" and "\.{3}x{30}by{59}\.{3}"$/,
    ],
    ["a missing line", [out("a\n")], [out("a\nb\n")], /^stdout line 2 must agree, got "" and "b"$/],
    ["stderr", [err("w\n")], [], /^stderr line 1 must agree/],
    ["an error", [error], [], /^stderr line 1 must agree, got "RangeError: no" and ""$/],
    [
      "a display too few",
      [shown({"text/plain": "a"})],
      [],
      /^the number of displays must agree, got 1 and 0$/,
    ],
    [
      "a MIME type",
      [shown({"text/plain": "a"})],
      [shown({"text/html": "a"})],
      /^the MIME types of display 1 must agree, got text\/plain and text\/html$/,
    ],
    [
      "a picture",
      [shown({"image/png": "AA"})],
      [shown({"image/png": "AB"})],
      /^the image\/png of display 1 must agree, got other data$/,
    ],
    [
      "a display's text",
      [shown({"text/plain": "a"})],
      [shown({"text/plain": "b"})],
      /^text\/plain of display 1 line 1 must agree, got "a" and "b"$/,
    ],
  ] as const) {
    it(`finds a difference in ${what}`, () => {
      expect(compare([...left], [...right])).to.match(message);
    });
  }
});

describe("unexpected(raises, failure)", () => {
  const failure = (name: string, ...codes: string[]) => ({name, message: "", traceback: [], codes});
  for (const [raises, failed, expected] of [
    [undefined, undefined, undefined],
    [undefined, failure("RangeError"), "must not fail"],
    ["TypeError", undefined, "must raise TypeError, raised nothing"],
    ["TypeError", failure("TypeError"), undefined],
    ["TypeError", failure("RangeError"), "must raise just TypeError, raised RangeError"],
    ["TS2322", failure("TypeScriptError", "TS2322", "TS2322"), undefined],
    [
      "TS2322",
      failure("TypeScriptError", "TS2322", "TS2304"),
      "must raise just TS2322, raised TS2322, TS2304",
    ],
    ["TS2322", failure("TypeError"), "must raise just TS2322, raised TypeError"],
    ["any", failure("TypeError"), undefined],
    ["any", undefined, "must raise an error, raised nothing"],
  ] as const) {
    it(`${raises ?? "no failure"} wanted, ${failed ? [failed.name, ...failed.codes].join(" ") : "none"} raised: ${expected ?? "well"}`, () => {
      expect(unexpected(raises, failed)).to.equal(expected);
    });
  }
});
