import {expect} from "chai";
import {parseOptions} from "../../../benchmarks/engines/options.js";

describe("parseOptions(args) of bench:engines", () => {
  it("measures everything once with 1 and with 2 threads unless told", () => {
    expect(parseOptions([])).to.deep.equal({
      peers: false,
      engines: [],
      networks: ["lenet", "resnet8", "resnet18"],
      work: ["train", "infer"],
      threads: [1, 2],
      repeat: 1,
      python: undefined,
      save: undefined,
    });
  });

  it("reads every option", () => {
    const args =
      "--peers --engine torch --engine keras --network resnet8 --work train --threads 4 --repeat 3 --python p --save s";
    expect(parseOptions(args.split(" "))).to.deep.equal({
      peers: true,
      engines: ["torch", "keras"],
      networks: ["resnet8"],
      work: ["train"],
      threads: [4],
      repeat: 3,
      python: "p",
      save: "s",
    });
  });

  it("refuses a network, a work or a number that makes no sense, with the value", () => {
    expect(() => parseOptions(["--network", "vgg"])).to.throw(
      RangeError,
      /lenet, resnet8, resnet18, got vgg$/,
    );
    expect(() => parseOptions(["--work", "sleep"])).to.throw(RangeError, /train or infer, got sleep$/);
    expect(() => parseOptions(["--threads", "0"])).to.throw(RangeError, /--threads must be .* >= 1, got 0$/);
    expect(() => parseOptions(["--repeat", "two"])).to.throw(RangeError, /--repeat must be .* got two$/);
  });
});
