import type * as TF from "@tensorflow/tfjs";

const guarded = new WeakSet<object>();

/**
 * Lets every operation on a tensor that was disposed of say so. TensorFlow.js looks for the tensor's backend then, to
 * move it to the selected one, and fails on reading a property of nothing. Calling again does nothing.
 */
export function explainDisposed(tf: typeof TF): void {
  const engine = tf.engine();
  if (guarded.has(engine)) return;
  guarded.add(engine);
  const move = engine.moveData.bind(engine);
  engine.moveData = (backend, dataId) => {
    if (!engine.state.tensorInfo.has(dataId)) {
      throw new Error(
        "the tensor must not be disposed of before it is used, got a disposed one; keep it with tf.keep(), or dispose of it later",
      );
    }
    move(backend, dataId);
  };
}
