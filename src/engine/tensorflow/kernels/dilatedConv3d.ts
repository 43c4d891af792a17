import type * as TF from "@tensorflow/tfjs";
import {batchToSpace, spaceToBatch} from "../../gradients/spaceToBatch.js";
import type {KernelKit} from "./kernelKit.js";

type Shape5 = [number, number, number, number, number];
type Triple = number | [number, number, number];

/**
 * Lets `tf.conv3d` have dilations, which TensorFlow refuses on a processor: the voxels of each remainder become an image of their
 * own, as for the gradients. TensorFlow.js demands stride 1 with a dilation.
 */
export function wrapDilatedConv3d({tf, wrap}: KernelKit): void {
  wrap("Conv3D", published => (inputs, attributes) => {
    const {x, filter} = inputs;
    const {strides, pad, dilations} = attributes;
    const [depth, height, width] = triple((dilations ?? 1) as Triple);
    if (depth === 1 && height === 1 && width === 1) return published(inputs, attributes);
    const info = tf.backend_util.computeConv3DInfo(
      x.shape as Shape5,
      filter.shape as Shape5,
      strides as Triple,
      [depth, height, width],
      pad as "same",
    );
    const {front, back, top, bottom, left, right} = info.padInfo;
    const {outDepth, outHeight, outWidth} = info;
    const around = (before: number, length: number, after: number, d: number): [number, number] => {
      const missing = (d - ((before + length + after) % d)) % d;
      return [before, after + missing];
    };
    return tf.tidy(() => {
      const paddings: [number, number][] = [
        [0, 0],
        around(front, info.inDepth, back, depth),
        around(top, info.inHeight, bottom, height),
        around(left, info.inWidth, right, width),
        [0, 0],
      ];
      const dealt = spaceToBatch(tf, tf.pad(x, paddings), [depth, height, width]);
      const plain = {...attributes, pad: "valid", strides: 1, dilations: 1};
      const y = published({x: dealt, filter}, plain) as TF.Tensor;
      const shape: Shape5 = [x.shape[0], outDepth, outHeight, outWidth, filter.shape[4] ?? 0];
      return tf.slice(batchToSpace(tf, y, [depth, height, width]), [0, 0, 0, 0, 0], shape);
    });
  });
}

function triple(value: Triple): [number, number, number] {
  return typeof value === "number" ? [value, value, value] : value;
}
