import * as tf from "@tensorflow/tfjs";
import {
  buildNetwork,
  convByMatrix,
  convVolume,
  convVolumeBackward,
  lenetLayers,
  maxPool,
  NdArray,
  Random,
  sgd,
  trainStep,
} from "kernelbook";

/** One thing to do, by everybody who can; each gives a sum that must agree with ours. */
export interface Row {
  readonly name: string;
  /** How often it is done in one sample, so that a sample is long enough to be timed. */
  readonly repeat: number;
  readonly ours: () => number;
  readonly tfjs?: () => number;
  /** Sizes for the C and numpy programs: height, width, channels, filters, kernel. */
  readonly loop?: readonly number[];
  /** Examples that one run trains on: the figure is examples a second. */
  readonly examples?: number;
}

/** The numbers of the C and numpy programs: `sin(0.01 i)`. */
function wave(shape: readonly number[]): NdArray {
  const size = shape.reduce((product, length) => product * length, 1);
  return new NdArray(
    shape,
    Float64Array.from({length: size}, (_, i) => Math.sin(0.01 * i)),
  );
}

function sum(data: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < data.length; i++) total += data[i];
  return total;
}

function tensorSum(tensor: tf.Tensor): number {
  const total = sum(tensor.dataSync());
  tensor.dispose();
  return total;
}

function convRows(): Row[] {
  const sizes = [
    [28, 28, 1, 8, 3],
    [14, 14, 6, 16, 5],
    [32, 32, 3, 16, 3],
  ];
  return sizes.flatMap(([height, width, channels, filters, kernel]): Row[] => {
    const [x, w] = [wave([height, width, channels]), wave([kernel, kernel, channels, filters])];
    const [image, weights] = [x.toTensor(tf) as tf.Tensor3D, w.toTensor(tf) as tf.Tensor4D];
    const shape = `${kernel}x${kernel} on ${height}x${width}x${channels} to ${filters} maps`;
    const dy = convVolume(x, w);
    return [
      {
        name: `convolution ${shape}`,
        repeat: 20,
        ours: () => sum(convVolume(x, w).data),
        tfjs: () => tensorSum(tf.conv2d(image, weights, 1, "valid")),
        loop: [height, width, channels, filters, kernel],
      },
      {
        name: `the same by im2col and a matrix product`,
        repeat: 20,
        ours: () => sum(convByMatrix(x, w).data),
      },
      {
        name: `its backward pass`,
        repeat: 10,
        ours: () => sum(convVolumeBackward(x, w, dy).dw.data),
        tfjs: () => {
          const slope = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
            tf.conv2d(a as tf.Tensor3D, b as tf.Tensor4D, 1, "valid"),
          );
          const slopes = dy.toTensor(tf);
          const [dx, dw] = slope([image, weights], slopes);
          tf.dispose([dx, slopes]);
          return tensorSum(dw);
        },
      },
    ];
  });
}

function lenetRow(): Row {
  const batch = 32;
  const x = wave([batch, 28, 28, 1]).map(Math.abs);
  const labels = Array.from({length: batch}, (_, n) => n % 10);
  const network = buildNetwork([28, 28, 1], lenetLayers(), {random: new Random(1)});
  const optimizer = sgd({momentum: 0.9});
  return {
    name: "LeNet-5, one training step of 32 digits",
    repeat: 1,
    ours: () => trainStep(network, x, labels, optimizer, 1e-6),
    tfjs: lenetByTfjs(
      x,
      labels,
      network.parameters.map(({value}) => value),
    ),
    examples: batch,
  };
}

/** The same net and step by TensorFlow.js. */
function lenetByTfjs(x: NdArray, labels: readonly number[], weights: readonly NdArray[]): () => number {
  const activation = "tanh" as const;
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({inputShape: [28, 28, 1], filters: 6, kernelSize: 5, padding: "same", activation}),
      tf.layers.averagePooling2d({poolSize: 2, strides: 2}),
      tf.layers.conv2d({filters: 16, kernelSize: 5, activation}),
      tf.layers.averagePooling2d({poolSize: 2, strides: 2}),
      tf.layers.flatten(),
      tf.layers.dense({units: 120, activation}),
      tf.layers.dense({units: 84, activation}),
      tf.layers.dense({units: 10}),
    ],
  });
  model.setWeights(weights.map(value => value.toTensor(tf) as tf.Tensor));
  const optimizer = tf.train.momentum(1e-6, 0.9);
  const images = x.toTensor(tf) as tf.Tensor;
  const targets = tf.oneHot([...labels], 10);
  return () => {
    const loss = optimizer.minimize(
      () => tf.losses.softmaxCrossEntropy(targets, model.apply(images) as tf.Tensor2D).asScalar(),
      true,
    );
    if (loss === null) throw new Error("lenetByTfjs: minimize must give a loss, got null");
    return tensorSum(loss);
  };
}

function poolRow(): Row {
  const x = wave([28, 28, 8]);
  const image = x.toTensor(tf) as tf.Tensor3D;
  return {
    name: "max pooling 2x2 on 28x28x8",
    repeat: 20,
    ours: () => sum(maxPool(x, 2).y.data),
    tfjs: () => tensorSum(tf.maxPool(image, 2, 2, "valid")),
  };
}

/** Every row, with its arrays and models made. */
export function makeRows(): Row[] {
  return [...convRows(), poolRow(), lenetRow()];
}
