import type * as TF from "@tensorflow/tfjs";

/** Takes back the mirrored padding along one axis: what a mirror image got goes to the pixel it shows. */
function foldAxis(
  tf: typeof TF,
  dy: TF.Tensor,
  axis: number,
  [before, after]: readonly [number, number],
  edge: 0 | 1,
): TF.Tensor {
  const length = dy.shape[axis] - before - after;
  const part = (from: number, size: number) => {
    const begin = dy.shape.map((_, i) => (i === axis ? from : 0));
    return tf.slice(
      dy,
      begin,
      dy.shape.map((all, i) => (i === axis ? size : all)),
    );
  };
  const placed = (image: TF.Tensor, from: number) => {
    const around = dy.shape.map((_, i): [number, number] =>
      i === axis ? [from, length - from - image.shape[axis]] : [0, 0],
    );
    return tf.pad(tf.reverse(image, [axis]), around);
  };
  let dx = part(before, length);
  if (before > 0) dx = tf.add(dx, placed(part(0, before), edge));
  if (after > 0) dx = tf.add(dx, placed(part(before + length, after), length - edge - after));
  return dx;
}

/**
 * Gradient of `tf.mirrorPad`: a pixel that is shown twice gets both parts. TensorFlow.js 4.22 drops those of the mirror images.
 * `edge` is 1 where the outermost pixel is not mirrored itself (`reflect`).
 */
export function installMirrorPad(tf: typeof TF): void {
  tf.registerGradient({
    kernelName: "MirrorPad",
    gradFunc: (dy, _saved, attrs) => {
      const {paddings, mode} = attrs as unknown as {paddings: [number, number][]; mode: string};
      const edge = mode === "reflect" ? 1 : 0;
      const fold = (gradient: TF.Tensor, pair: [number, number], axis: number) =>
        pair[0] + pair[1] === 0 ? gradient : foldAxis(tf, gradient, axis, pair, edge);
      return {x: () => paddings.reduce(fold, dy as TF.Tensor)};
    },
  });
}
