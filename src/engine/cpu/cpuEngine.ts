import type {Engine, EngineMemory, OpenEngine} from "../engine.js";

/** TensorFlow.js's own kernels in plain JavaScript: the slowest tier, and the referee of the others. */
export const cpuEngine: Engine = {
  name: "cpu",

  async probe() {
    const {version} = await import("@tensorflow/tfjs");
    return {ok: true, version: version["tfjs-backend-cpu"], where: "@tensorflow/tfjs", devices: ["cpu"]};
  },

  async open(): Promise<OpenEngine> {
    const tf = await import("@tensorflow/tfjs");
    return {
      backend: "cpu",
      version: tf.version["tfjs-backend-cpu"],
      where: "@tensorflow/tfjs",
      threads: 1,
      device: "cpu",
      // One thread, loops in a fixed order.
      deterministic: true,
      memory: (): EngineMemory => ({bytes: tf.memory().numBytes}),
    };
  },
};
