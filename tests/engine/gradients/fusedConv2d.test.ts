import type * as TF from "@tensorflow/tfjs";
import {expect} from "chai";
import {expectClose} from "../../../src/core/expectClose.js";
import {openTier, tierUnderTest} from "../support/openTier.js";

describe(`fused convolutions in training on ${tierUnderTest()}`, () => {
  let tf: typeof TF;

  before(async function () {
    tf = await openTier(this);
  });

  /** Two layers over images [2, 6, 5, 3], by the fused operation or by the two that it stands for. */
  function layers(images: TF.Tensor4D, filters: TF.Variable[], bias: TF.Tensor1D, fused: boolean): TF.Scalar {
    let x = images;
    for (const filter of filters as unknown as TF.Tensor4D[]) {
      x = fused
        ? (tf.fused.conv2d({x, filter, strides: 1, pad: "same", bias}) as TF.Tensor4D)
        : tf.add(tf.conv2d(x, filter, 1, "same"), bias);
    }
    return tf.sum(tf.square(x));
  }

  it("compute no gradient of the images, and the others as before", async () => {
    const images = tf.randomNormal([2, 6, 5, 3], 0, 1, "float32", 1) as TF.Tensor4D;
    const filters = [2, 3].map(seed => tf.variable(tf.randomNormal([3, 2, 3, 3], 0, 1, "float32", seed)));
    const bias = tf.tensor1d([0.1, -0.2, 0.3]);
    const gradients = (fused: boolean) =>
      tf.tidy(() => {
        const {grads} = tf.variableGrads(() => layers(images, filters, bias, fused), filters);
        return filters.map(({name}) => Array.from(grads[name].dataSync()));
      });
    const alive = tf.memory().numTensors;
    const expected = gradients(false);
    gradients(true);
    expect(tf.memory().numTensors).to.equal(alive);
    let actual: number[][] = [];
    const {kernels} = await tf.profile(() => {
      actual = gradients(true);
      return tf.scalar(0);
    });
    for (const [i, values] of expected.entries()) expectClose(actual[i], values, {atol: 1e-3, rtol: 1e-5});
    const names = kernels.map(({name}) => name);
    expect(names.filter(name => name === "Conv2DBackpropFilter").length).to.equal(2);
    expect(names.filter(name => name === "Conv2DBackpropInput").length).to.equal(1);
    tf.dispose([images, bias, ...filters]);
  });

  it("still give the gradient of the images to whom it is that asks", () => {
    const images = tf.randomNormal([1, 4, 4, 2], 0, 1, "float32", 5) as TF.Tensor4D;
    const filter = tf.randomNormal([3, 3, 2, 2], 0, 1, "float32", 6) as TF.Tensor4D;
    const run = (x: TF.Tensor, fused: boolean) =>
      fused
        ? tf.fused.conv2d({x: x as TF.Tensor4D, filter, strides: 2, pad: "valid"})
        : tf.conv2d(x as TF.Tensor4D, filter, 2, "valid");
    const [actual, expected] = [true, false].map(fused =>
      tf.tidy(() =>
        Array.from(
          tf
            .grad(x => run(x, fused))(images)
            .dataSync(),
        ),
      ),
    );
    expectClose(actual, expected);
    tf.dispose([images, filter]);
  });
});
