import type * as TF from "@tensorflow/tfjs";

/**
 * Where the backend keeps its tensors. TensorFlow.js fetches one that is not there from the backend that has it; one that was
 * disposed nobody has, and its own words for that are "Cannot read properties of undefined".
 */
export function checkedStorage(tf: typeof TF, backend: TF.KernelBackend): TF.DataStorage<unknown> {
  const engine = tf.engine();
  class CheckedStorage extends tf.DataStorage<unknown> {
    override get(dataId: object): unknown {
      if (!this.has(dataId) && !engine.state.tensorInfo.has(dataId)) {
        throw new Error("tensorflow: a tensor must not be used after dispose(), got one that was disposed");
      }
      return super.get(dataId);
    }
  }
  return new CheckedStorage(backend, engine);
}
