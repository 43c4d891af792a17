import {expect} from "chai";
import {contextConfig} from "../../../src/engine/tensorflow/contextConfig.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("contextConfig(threads, device)", () => {
  it("is the protobuf message worked by hand: no card, 2 threads for an operation, 1 operation at a time", () => {
    // device_count {key "GPU", value 0}, intra_op_parallelism_threads 2, inter_op_parallelism_threads 1
    expect(hex(contextConfig(2, "cpu"))).to.equal(["0a07", "0a03475055", "1000", "1002", "2801"].join(""));
  });

  it("writes a number above 127 in two bytes, the low seven bits first", () => {
    expect(hex(contextConfig(300, "cpu"))).to.contain("10ac02");
  });

  it("lets a card's memory grow instead of taking it all", () => {
    // gpu_options {allow_growth true}
    expect(hex(contextConfig(1, "cuda"))).to.equal(["3202", "2001", "1001", "2801"].join(""));
  });
});
