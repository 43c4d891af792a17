import * as tf from "@tensorflow/tfjs";

/**
 * Each picture becomes one vector; 32 neurons with ReLU see all of it, ten more choose the digit. Both layers draw their first
 * weights from `seed`, and the batches come in the given order, so one seed gives one net. The result is close to perfect on
 * digits in the middle. Moved by three pixels, the same ink meets other weights, which have learned nothing about it.
 */
export async function trainFlat(
  images: number[][][],
  labels: number[],
  unseen: number[][][],
  seed: number,
): Promise<number[]> {
  const vectors = (pictures: number[][][]) => tf.tensor2d(pictures.map(picture => picture.flat()));
  const [x, y, z] = [vectors(images), tf.oneHot(tf.tensor1d(labels, "int32"), 10), vectors(unseen)];
  const weights = (more: number) => tf.initializers.glorotUniform({seed: seed + more});
  const model = tf.sequential({
    layers: [
      tf.layers.dense({
        inputShape: [x.shape[1]],
        units: 32,
        activation: "relu",
        kernelInitializer: weights(0),
      }),
      tf.layers.dense({units: 10, activation: "softmax", kernelInitializer: weights(1)}),
    ],
  });
  model.compile({optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy"});
  await model.fit(x, y, {epochs: 12, batchSize: 20, shuffle: false, verbose: 0});
  const scores = model.predict(z) as tf.Tensor;
  const found = Array.from(await scores.argMax(1).data());
  tf.dispose([x, y, z, scores]);
  model.dispose();
  return found;
}
