import * as tf from "@tensorflow/tfjs";

/** What the proofs train when any network will do: each kind of layer of the course once, weights decided by seeds. */
export function smallNetwork(): tf.Sequential {
  const seeded = (seed: number) => ({kernelInitializer: tf.initializers.heNormal({seed})});
  const {layers} = tf;
  const model = tf.sequential({
    layers: [
      layers.conv2d({inputShape: [12, 10, 2], filters: 6, kernelSize: 3, padding: "same", ...seeded(1)}),
      layers.batchNormalization(),
      layers.activation({activation: "relu"}),
      layers.maxPooling2d({poolSize: 2}),
      layers.depthwiseConv2d({
        kernelSize: 3,
        padding: "same",
        depthwiseInitializer: tf.initializers.heNormal({seed: 2}),
      }),
      layers.conv2d({
        filters: 8,
        kernelSize: 3,
        dilationRate: 2,
        padding: "same",
        activation: "tanh",
        ...seeded(3),
      }),
      layers.averagePooling2d({poolSize: [3, 2], padding: "same"}),
      layers.flatten(),
      layers.dense({units: 5, activation: "softmax", ...seeded(4)}),
    ],
  });
  model.compile({optimizer: tf.train.momentum(0.02, 0.9), loss: "categoricalCrossentropy"});
  return model;
}

/** Examples by formula: the same wherever they are made. */
export function smallBatch(examples: number): {images: tf.Tensor; labels: tf.Tensor} {
  const pixels = Float32Array.from({length: examples * 240}, (_, i) =>
    Math.fround(Math.sin(i * 0.37) + Math.cos(i * i)),
  );
  const classes = Int32Array.from({length: examples}, (_, i) => (i * i + 1) % 5);
  return tf.tidy(() => ({
    images: tf.tensor4d(pixels, [examples, 12, 10, 2]),
    labels: tf.oneHot(tf.tensor1d(classes, "int32"), 5),
  }));
}
