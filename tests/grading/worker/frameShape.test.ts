import {expect} from "chai";
import {VALUE_COUNT, VALUE_DEPTH} from "../../../src/exercise/limits.js";
import {encodeResult} from "../../../src/grading/worker/encodeResult.js";
import {requireFrameShape} from "../../../src/grading/worker/frameShape.js";
import {readReply} from "../../../src/grading/worker/readReply.js";
import {WireError} from "../../../src/grading/worker/wire.js";

const frameOf = (value: string) => Buffer.from(`{"type":"reply","id":"1","value":${value}}`);

describe("requireFrameShape(frame)", () => {
  it("lets through the largest and the deepest results that there are", () => {
    let deep: unknown = 1;
    for (let i = 0; i < VALUE_DEPTH; i++) deep = {"[{,:": [deep]};
    for (const value of [
      Array.from({length: VALUE_COUNT - 1}, () => 0.5),
      Array.from({length: VALUE_COUNT - 1}, () => []),
      Object.fromEntries(Array.from({length: VALUE_COUNT - 1}, (_, i) => [`${i}`, i])),
      deep,
      '\\"[[{{,,::'.repeat(10_000),
    ]) {
      requireFrameShape(frameOf(encodeResult(value, [Object.prototype])));
    }
  });

  it("refuses brackets that would fill the judge's memory, before they are parsed", () => {
    for (const [what, text] of [
      ["many lists", `[${"[],".repeat(3 * VALUE_COUNT)}0]`],
      ["deep lists", `${"[".repeat(20_000_000)}`],
      ["many records", `[${"{},".repeat(1000)}0]`],
      ["a record of many keys", `[${'"a":0,'.repeat(1000)}0]`],
      ["many values", `[${"0,".repeat(5 * VALUE_COUNT)}0]`],
    ] as const) {
      expect(() => readReply(frameOf(text)), what).to.throw(WireError, /no more lists and records/);
    }
  });
});
