import type * as TF from "@tensorflow/tfjs";

/**
 * Gradient of `tf.cumsum`: each number is part of its own sum and of those after it, so the sums run back. TensorFlow.js 4.22 exchanges
 * axes once more when the axis is not the last.
 */
function installCumsum(tf: typeof TF): void {
  tf.registerGradient({
    kernelName: "Cumsum",
    gradFunc: (dy, _saved, attrs) => {
      const {axis, exclusive, reverse} = attrs as {axis: number; exclusive: boolean; reverse: boolean};
      return {x: () => tf.cumsum(dy as TF.Tensor, axis, exclusive, !reverse)};
    },
  });
}

/** Gradient of `tf.depthToSpace`, for which TensorFlow.js has none: the pixels of a block go back to the channels. */
function installDepthToSpace(tf: typeof TF): void {
  tf.registerGradient({
    kernelName: "DepthToSpace",
    gradFunc: (dy, _saved, attrs) => {
      const {blockSize, dataFormat} = attrs as {blockSize: number; dataFormat: "NHWC" | "NCHW"};
      const back = (image: TF.Tensor) => {
        const [n, height, width, channels] = image.shape;
        const [rows, columns] = [height / blockSize, width / blockSize];
        const blocks = tf.reshape<TF.Rank>(image, [n, rows, blockSize, columns, blockSize, channels]);
        const depth = channels * blockSize ** 2;
        return tf.reshape(tf.transpose(blocks, [0, 1, 3, 2, 4, 5]), [n, rows, columns, depth]);
      };
      const gradient = dy as TF.Tensor;
      if (dataFormat === "NHWC") return {x: () => back(gradient)};
      return {x: () => tf.transpose(back(tf.transpose(gradient, [0, 2, 3, 1])), [0, 3, 1, 2])};
    },
  });
}

/** Operations that add up along an axis or move numbers. */
export function installRearranged(tf: typeof TF): void {
  installCumsum(tf);
  installDepthToSpace(tf);
}
