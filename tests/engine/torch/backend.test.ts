import type * as TF from "@tensorflow/tfjs";
import {expect} from "chai";
import {openTorch, type Torch} from "./support/openTorch.js";

describe("the torch backend", () => {
  let torch: Torch;
  let tf: typeof TF;
  /** What an error says; PyTorch before 2.13 says it on standard error only. */
  const says = (text: string): RegExp => {
    const [, minor = 0] = torch.engine.version.split(".").map(Number);
    return new RegExp(minor < 13 ? "PyTorch refused it, see standard error$" : text);
  };
  before(async function () {
    torch = await openTorch(this);
    ({tf} = torch);
  });

  it("says of a disposed tensor that it is one, and goes on", () => {
    const x = tf.tensor1d([1, 2]);
    x.dispose();
    expect(() => tf.add(x, 1)).to.throw(/disposed/);
    expect(Array.from(tf.add(tf.tensor1d([1, 2]), 1).dataSync())).to.deep.equal([2, 3]);
  });

  it("puts the operation in front of what PyTorch says, and frees what was made on the way", () => {
    const {handles} = torch.engine.memory();
    const [a, b] = [tf.ones([2, 3]), tf.ones([4, 5])];
    const run = () => tf.engine().runKernel("BatchMatMul", {a, b}, {transposeA: false, transposeB: false});
    expect(run).to.throw(
      says("^tf\\.batchMatMul: aten::mm: (mm: )?mat1 and mat2 shapes cannot be multiplied \\(2x3 and 4x5\\)"),
    );
    tf.dispose([a, b]);
    expect(torch.engine.memory().handles).to.equal(handles);
  });

  it("says how many bytes it could not have, and goes on", () => {
    expect(() => tf.fill([2 ** 20, 2 ** 23], 0)).to.throw(
      says("^tf\\.fill: .*must fit into memory, got \\d+ bytes; take smaller"),
    );
    expect(tf.zeros([2]).dataSync().length).to.equal(2);
  });

  it("counts the bytes of live tensors, those of views once", () => {
    const {bytes} = torch.engine.memory();
    const x = tf.zeros([100, 30]);
    const [view, copy] = [x.transpose(), x.add(1)];
    expect(torch.engine.memory().bytes - bytes).to.equal(2 * 100 * 30 * 4);
    tf.dispose([x, view, copy]);
    expect(torch.engine.memory().bytes).to.equal(bytes);
  });

  it("keeps numbers, truth values, texts and complex numbers as they came", async () => {
    const values = [
      tf.tensor1d([1.5, Number.NaN, -0, Number.POSITIVE_INFINITY]),
      tf.tensor1d([2 ** 31 - 1, -(2 ** 31)], "int32"),
      tf.tensor1d([true, false], "bool"),
      tf.tensor1d(["a", "ü"]),
      tf.complex([1, 2], [3, 4]),
      tf.zeros([0, 3]),
    ];
    const read = await Promise.all(values.map(one => one.data()));
    expect(read.map(one => Array.from(one))).to.deep.equal([
      [1.5, Number.NaN, -0, Number.POSITIVE_INFINITY],
      [2 ** 31 - 1, -(2 ** 31)],
      [1, 0],
      ["a", "ü"],
      [1, 3, 2, 4],
      [],
    ]);
    tf.dispose(values);
  });

  it("lets the cpu backend compute what it has no kernel for, and counts that", () => {
    const before = torch.backend.fallbacks.get("FFT") ?? 0;
    const spectrum = tf.spectral.fft(tf.complex([1, 2, 3, 4], [0, 0, 0, 0]));
    expect(Array.from(tf.real(spectrum).dataSync()).map(Math.round)).to.deep.equal([10, -2, -2, -2]);
    expect(torch.backend.fallbacks.get("FFT")).to.equal(before + 1);
  });

  it("takes over tensors of another backend and gives them back", async () => {
    await tf.setBackend("cpu");
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    await tf.setBackend("torch");
    const y = tf.matMul(x, x, false, true);
    await tf.setBackend("cpu");
    const z = tf.complex([1, 2], [3, 4]);
    await tf.setBackend("torch");
    expect(Array.from(tf.imag(z).dataSync())).to.deep.equal([3, 4]);
    await tf.setBackend("cpu");
    expect(Array.from(z.dataSync())).to.deep.equal([1, 3, 2, 4]);
    expect(Array.from(tf.add(y, 1).dataSync())).to.deep.equal([15, 33, 33, 78]);
    await tf.setBackend("torch");
    tf.dispose([x, y, z]);
  });

  it("does not compute a gradient that nobody reads", () => {
    const [x, filter] = [tf.ones<TF.Rank.R4>([1, 6, 5, 2]), tf.ones<TF.Rank.R4>([3, 3, 2, 4])];
    const [dx, dFilter] = tf.grads((a, b) => tf.conv2d(a as TF.Tensor4D, b as TF.Tensor4D, 1, "valid"))([
      x,
      filter,
    ]);
    if (dx === undefined || dFilter === undefined) throw new Error("there must be two gradients");
    expect(torch.backend.nativeOf(dx.dataId).handle).to.equal(undefined);
    expect(torch.backend.nativeOf(dFilter.dataId).handle).to.not.equal(undefined);
    expect(dx.dataSync()[0]).to.equal(4);
    expect(torch.backend.nativeOf(dx.dataId).handle).to.not.equal(undefined);
    tf.dispose([x, filter, dx, dFilter]);
  });

  it("opens again with other threads as the same backend", async function () {
    const {engine, backend} = await openTorch(this, {threads: 2});
    expect([engine.threads, backend === torch.backend]).to.deep.equal([2, true]);
    expect((await openTorch(this)).engine.threads).to.equal(1);
  });
});
