import * as tf from "@tensorflow/tfjs";
import {expect} from "chai";
import {DISPLAY} from "../../src/core/mime.js";
import {NdArray} from "../../src/core/ndArray.js";

describe("NdArray", () => {
  it("lays nested arrays out row by row and gives them back", () => {
    const nested = [
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ],
    ];
    const array = NdArray.fromNested(nested);
    expect(array.shape).to.deep.equal([1, 2, 4]);
    expect([...array.data]).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(array.toNested()).to.deep.equal(nested);
    expect(array.at(0, 1, 2)).to.equal(7);
  });
  it("holds a single number under an empty shape", () => {
    expect(NdArray.fromNested(5).toNested()).to.equal(5);
    expect(NdArray.fromNested([]).shape).to.deep.equal([0]);
  });
  it("keeps its shape from being written", () => {
    expect(() => (NdArray.zeros([2]).shape as number[]).push(1)).to.throw(TypeError);
  });
  it("rejects a count of elements that does not fit, uneven branches, and indices outside", () => {
    expect(() => new NdArray([2, 3], new Float32Array(5))).to.throw(
      RangeError,
      "NdArray: shape [2,3] needs 6 elements, got 5",
    );
    expect(() => NdArray.fromNested([[1, 2], [3]])).to.throw(RangeError, "must be equally long, got 2 and 1");
    expect(() => NdArray.fromNested([["1"]] as never)).to.throw(
      TypeError,
      'every leaf must be a number, got "1"',
    );
    expect(() => NdArray.zeros([2, 2]).at(0, 2)).to.throw(
      RangeError,
      "index of axis 1 must be in 0..1, got 2",
    );
    expect(() => NdArray.zeros([2, 2]).at(0)).to.throw(RangeError, "needs 2 indices, got [0]");
  });
  it("goes to a tensor and back without losing shape or numbers", async () => {
    const array = NdArray.fromNested([[1.5, -2, 3]]);
    const before = tf.memory().numTensors;
    const tensor: tf.Tensor = array.toTensor(tf);
    expect(tensor.dtype).to.equal("float32");
    const back = await NdArray.fromTensor(tensor);
    expect(back.shape).to.deep.equal([1, 3]);
    expect(back.toNested()).to.deep.equal([[1.5, -2, 3]]);
    tensor.dispose();
    expect(tf.memory().numTensors).to.equal(before);
  });
  it("copies what it takes from a tensor", async () => {
    const tensor = tf.tensor1d([1, 2]);
    const array = await NdArray.fromTensor(tensor);
    array.data[0] = 9;
    expect([...(await tensor.data())]).to.deep.equal([1, 2]);
    tensor.dispose();
  });
  it("refuses a tensor of strings", async () => {
    const tensor = tf.tensor1d(["a"]);
    const error = await NdArray.fromTensor(tensor).catch(caught => caught);
    expect(error).to.be.instanceOf(TypeError);
    expect(error.message).to.equal("NdArray.fromTensor: tensor must hold real numbers, got dtype string");
    tensor.dispose();
  });
  it("prints aligned columns, and the ends only of long axes", () => {
    expect(
      String(
        NdArray.fromNested([
          [1, 20],
          [-3, 4],
        ]),
      ),
    ).to.equal("NdArray [2, 2]\n[[ 1, 20],\n [-3,  4]]");
    const long = String(
      new NdArray(
        [200],
        Uint16Array.from({length: 200}, (_, i) => i),
      ),
    );
    expect(long).to.equal("NdArray [200]\n[0, 1, 2, ..., 197, 198, 199]");
  });
  it("displays its kind, shape, range and values", () => {
    const bundle = new NdArray([2, 2], new Uint8Array([0, 255, 1, 2]))[DISPLAY]();
    expect(bundle["text/plain"]).to.equal(
      "NdArray Uint8Array [2, 2], min 0, max 255, mean 64.5\n[[  0, 255],\n [  1,   2]]",
    );
    expect(bundle["text/html"]).to.match(/<caption[^>]*>NdArray Uint8Array \[2, 2\]/);
  });
});
