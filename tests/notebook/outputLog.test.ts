import {expect} from "chai";
import type {Output} from "../../src/kernel/output.js";
import {OutputLog, overwritten} from "../../src/notebook/outputLog.js";

const out = (text: string): Output => ({type: "stream", name: "stdout", text});
const err = (text: string): Output => ({type: "stream", name: "stderr", text});
const display = (text: string, displayId?: string): Output => ({
  type: "display",
  data: {"text/plain": text},
  metadata: {},
  ...(displayId && {displayId}),
});

function logged(...outputs: Output[]) {
  const log = new OutputLog();
  for (const output of outputs) log.add(0, output);
  return log.outputs(0, 3);
}

describe("OutputLog", () => {
  it("joins neighbouring text of one stream only", () => {
    expect(logged(out("a"), out("b\n"), err("c"), out("d"))).to.deep.equal([
      {output_type: "stream", name: "stdout", text: "ab\n"},
      {output_type: "stream", name: "stderr", text: "c"},
      {output_type: "stream", name: "stdout", text: "d"},
    ]);
  });

  it("gives a result the cell's count and keeps an error's traceback", () => {
    const [result, error] = logged(
      {type: "result", data: {"text/plain": "42"}, metadata: {}},
      {type: "error", name: "RangeError", message: "no", traceback: ["RangeError: no"], frames: []},
    );
    expect(result).to.deep.equal({
      output_type: "execute_result",
      data: {"text/plain": "42"},
      metadata: {},
      execution_count: 3,
    });
    expect(error).to.deep.equal({
      output_type: "error",
      ename: "RangeError",
      evalue: "no",
      traceback: ["RangeError: no"],
    });
  });

  it("updates every display with the id, in earlier cells too, and leaves its place", () => {
    const log = new OutputLog();
    log.add(0, display("old", "d1"));
    log.add(0, out("after\n"));
    log.add(1, display("old", "d1"));
    log.add(1, {type: "update", data: {"text/plain": "new"}, metadata: {x: 1}, displayId: "d1"});
    const updated = {output_type: "display_data", data: {"text/plain": "new"}, metadata: {x: 1}};
    expect(log.outputs(0, 1)).to.deep.equal([
      updated,
      {output_type: "stream", name: "stdout", text: "after\n"},
    ]);
    expect(log.outputs(1, 2)).to.deep.equal([updated]);
  });

  it("does nothing for an update whose display was cleared", () => {
    expect(
      logged(
        display("a", "d1"),
        {type: "clear", wait: false},
        {type: "update", data: {}, metadata: {}, displayId: "d1"},
      ),
    ).to.deep.equal([]);
  });

  it("clears at once, or when the next output comes", () => {
    expect(logged(out("a"), {type: "clear", wait: false}, out("b"))).to.have.lengthOf(1);
    expect(logged(out("a"), {type: "clear", wait: true})).to.deep.equal(logged(out("a")));
    expect(logged(out("a"), {type: "clear", wait: true}, out("b"), out("c"))).to.deep.equal(
      logged(out("bc")),
    );
  });
});

describe("overwritten(text)", () => {
  for (const [text, expected] of [
    ["plain\n", "plain\n"],
    ["10%\r20%\n", "20%\n"],
    ["long line\rshort\n", "shortline\n"],
    ["dos\r\nend", "dos\nend"],
    ["50%\r", "50%"],
    ["ab\bc", "ac"],
    ["\b\bx", "x"],
  ] as const) {
    it(`shows ${JSON.stringify(text)} as ${JSON.stringify(expected)}`, () => {
      expect(overwritten(text)).to.equal(expected);
    });
  }
});
