import type {Device} from "../engine.js";
import type {TensorFlow} from "./tensorFlow.js";

/** What TensorFlow.js calls the backend of a device. */
export function backendName(device: Device): string {
  return device === "cpu" ? "torch" : `torch-${device}`;
}

/** Whether one of this tier's backends computes now. */
export function isTorchSelected(tf: TensorFlow): boolean {
  const name = tf.getBackend();
  return name === "torch" || name.startsWith("torch-");
}
