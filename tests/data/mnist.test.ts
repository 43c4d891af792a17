import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {pathToFileURL} from "node:url";
import {expect} from "chai";
import {loadMnist} from "../../src/data/mnist.js";
import {DATASETS, readShipped, shippedSplit} from "../../src/data/shipped.js";
import {rejection} from "../support/rejection.js";

describe("loadMnist(split)", () => {
  for (const [split, length] of [
    ["train", 10000],
    ["test", 2000],
  ] as const) {
    it(`gives ${length} images of 28 x 28 for ${split}, each digit once in every block of ten`, async () => {
      const digits = await loadMnist(split);
      expect([digits.length, digits.height, digits.width]).to.deep.equal([length, 28, 28]);
      for (let block = 0; block < length; block += 10) {
        expect([...digits.labels.subarray(block, block + 10)].sort()).to.deep.equal([
          0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
        ]);
      }
    });
  }
  it("gives grey levels from 0 to 1, rows first", async () => {
    const digits = await loadMnist("test");
    const image = digits.image(3);
    expect(image).to.have.length(28);
    expect(image[0]).to.have.length(28);
    expect(image[14]?.[9]).to.equal((digits.pixels[3 * 784 + 14 * 28 + 9] as number) / 255);
    expect(Math.max(...image.flat())).to.be.within(0.9, 1);
    expect(Math.min(...image.flat())).to.equal(0);
  });
  it("gives every caller its own copy of an image", async () => {
    const digits = await loadMnist("test");
    (digits.image(0)[14] as number[]).fill(0.5);
    expect(digits.image(0)[14]).to.not.deep.equal(new Array(28).fill(0.5));
  });
  it("finds the n-th image of a digit and iterates in order", async () => {
    const digits = await loadMnist("test");
    const index = digits.indexOf(7, 1);
    expect(digits.label(index)).to.equal(7);
    expect(index).to.be.within(10, 19);
    const [first] = digits;
    expect(first).to.deep.equal({image: digits.image(0), label: digits.label(0), index: 0});
  });
  it("shares no image between the splits", async () => {
    const key = (set: {pixels: Uint8Array}, n: number) =>
      Buffer.from(set.pixels.buffer, set.pixels.byteOffset + n * 784, 784).toString("latin1");
    const [train, test] = await Promise.all([loadMnist("train"), loadMnist("test")]);
    const seen = new Set(Array.from({length: train.length}, (_, n) => key(train, n)));
    expect(seen.size).to.equal(10000);
    expect(
      Array.from({length: test.length}, (_, n) => key(test, n)).filter(image => seen.has(image)),
    ).to.have.length(0);
  });
  it("rejects another split", async () => {
    const error = await rejection(loadMnist("validation" as never));
    expect(error).to.be.instanceOf(RangeError);
    expect(error.message).to.equal('loadMnist: split must be "train" or "test", got "validation"');
  });
  it("rejects a place outside the set and a digit it does not hold", async () => {
    const digits = await loadMnist("test");
    expect(() => digits.image(2000)).to.throw(
      RangeError,
      /^image: index must be an integer from 0 to 1999, got 2000$/,
    );
    expect(() => digits.label(1.5)).to.throw(RangeError, /got 1.5$/);
    expect(() => digits.indexOf(3, 200)).to.throw(
      RangeError,
      /^indexOf: label 3 must have more than 200 images, got 200$/,
    );
  });
});

describe("readShipped(entry, folder)", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "kernelbook-data-"));
  });
  after(() => rm(folder, {recursive: true}));

  it("names the file and both checksums when a byte is wrong", async () => {
    const {labels} = await shippedSplit("mnist", "test");
    const bytes = await readFile(new URL(labels.file, DATASETS));
    bytes[500] = (bytes[500] as number) ^ 1;
    await writeFile(path.join(folder, labels.file), bytes);
    const error = await rejection(readShipped(labels, pathToFileURL(`${folder}/`)));
    expect(error).to.be.instanceOf(RangeError);
    expect(error.message).to.include(labels.file).and.include(`must have sha256 ${labels.sha256}, got `);
    expect(error.message).to.match(/got [0-9a-f]{64};/);
  });
  it("names both sizes when the file is cut off", async () => {
    const {labels} = await shippedSplit("mnist", "test");
    await writeFile(path.join(folder, labels.file), Buffer.alloc(7));
    const error = await rejection(readShipped(labels, pathToFileURL(`${folder}/`)));
    expect(error.message).to.match(/must have 939 bytes, got 7;/);
  });
  it("compares the shape with the manifest's", async () => {
    const {labels} = await shippedSplit("mnist", "test");
    const error = await rejection(readShipped({...labels, shape: [10, 200]}));
    expect(error.message).to.match(/must have shape \[10, 200\], got \[2000\]$/);
  });
  it("rejects a set that the manifest does not list", async () => {
    expect((await rejection(shippedSplit("mnist", "validation"))).message).to.match(
      /^shippedSplit: mnist\/validation must be/,
    );
  });
});
